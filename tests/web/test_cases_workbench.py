"""What reports, cases, conferences and papers lay on a desk: the right step, for the right post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huishang.cases import actions as cases
from huishang.conferences import actions as confer
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.web.pages.workbench import sources
from tests.cases.road import opened
from tests.cases.test_closing import done, implementing
from tests.conferences.road import MEETING, ON, Road
from tests.conferences.test_seventh_regime import BEGINS, SEVENTH, Xingang, settled
from tests.discovery.road import told
from tests.valley import Valley

SignIn = Callable[[Actor], Client]
QUERIES = 21


@pytest.fixture
def road(db: None) -> Iterator[Road]:
    with clock.at(ON):
        yield Road()


@pytest.fixture
def valley(db: None) -> Iterator[Valley]:
    with clock.at(ON):
        yield Valley()


def _steps(actor: Actor) -> list[str]:
    return [duty.step.label for duty in sources.conferring(actor).duties]


# --- conferences ---------------------------------------------------------------------------------


def test_a_request_is_drafted_here_and_reviewed_there(road: Road) -> None:
    road.draft()
    assert _steps(road.county_clerk) == ["提请"]
    assert _steps(road.clerk) == []


def test_a_request_handed_in_is_awaited_by_who_asked(road: Road) -> None:
    request = road.ask()
    (duty,) = sources.conferring(road.clerk).duties
    assert duty.step.label == "审核"
    assert duty.step.url == reverse("conferences:request", args=[request.pk])
    assert duty.basis
    (wait,) = sources.conferring(road.county_clerk).waiting
    assert wait.whom == road.city.office.short_name
    assert _steps(road.county_clerk) == []


def test_a_request_returned_lies_with_who_asked(road: Road) -> None:
    request = road.ask()
    confer.return_request(actor=road.clerk, request_id=request.pk, reason="请补充。")
    assert _steps(road.county_clerk) == ["补充后再提请"]
    assert _steps(road.clerk) == []


def test_an_accepted_request_waits_to_be_convened(road: Road) -> None:
    road.accepted()
    assert _steps(road.director) == ["召集"]


def test_a_meeting_is_prepared_by_its_office_and_dated_by_itself(road: Road) -> None:
    road.convene()
    (duty,) = sources.conferring(road.clerk).duties
    assert duty.step.label == "筹备会议"
    assert duty.deadline is not None
    assert duty.deadline.due_on == MEETING.date()
    assert [str(basis) for basis in duty.basis] == ["yuncheng-2022#12.1"]
    assert _steps(road.liaisons["police"]) == []


def test_a_seat_without_a_reply_lies_with_its_liaison_until_it_replied(road: Road) -> None:
    _, item = road.notified()
    assert _steps(road.liaisons["police"]) == ["回复"]
    assert _steps(road.liaisons["health"]) == []
    road.reply(item, "police")
    assert _steps(road.liaisons["police"]) == ["书面意见"]


def test_a_meeting_of_today_says_so_and_leads_into_the_room_once_it_is_open(road: Road) -> None:
    conference, _ = road.opened()
    with clock.at(MEETING):
        (duty,) = sources.conferring(road.clerk).duties
    assert duty.marks == ("今日开会",)
    assert (duty.step.label, duty.step.url) == (
        "进入会场",
        reverse("conferences:room", args=[conference.pk]),
    )


def test_a_meeting_concluded_asks_for_its_minutes(road: Road) -> None:
    road.concluded()
    assert _steps(road.clerk) == ["整理纪要"]


def test_minutes_are_signed_by_the_chair_and_by_nobody_else(road: Road) -> None:
    minutes = road.drafted()
    signing = [duty for duty in sources.conferring(road.director).duties if "签发" in duty.matter]
    assert [duty.step.url for duty in signing] == [
        reverse("conferences:minutes", args=[minutes.pk])
    ]
    assert "签发" not in _steps(road.clerk)
    assert "签发" not in _steps(road.vice_chair)


def test_minutes_signed_wait_to_be_issued_and_then_the_desk_is_clear(road: Road) -> None:
    road.signed()
    assert "印发" in _steps(road.clerk)
    assert "签发" not in _steps(road.director)


def test_issued_minutes_leave_nothing_but_papers_to_sign_for(road: Road) -> None:
    road.issued()
    assert _steps(road.clerk) == []
    papers = list(sources.papers(road.liaisons["civil_affairs"]).duties)
    assert {duty.step.label for duty in papers} == {"签收"}
    assert any("会议纪要" in duty.matter for duty in papers)
    assert list(sources.papers(road.liaisons["health"]).duties) == []


def test_no_line_names_a_child(road: Road) -> None:
    road.issued()
    for actor in (road.clerk, road.director, road.county_clerk, *road.liaisons.values()):
        for source in (sources.conferring, sources.papers, sources.reports, sources.visits):
            share = source(actor)
            lines = [duty.matter + duty.origin for duty in share.duties]
            lines += [wait.matter for wait in share.waiting]
            assert not any("程" in line for line in lines)


# --- reports and visits --------------------------------------------------------------------------


def test_the_report_that_waits_longest_comes_first_with_its_basis(valley: Valley) -> None:
    with clock.at(ON + timedelta(hours=1)):
        later = told(valley.police)
    earlier = told(valley.police, needs_conference=True)
    with clock.at(ON + timedelta(hours=2)):
        first, second = sources.reports(valley.worker).duties
    assert earlier.number in first.matter
    assert first.marks == ("需要会商",)
    assert first.basis
    assert later.number in second.matter
    assert second.marks == ()


def test_a_closed_case_is_to_be_visited_by_its_date(valley: Valley) -> None:
    case = opened(valley)
    cases.close(actor=valley.worker, case_id=case.pk, note="已办结。")
    (duty,) = sources.visits(valley.worker).duties
    assert duty.step.url == reverse("cases:follow_up", args=[case.pk])
    assert duty.deadline is not None
    assert [str(basis) for basis in duty.basis] == ["setting:140802000000#follow_up"]
    assert list(sources.visits(valley.clerk).duties) == []


def test_a_case_whose_duties_are_all_filed_is_to_be_closed(valley: Valley) -> None:
    case, duty = implementing(valley)
    assert list(sources.closings(valley.worker).duties) == []
    done(valley, duty)
    (line,) = sources.closings(valley.worker).duties
    assert line.step.url == reverse("cases:close", args=[case.pk])
    assert [str(basis) for basis in line.basis] == ["setting:140802000000#filing"]
    assert list(sources.closings(valley.police).duties) == []
    cases.close(actor=valley.worker, case_id=case.pk, note="已办结。")
    assert list(sources.closings(valley.worker).duties) == []


def test_minutes_with_their_seats_are_confirmed_there_and_awaited_here(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(SEVENTH))
    with clock.at(BEGINS):
        xingang = Xingang()
        item, _ = settled(xingang)
        minutes = confer.draft_minutes(actor=xingang.clerk, item_id=item.pk, form="minutes")
        confer.send_for_confirmation(actor=xingang.clerk, minutes_id=minutes.pk)
        (duty,) = sources.conferring(xingang.liaisons["education"]).duties
        assert (duty.step.label, duty.step.url) == (
            "会签",
            reverse("conferences:minutes", args=[minutes.pk]),
        )
        assert [str(basis) for basis in duty.basis] == ["xingang-2024#4"]
        (wait,) = sources.conferring(xingang.clerk).waiting
        assert wait.whom == "会签单位"
        confer.confirm_minutes(actor=xingang.liaisons["education"], minutes_id=minutes.pk)
        assert list(sources.conferring(xingang.liaisons["education"]).duties) == []


def test_the_desk_costs_the_same_with_more_of_everything(road: Road, sign_in: SignIn) -> None:
    costs = []
    for more in (1, 4):
        for _ in range(more):
            case = road.open_case()
            road.ask(case)
            closed = road.open_case()
            cases.close(actor=road.county_clerk, case_id=closed.pk, note="已办结。")
        for actor in (road.county_clerk, road.clerk):
            client = sign_in(actor)
            client.get("/")
            with CaptureQueriesContext(connection) as spent:
                client.get("/")
            costs.append(len(spent))
    assert costs[:2] == costs[2:]
    assert max(costs) <= QUERIES
