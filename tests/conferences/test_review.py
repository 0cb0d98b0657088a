"""What an office does with a request: accept, return, pass up, hand down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huishang.cases import actions as cases
from huishang.conferences import actions, queries
from huishang.conferences.queries import ConferenceRequest
from huishang.discovery import actions as discovery
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.terms import Level, Sex
from tests.conferences.road import CONTENT, ISSUES, Road

AT_HOME = replace(CONTENT, level=Level.COUNTY, level_reason="先由县级研究")


def asked_at_home(road: Road) -> ConferenceRequest:
    request = actions.draft(actor=road.county_clerk, case_id=road.case.pk, content=AT_HOME)
    return actions.submit(actor=road.county_clerk, request_id=request.pk)


def test_accepting_rests_on_the_triggers(road: Road) -> None:
    request = road.accepted()
    assert request.status == "accepted"
    [step] = request.steps.all()
    assert (step.act, step.office_id) == ("accept", road.city.office.pk)


def test_returning_needs_a_reason(road: Road) -> None:
    request = road.ask()
    with pytest.raises(InvalidData, match="退回的原因"):
        actions.return_request(actor=road.clerk, request_id=request.pk, reason="")
    assert (
        actions.return_request(actor=road.clerk, request_id=request.pk, reason="补充").status
        == "returned"
    )


def test_an_office_that_was_not_asked_does_not_review(road: Road) -> None:
    request = asked_at_home(road)
    with pytest.raises(NotVisible):
        actions.accept(actor=road.clerk, request_id=request.pk)


def test_passing_up_carries_the_countys_opinion_and_gives_the_city_the_file(road: Road) -> None:
    request = asked_at_home(road)
    passed = actions.pass_up(
        actor=road.county_director, request_id=request.pk, opinion="涉及两县，提请市级"
    )
    assert passed.office_id == road.city.office.pk
    assert passed.level == "city"
    assert queries.request(road.clerk, request.pk).steps.get(act="pass_up").opinion == (
        "涉及两县，提请市级"
    )
    assert actions.accept(actor=road.clerk, request_id=request.pk).status == "accepted"


def test_only_the_director_passes_up(road: Road) -> None:
    request = asked_at_home(road)
    with pytest.raises(RuleUnmet) as refused:
        actions.pass_up(actor=road.county_clerk, request_id=request.pk, opinion="提请")
    assert "未保办主任" in refused.value.message
    assert [str(basis) for basis in refused.value.basis] == ["yuncheng-2022#9"]


def test_passing_up_needs_an_opinion(road: Road) -> None:
    request = asked_at_home(road)
    with pytest.raises(InvalidData, match="本级意见"):
        actions.pass_up(actor=road.county_director, request_id=request.pk, opinion=" ")


def test_a_case_of_one_county_without_grave_impact_is_not_passed_up(road: Road) -> None:
    report = discovery.receive_report(
        actor=road.county_clerk,
        channel="walk_in",
        received_at=clock.now(),
        child_name="李一诺",
        sex=Sex.MALE,
        birth_date=clock.today().replace(year=2014),
        incident_division=road.county.place.code,
        registered_division=road.county.place.code,
        residence_division=road.county.place.code,
        narrative="无人照料。",
        issues=ISSUES,
    )
    case = cases.open_case(
        actor=road.county_clerk,
        report_id=report.pk,
        title="监护缺失",
        issues=ISSUES,
        summary="概况",
    )
    request = actions.draft(
        actor=road.county_clerk, case_id=case.pk, content=replace(CONTENT, level=Level.COUNTY)
    )
    actions.submit(actor=road.county_clerk, request_id=request.pk)
    with pytest.raises(RuleUnmet, match="不符合提请上级会商的情形"):
        actions.pass_up(actor=road.county_director, request_id=request.pk, opinion="提请")


def test_the_city_has_no_rule_to_pass_further_up(road: Road) -> None:
    request = road.ask()
    with pytest.raises(RuleUnmet, match="没有规定提请上级会商"):
        actions.pass_up(actor=road.director, request_id=request.pk, opinion="提请省级")


def test_handing_down_gives_the_request_to_an_office_below(road: Road) -> None:
    request = road.ask()
    handed = actions.hand_down(
        actor=road.clerk,
        request_id=request.pk,
        to_office_id=road.county.office.pk,
        reason="县级可以解决",
    )
    assert handed.office_id == road.county.office.pk
    assert actions.accept(actor=road.county_clerk, request_id=request.pk).status == "accepted"


def test_handing_down_goes_down_only(road: Road) -> None:
    request = asked_at_home(road)
    with pytest.raises(RuleUnmet, match="辖区内下级"):
        actions.hand_down(
            actor=road.county_clerk,
            request_id=request.pk,
            to_office_id=road.city.office.pk,
            reason="请上级办",
        )


def test_handing_down_says_why(road: Road) -> None:
    request = road.ask()
    with pytest.raises(InvalidData, match="下转的理由"):
        actions.hand_down(
            actor=road.clerk, request_id=request.pk, to_office_id=road.county.office.pk, reason=""
        )


def test_a_decided_request_is_not_decided_again(road: Road) -> None:
    request = road.accepted()
    with pytest.raises(NotInThisState, match="已受理"):
        actions.return_request(actor=road.clerk, request_id=request.pk, reason="反悔")


def test_the_applicant_does_not_review_its_own_request(road: Road) -> None:
    request = road.ask()
    with pytest.raises(NotPermitted):
        actions.accept(actor=road.county_clerk, request_id=request.pk)
