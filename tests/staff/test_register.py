"""Everybody in these posts is written down by their real name, by another, and by the nearest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotScoped,
    NotVisible,
)
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from huishang.staff import actions, queries
from huishang.staff.models import Appraisal, RecordCheck, RegisterEntry, Supporter, Training
from tests.places import HOUSE, LONG_AGO
from tests.staff.entries import NUMBER
from tests.staff.team import TODAY, Team
from tests.valley import FORD, MILL


def _number_of(of: Actor) -> str:
    born = date(1980, 1, 1) + timedelta(days=of.post_id.int % 5000)
    return synthetic("140802", born).number


ACTS: list[Callable[[Team, Actor, Actor], Any]] = [
    lambda team, of, by: team.enter(of, by, resident_id=_number_of(of)),
    lambda team, of, by: team.train(of, by),
    lambda team, of, by: team.check(of, by),
    lambda team, of, by: actions.appraise(actor=by, post_id=of.post_id, year=2025, grade="passed"),
]
each_act = pytest.mark.parametrize("act", ACTS, ids=["enter", "train", "check", "appraise"])


@each_act
def test_the_town_keeps_its_directors_and_the_county_both(
    team: Team, act: Callable[[Team, Actor, Actor], Any]
) -> None:
    act(team, team.director, team.supervisor)
    act(team, team.supervisor, team.clerk)
    with pytest.raises(NotPermitted):
        act(team, team.supervisor, team.supervisor)
    with pytest.raises(NotPermitted):
        act(team, team.director, team.director)


@each_act
def test_nobody_writes_their_own_line_in_whatever_post(
    team: Team, act: Callable[[Team, Actor, Actor], Any]
) -> None:
    clerk = team.clerk
    besides = organisations.appoint(
        actor=HOUSE,
        person_id=clerk.person_id,
        organisation_id=team.director.organisation_id,
        kind=PostKind.CHILD_DIRECTOR,
        held_from=LONG_AGO,
    )
    with pytest.raises(NotPermitted, match="本人"):
        act(team, replace(clerk, post_id=besides.pk), clerk)


@each_act
def test_nobody_keeps_the_register_of_another_place_or_without_the_post(
    team: Team, act: Callable[[Team, Actor, Actor], Any]
) -> None:
    ford = team.director_of(FORD)
    for by in (team.supervisor, team.clerk, team.city_clerk, team.worker, team.police):
        with pytest.raises(NotVisible):
            act(team, ford, by)


def test_everything_is_wanting_of_who_was_only_appointed(team: Team) -> None:
    assert team.states(team.supervisor, team.director) == {
        "real_name": "missing",
        "training_before_duty": "missing",
        "training_yearly": "expired",
        "check_on_entry": "missing",
    }


def test_nothing_is_wanting_of_who_is_entered_trained_and_checked(team: Team) -> None:
    team.complete(team.director)
    assert set(team.states(team.supervisor, team.director).values()) == {"met"}
    yearly = team.stands(team.supervisor, team.director)["check_yearly"]
    assert yearly.due_on == date(2027, 3, 2)
    assert {str(basis) for basis in yearly.basis} >= {"minors-protection-law#62"}


def test_who_is_asked_for_says_which_need_is_law_and_which_a_local_setting(team: Team) -> None:
    found = team.stands(team.supervisor, team.director)
    assert [str(basis) for basis in found["real_name"].basis] == ["minfa-2019-34#workforce"]
    for need in ("training_before_duty", "training_yearly"):
        assert not any("#" in str(basis) and "minfa" in str(basis) for basis in found[need].basis)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"resident_id": ""}, "resident_id"),
        ({"resident_id": NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")}, "resident_id"),
        ({"resident_id": synthetic("140802", date(2010, 1, 1)).number}, "resident_id"),
        ({"resident_id": "11010519491231002X", "sex": "1"}, "sex"),
        ({"sex": "9"}, "sex"),
        ({"employment": "sometimes"}, "employment"),
        ({"background": ""}, "background"),
    ],
)
def test_an_entry_says_what_is_wrong_with_it(team: Team, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidData) as refusal:
        team.enter(team.director, **wrong)
    assert set(refusal.value.fields) == {field}


def test_one_number_is_one_person_in_sight(team: Team) -> None:
    team.enter(team.director)
    with pytest.raises(InvalidData) as refusal:
        team.enter(team.director_of(MILL))
    assert set(refusal.value.fields) == {"resident_id"}


def test_an_entry_is_put_right_in_place_and_not_over_somebody_elses_change(team: Team) -> None:
    made = team.enter(team.director)
    team.enter(team.director, employment="full_time", version=made.version)
    sheet = queries.sheet(team.supervisor, team.director.post_id)
    assert sheet.entry is not None
    assert (sheet.entry.pk, sheet.entry.employment) == (made.pk, "full_time")
    with pytest.raises(Conflict):
        team.enter(team.director, background="other", version=made.version)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"topic": " "}, "topic"),
        ({"hours": 0}, "hours"),
        ({"hours": None}, "hours"),
        ({"completed_on": None}, "completed_on"),
        ({"completed_on": TODAY + timedelta(1)}, "completed_on"),
    ],
)
def test_a_training_says_what_is_wrong_with_it(
    team: Team, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidData) as refusal:
        team.train(team.director, **wrong)
    assert set(refusal.value.fields) == {field}


def test_a_year_is_appraised_once_and_who_failed_is_told_why(team: Team) -> None:
    about = {"actor": team.supervisor, "post_id": team.director.post_id}
    actions.appraise(**about, year=2025, grade="passed")
    for year, grade, field in (
        (2025, "failed", "remarks"),
        (2025, "passed", "year"),
        (2027, "passed", "year"),
        (LONG_AGO.year - 1, "passed", "year"),
        (2024, "", "grade"),
    ):
        with pytest.raises(InvalidData) as refusal:
            actions.appraise(**about, year=year, grade=grade)
        assert set(refusal.value.fields) == {field}


def test_nothing_is_added_after_the_post_was_left_and_the_county_still_reads_it(
    team: Team,
) -> None:
    team.complete(team.director)
    organisations.end_post(actor=HOUSE, post_id=team.director.post_id, held_until=TODAY)
    with pytest.raises(NotInThisState):
        team.train(team.director)
    sheet = queries.sheet(team.clerk, team.director.post_id)
    assert (sheet.entry is not None, len(sheet.trainings), len(sheet.checks)) == (True, 1, 1)
    assert all(not act.decision for act in sheet.acts)
    assert not queries.register(team.supervisor).rows


def test_one_reads_ones_own_sheet_and_nobody_elses(team: Team) -> None:
    team.complete(team.director)
    mill = team.director_of(MILL)
    sheet = queries.sheet(team.director, team.director.post_id)
    assert sheet.own
    assert len(sheet.checks) == 1
    for actor in (mill, team.worker, team.police, team.city_clerk, team.other_clerk):
        with pytest.raises(NotVisible):
            queries.sheet(actor, team.director.post_id)
        for table in (RegisterEntry, Training, RecordCheck, Appraisal):
            assert not table.objects.visible_to(actor).exists()


def test_the_supervisor_does_not_read_what_is_written_of_the_other_supervisor(
    team: Team,
) -> None:
    from tests.places import somebody

    body = organisations.register_organisation
    town = body(
        actor=HOUSE,
        name="甲镇另一办公室",
        kind="town_government",
        division="140802101000",
        valid_from=LONG_AGO,
    )
    other = somebody(town, PostKind.CHILD_SUPERVISOR)
    team.complete(team.supervisor)
    assert not RecordCheck.objects.visible_to(other).exists()
    with pytest.raises(NotVisible):
        queries.sheet(other, team.supervisor.post_id)


def test_a_look_into_somebody_elses_sheet_is_written_down_and_into_the_own_is_not(
    team: Team,
) -> None:
    looks = Event.objects.filter(act="staff.read_sheet")
    actions.read_sheet(actor=team.director, post_id=team.director.post_id)
    assert not looks.exists()
    actions.read_sheet(actor=team.supervisor, post_id=team.director.post_id)
    assert looks.get().subject_id == str(team.director.person_id)


def test_the_list_is_narrowed_by_place_post_and_state_and_turned_page_by_page(
    team: Team,
) -> None:
    mill = team.director_of(MILL)
    team.complete(team.director)

    def names(**asked: str) -> list[str]:
        rows = queries.register(team.clerk, **asked).rows
        return [line.member.post.person.name for line in rows]

    everybody = [team.supervisor.person_name, team.director.person_name, mill.person_name]
    assert names() == everybody
    assert names(place=MILL) == [mill.person_name]
    assert names(kind="child_supervisor") == everybody[:1]
    assert names(state="lacking") == [everybody[0], everybody[2]]
    with pytest.raises(NotVisible):
        names(place=FORD)
    first = queries.register(team.clerk, size=2)
    assert (len(first.rows), first.total) == (2, 3)
    assert names(after=first.after) == everybody[2:]


def test_the_same_post_at_another_level_keeps_no_register(team: Team) -> None:
    assert not queries.register(team.city_clerk).rows
    with pytest.raises(NotPermitted):
        queries.register(team.worker)


def test_an_unscoped_question_is_refused() -> None:
    for table in (RegisterEntry, Training, RecordCheck, Appraisal, Supporter):
        with pytest.raises(NotScoped):
            list(table.objects.all())


def test_a_year_later_it_has_run_out(team: Team) -> None:
    team.complete(team.director)
    with clock.at(beijing(2027, 3, 3)):
        states = team.states(team.supervisor, team.director)
    assert states["check_yearly"] == states["training_yearly"] == "expired"
    assert states["training_before_duty"] == "met"
