"""Volunteers and social organisations may be asked for what they are registered for, once
checked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.staff import actions, queries
from huishang.staff.models import RecordCheck, Supporter
from tests.places import somebody
from tests.staff.entries import CODE
from tests.staff.team import TODAY, Team
from tests.valley import COUNTY

VOLUNTEER = {"kind": "volunteer", "credit_code": "", "name": "某志愿者"}


def check(team: Team, found: Supporter, result: str = "none", days: int = 0) -> None:
    on = TODAY - timedelta(days)
    about: dict[str, Any] = {"actor": team.clerk, "supporter_id": found.pk}
    actions.ask_supporter_check(**about, kind="on_entry", asked_on=on)
    actions.answer_supporter_check(**about, answered_on=on, result=result)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"name": ""}, "name"),
        ({"credit_code": CODE[:-1] + "4"}, "credit_code"),
        ({"credit_code": CODE[:-1]}, "credit_code"),
        ({"credit_code": CODE.replace("M", "I")}, "credit_code"),
        ({"credit_code": ""}, "credit_code"),
        ({**VOLUNTEER, "credit_code": CODE}, "credit_code"),
        ({"phone": ""}, "phone"),
        ({"services": []}, "services"),
        ({"services": ["reading_files"]}, "services"),
        ({"since": None}, "since"),
    ],
)
def test_a_registration_says_what_is_wrong_with_it(
    team: Team, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidData) as refusal:
        team.supporter(**wrong)
    assert set(refusal.value.fields) == {field}


def test_an_organisation_stands_once_and_again_after_it_left(team: Team) -> None:
    made = team.supporter()
    with pytest.raises(InvalidData) as refusal:
        team.supporter(name="另一个名称")
    assert set(refusal.value.fields) == {"credit_code"}
    actions.end_supporter(actor=team.clerk, supporter_id=made.pk)
    team.supporter()
    assert [len(queries.supporters(team.clerk, ended=ended)) for ended in (False, True)] == [1, 1]


@pytest.mark.parametrize(
    ("result", "days", "may"), [("none", 0, True), ("none", 400, False), ("found", 0, False)]
)
def test_they_may_be_asked_while_a_clean_answer_counts(
    team: Team, result: str, days: int, may: bool
) -> None:
    made = team.supporter(**VOLUNTEER)
    assert not queries.supporter(team.worker, made.pk).may_be_asked
    check(team, made, result, days)
    for actor in (team.clerk, team.worker, team.supervisor):
        assert bool(queries.supporter(actor, made.pk).may_be_asked) is may


def test_why_is_told_in_the_same_words_whether_a_record_was_found_or_none_was_asked_for(
    team: Team,
) -> None:
    unknown, found = team.supporter(**VOLUNTEER), team.supporter()
    check(team, found, "found")
    first, second = queries.supporters(team.worker)
    assert first.may_be_asked == second.may_be_asked
    assert {first.supporter.pk, second.supporter.pk} == {unknown.pk, found.pk}
    assert not RecordCheck.objects.visible_to(team.worker).exists()
    assert not RecordCheck.objects.visible_to(team.supervisor).exists()


def test_the_county_has_them_and_no_other_county_and_no_other_post(team: Team) -> None:
    made = team.supporter()
    for actor in (team.clerk, team.office_director, team.worker, team.supervisor):
        assert queries.supporter(actor, made.pk).supporter == made
    for actor in (team.other_clerk, team.city_clerk, team.director, team.police):
        with pytest.raises(NotVisible):
            queries.supporter(actor, made.pk)
    with pytest.raises(NotPermitted):
        queries.supporters(team.director)


def test_only_the_countys_office_keeps_them(team: Team) -> None:
    made = team.supporter()
    for actor in (team.worker, team.supervisor):
        for act in (
            lambda who: actions.end_supporter(actor=who, supporter_id=made.pk),
            lambda who: actions.ask_supporter_check(
                actor=who, supporter_id=made.pk, kind="on_entry", asked_on=TODAY
            ),
            lambda who: actions.answer_supporter_check(
                actor=who, supporter_id=made.pk, answered_on=TODAY, result="none"
            ),
        ):
            with pytest.raises(NotPermitted):
                act(actor)
    city = somebody(team.body(OrganisationKind.CENTRE, COUNTY), PostKind.EXPERT)
    with pytest.raises(NotVisible):
        queries.supporter(city, made.pk)


def test_who_left_is_not_asked_checked_or_ended_again(team: Team) -> None:
    made = team.supporter()
    check(team, made)
    actions.end_supporter(actor=team.clerk, supporter_id=made.pk)
    assert not queries.supporter(team.worker, made.pk).may_be_asked
    with pytest.raises(NotInThisState):
        actions.end_supporter(actor=team.clerk, supporter_id=made.pk)
    with pytest.raises(NotInThisState):
        actions.ask_supporter_check(
            actor=team.clerk, supporter_id=made.pk, kind="yearly", asked_on=TODAY
        )


def test_they_are_found_by_what_they_may_be_asked_for(team: Team) -> None:
    counsel, company = team.supporter(), team.supporter(**VOLUNTEER, services=["company"])
    assert [line.supporter for line in queries.supporters(team.worker, service="counsel")] == [
        counsel
    ]
    assert [line.supporter for line in queries.supporters(team.worker, kind="volunteer")] == [
        company
    ]
