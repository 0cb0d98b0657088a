"""Who may, where sight alone would not decide: delegates, experts, silent levels, odd days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from huishang.conferences import actions, queries
from huishang.conferences.actions.convening import SeatChoice
from huishang.conferences.policies.addressing import addressed, addressees
from huishang.conferences.policies.convening import can_chair, entrustment_of
from huishang.conferences.policies.minutes import confirming_seats
from huishang.conferences.policies.request import can_accept, can_apply
from huishang.conferences.queries import SeatKind
from huishang.kernel import clock
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotPermitted, RuleUnmet
from huishang.kernel.terms import Level, OrganisationKind, PostKind, Severity
from huishang.law.rules import Rules
from huishang.organisations import actions as organisations
from huishang.organisations import queries as registers
from tests.conferences.road import MEETING, Road
from tests.places import jurisdiction, somebody


def entrusted(road: Road) -> queries.Conference:
    """A conference the clerk chairs by the director's written entrustment."""
    request = road.accepted()
    organisations.delegate(
        actor=road.director,
        from_post_id=road.director.post_id,
        to_post_id=road.clerk.post_id,
        act="chair_conference",
        reason="出差",
        valid_from=date(2026, 1, 28),
        valid_until=date(2026, 1, 30),
    )
    return road.convene(request, delegate_post_id=road.clerk.post_id)


def test_the_entrusted_person_runs_the_meeting(road: Road) -> None:
    conference = entrusted(road)
    road.prepare(conference)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    with clock.at(MEETING):
        opened = actions.open_meeting(actor=road.clerk, conference_id=conference.pk)
    assert opened.status == "opened"


def taken_back(road: Road, conference: queries.Conference) -> queries.Conference:
    assert conference.delegation is not None
    organisations.end_delegation(actor=road.director, delegation_id=conference.delegation.pk)
    return road.fresh(conference)


def test_an_entrustment_taken_back_leaves_the_meeting_to_its_chair(road: Road) -> None:
    conference = entrusted(road)
    road.prepare(conference)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    assert entrustment_of(road.fresh(conference)) is not None
    conference = taken_back(road, conference)
    assert entrustment_of(conference) is None
    on_the_desk = queries.desk(road.director).conferences
    assert conference in on_the_desk


def test_notices_do_not_leave_under_an_entrustment_taken_back(road: Road) -> None:
    conference = entrusted(road)
    road.prepare(conference)
    taken_back(road, conference)
    with pytest.raises(RuleUnmet, match="主持委托已经收回"):
        actions.send_notices(actor=road.clerk, conference_id=conference.pk)


def test_who_chaired_while_entrusted_stays_in_the_record(road: Road) -> None:
    conference = entrusted(road)
    road.prepare(conference)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    with clock.at(MEETING):
        actions.open_meeting(actor=road.clerk, conference_id=conference.pk)
    with clock.at(MEETING + timedelta(hours=1)):
        conference = taken_back(road, conference)
    assert entrustment_of(conference) is not None


def test_an_entrustment_that_has_lapsed_on_the_day_does_not_chair(road: Road) -> None:
    conference = entrusted(road)
    refusal = can_chair(
        registers.post(road.director.post_id),
        office=registers.organisation(road.city.office.pk),
        severity=Severity.ORDINARY,
        on=date(2026, 2, 3),
        law=Rules.at(road.city.place, clock.today()),
        delegation=conference.delegation,
    )
    assert not refusal
    assert "有效期" in refusal.reason


def test_an_experts_seat_is_the_experts_own(road: Road) -> None:
    expert = somebody(road.city.office, PostKind.EXPERT)
    conference = road.convene()
    item = road.prepare(conference)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    seat = actions.add_seat(
        actor=road.clerk,
        item_id=item.pk,
        seat=SeatChoice(
            SeatKind.EXPERT, road.city.office.pk, "心理评估", expert_id=expert.person_id
        ),
    )
    with pytest.raises(NotPermitted):
        actions.reply(actor=road.clerk, seat_id=seat.pk, reply=queries.Reply.COMING)
    assert actions.reply(actor=expert, seat_id=seat.pk, reply=queries.Reply.COMING).reply == (
        "coming"
    )


def test_acts_on_an_item_are_offered_by_the_posts_they_need(road: Road) -> None:
    conference = road.convene()
    item = road.prepare(conference)
    offered = {act.name: bool(act.decision) for act in queries.item_acts(road.clerk, item)}
    assert offered["set_questions"]
    assert not offered["decide"]
    foreign = {act.name: bool(act.decision) for act in queries.item_acts(road.county_clerk, item)}
    assert not any(foreign.values())


def test_late_comers_sign_in_during_the_discussion_and_nobody_after_the_end(road: Road) -> None:
    conference, item = road.discussing()
    late = road.liaisons["education"]
    with clock.at(MEETING + timedelta(hours=1)):
        seat = actions.sign_in(
            actor=late, seat_id=road.seat(item, "education").pk, person_ids=[late.person_id]
        )
    assert seat.attendance == "present"
    with clock.at(MEETING + timedelta(hours=2)):
        road.decide(item)
        actions.conclude(actor=road.director, conference_id=conference.pk)
    acts = {
        act.name: bool(act.decision) for act in queries.seat_acts(late, queries.seat(late, seat.pk))
    }
    assert not acts["sign_in"]


def test_a_body_that_is_no_applicant_is_told_who_is(road: Road) -> None:
    school = somebody(road.county.body(OrganisationKind.SCHOOL), PostKind.LIAISON)
    law = Rules.at(road.county.place, clock.today())
    refusal = can_apply(school, road.county.place, "盐湖区未保办", law)
    assert not refusal
    assert "可以提请的是" in refusal.reason
    village = DivisionCode.parse("140802191201")
    assert addressed(school, village.county, Level.COUNTY) == village.county


def test_a_level_without_any_rule_is_listed_with_the_reason(road: Road) -> None:
    """Henan's counties have no rule of their own; its cities may ask the province."""
    province = jurisdiction("410000", "河南省")
    city = jurisdiction("410100", "郑州市")
    county = jurisdiction("410105", "金水区")
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    rows = {row.level: row for row in addressees(clerk, county.place)}
    assert set(rows) == {Level.COUNTY, Level.CITY, Level.PROVINCE}
    assert "没有" in rows[Level.CITY].decision.reason
    assert rows[Level.PROVINCE].decision
    assert rows[Level.PROVINCE].office.pk == province.office.pk
    assert [row.level for row in addressees(clerk, city.place)] == [Level.CITY, Level.PROVINCE]


def test_ticks_that_are_not_the_offices_own_are_returned_not_accepted(road: Road) -> None:
    request = queries.request(road.clerk, road.ask().pk)
    request.triggers = [{"code": "cross_region", "facts": {}}]
    refusal = can_accept(request)
    assert not refusal
    assert "退回补充" in refusal.instead


def test_minutes_are_confirmed_by_the_seats_present_where_the_regime_says_so(
    road: Road, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same conference judged by a regime that asks every seat present."""
    minutes = road.drafted()
    assert confirming_seats(minutes) == []
    seventh = (Path(__file__).parents[1] / "law" / "seventh" / "xingang.yaml").read_text("utf-8")
    (tmp_path / "xingang.yaml").write_text(
        seventh.replace("{of: duty_bearing, n: 2}", "{of: present, n: 2}"), "utf-8"
    )
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(tmp_path))
    minutes.agenda_item.conference.division = "995500000000"
    asked = {seat.organisation_id for seat in confirming_seats(minutes)}
    assert asked == {
        road.county.office.pk,
        road.units["police"].pk,
        road.units["civil_affairs"].pk,
    }
