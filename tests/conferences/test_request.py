"""Asking for a conference: who may ask whom, what must be said, which level is proposed."""

from __future__ import annotations

import pytest

from huishang.conferences import actions, queries
from huishang.conferences.policies.triggers import TickedTrigger
from huishang.conferences.queries import ConferenceRequest
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotVisible,
    RuleUnmet,
)
from huishang.kernel.terms import Level, OrganisationKind, PostKind
from tests.conferences.road import CONTENT, Road
from tests.places import somebody


def test_a_county_office_is_heard_by_the_city_directly(road: Road) -> None:
    request = road.ask()
    assert request.office_id == road.city.office.pk
    assert request.status == "submitted"
    assert request.regime.startswith("yuncheng")


def test_a_centre_asks_its_own_county_which_may_pass_the_request_up(road: Road) -> None:
    case = road.case
    road_worker = road.worker
    with pytest.raises(NotVisible):
        queries.levels_to_ask(road_worker, case.pk)


def test_two_counties_make_the_system_propose_the_city_and_say_why(road: Road) -> None:
    request = road.draft()
    assert request.proposal["level"] == "city"
    assert [reason["basis"] for reason in request.proposal["reasons"]] == ["yuncheng-2022#9"]


def test_choosing_another_level_than_proposed_needs_a_reason(road: Road) -> None:
    with pytest.raises(InvalidData) as refused:
        road.draft(level=Level.COUNTY)
    assert set(refused.value.fields) == {"level_reason"}
    request = road.draft(level=Level.COUNTY, level_reason="县级能够解决")
    assert request.office_id == road.county.office.pk


def test_every_missing_word_is_named_at_once(road: Road) -> None:
    with pytest.raises(InvalidData) as refused:
        road.draft(
            triggers=(), problems=" ", measures_tried="", decisions_asked="",
            best_interests="", child_views="",
        )  # fmt: skip
    assert set(refused.value.fields) == {
        "triggers", "problems", "measures_tried", "decisions_asked", "best_interests",
        "child_views",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"problem": "guardianship"}, "beyond_one_department.why_not_alone"),
        ({"why_not_alone": "需要协同"}, "beyond_one_department.problem"),
        (
            {"problem": "weather", "why_not_alone": "需要协同"},
            "beyond_one_department.problem",
        ),
        (
            {"problem": "guardianship", "why_not_alone": "需要协同", "deaths": 1},
            "beyond_one_department.deaths",
        ),
        (
            {"problem": "guardianship", "why_not_alone": 3},
            "beyond_one_department.why_not_alone",
        ),
    ],
)
def test_a_ticked_trigger_shows_exactly_the_facts_the_regime_asks(
    road: Road, facts: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidData) as refused:
        road.draft(triggers=(TickedTrigger("beyond_one_department", facts),))
    assert set(refused.value.fields) == {field}


def test_a_trigger_of_another_regime_cannot_be_ticked(road: Road) -> None:
    with pytest.raises(InvalidData) as refused:
        road.draft(triggers=(TickedTrigger("cross_region", {}),))
    assert "cross_region" in refused.value.fields["triggers"]


def test_a_text_longer_than_the_platform_takes_is_refused_with_its_length(road: Road) -> None:
    with pytest.raises(InvalidData) as refused:
        road.draft(problems="长" * 20_001)
    assert "20001" in refused.value.fields["problems"]


def test_one_case_has_one_open_request(road: Road) -> None:
    road.ask()
    with pytest.raises(NotInThisState, match="已有一件"):
        road.draft()


def test_a_liaison_does_not_ask_and_does_not_see_the_case(road: Road) -> None:
    with pytest.raises(NotVisible):
        actions.draft(actor=road.liaisons["police"], case_id=road.case.pk, content=CONTENT)


def test_the_supervisor_of_another_county_finds_nothing(road: Road) -> None:
    stranger = somebody(road.other_county.office, PostKind.OFFICE_DIRECTOR)
    request = road.ask()
    with pytest.raises(NotVisible):
        queries.request(stranger, request.pk)


def test_only_the_applicant_revises_submits_or_withdraws(road: Road) -> None:
    request = road.draft()
    chair = somebody(road.county.committee, PostKind.COMMITTEE_VICE_CHAIR)
    with pytest.raises(NotVisible):
        actions.submit(actor=chair, request_id=request.pk)
    actions.submit(actor=road.county_clerk, request_id=request.pk)
    with pytest.raises(NotPermitted, match="提请单位"):
        actions.withdraw(actor=road.clerk, request_id=request.pk, reason="不办了")


def test_a_returned_request_is_revised_and_submitted_again(road: Road) -> None:
    request = road.ask()
    actions.return_request(actor=road.clerk, request_id=request.pk, reason="请补充就学情况")
    actions.revise(
        actor=road.county_clerk,
        request_id=request.pk,
        content=CONTENT,
    )
    again = actions.submit(actor=road.county_clerk, request_id=request.pk)
    assert again.status == "submitted"


def test_a_submitted_request_is_not_revised(road: Road) -> None:
    request = road.ask()
    with pytest.raises(NotInThisState, match="待审核"):
        actions.revise(actor=road.county_clerk, request_id=request.pk, content=CONTENT)


def test_withdrawing_needs_a_reason_and_frees_the_case_for_another_request(road: Road) -> None:
    request = road.ask()
    with pytest.raises(InvalidData, match="撤回的原因"):
        actions.withdraw(actor=road.county_clerk, request_id=request.pk, reason=" ")
    actions.withdraw(actor=road.county_clerk, request_id=request.pk, reason="已自行解决")
    assert road.draft().status == "draft"


def test_two_who_edit_at_once_the_second_meets_a_conflict_and_changes_nothing(road: Road) -> None:
    request = road.draft()
    seen = request.version
    actions.revise(actor=road.county_clerk, request_id=request.pk, content=CONTENT, version=seen)
    with pytest.raises(Conflict):
        actions.revise(
            actor=road.county_director, request_id=request.pk, content=CONTENT, version=seen
        )


def test_acts_on_a_request_say_why_not_in_the_words_of_the_refusal(road: Road) -> None:
    request = queries.request(road.county_clerk, road.ask().pk)
    acts = {act.name: act for act in queries.request_acts(road.county_clerk, request)}
    assert not acts["accept"].decision
    assert "未保办工作人员" in acts["accept"].decision.reason
    with pytest.raises(NotPermitted) as refused:
        actions.accept(actor=road.county_clerk, request_id=request.pk)
    assert refused.value.message == acts["accept"].decision.reason


def test_the_offices_that_could_be_asked_are_listed_with_the_reason_where_not(
    road: Road,
) -> None:
    rows = queries.levels_to_ask(road.county_clerk, road.case.pk)
    assert [row.level for row in rows] == [Level.COUNTY, Level.CITY]
    assert all(row.decision for row in rows)


def test_a_post_that_does_not_work_on_files_may_not_draft(road: Road) -> None:
    director = somebody(
        road.county.body(OrganisationKind.VILLAGE_COMMITTEE), PostKind.CHILD_DIRECTOR
    )
    with pytest.raises(NotVisible):
        actions.draft(actor=director, case_id=road.case.pk, content=CONTENT)


def test_an_expert_let_into_the_file_may_read_it_and_still_not_ask(road: Road) -> None:
    from huishang.access import actions as access
    from huishang.access.queries import Matter, Section, Way
    from huishang.kernel import clock

    expert = somebody(road.city.office, PostKind.EXPERT)
    access.grant(
        actor=road.county_clerk, person_id=expert.person_id, matter=Matter.CASE,
        matter_id=road.case.pk, way=Way.INVITED,
 sections=list(Section),
 purpose="咨询", valid_until=clock.today(),
    )  # fmt: skip
    with pytest.raises(NotPermitted, match="承办人或者未保办"):
        actions.draft(actor=expert, case_id=road.case.pk, content=CONTENT)


def test_a_request_is_sealed_in_the_database(road: Road) -> None:
    from django.db import connection

    request = road.draft(problems="独一无二的案情文字")
    with connection.cursor() as cursor:
        cursor.execute("SELECT problems FROM conferences_request")
        stored = [row[0] for row in cursor.fetchall()]
    assert stored
    assert not any("独一无二" in text for text in stored)
    assert ConferenceRequest.objects.unscoped(reason="test").get(pk=request.pk).problems == (
        "独一无二的案情文字"
    )


def test_an_organisation_outside_the_place_is_told_to_ask_at_home(road: Road) -> None:
    from huishang.conferences.policies.request import can_apply
    from huishang.law.rules import Rules

    law = Rules.at(road.city.place, road.case.opened_at.date())
    stranger = somebody(road.other_county.office, PostKind.OFFICE_CLERK)
    refusal = can_apply(stranger, road.county.place, "盐湖区未保办", law)
    assert not refusal
    assert "辖区" in refusal.reason
    with pytest.raises(RuleUnmet):
        refusal.require(RuleUnmet)
