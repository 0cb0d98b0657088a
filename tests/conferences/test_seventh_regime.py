"""A seventh regime, written as one file, carries the whole road: no line of code knows it.

It differs from the shipped ones everywhere and turns on what they leave off: quorum, written word
even from the absent, confirmation of the minutes, the chair's decision notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from huishang.assignments import actions as assignments
from huishang.assignments import queries as duties
from huishang.audit.actions import Subject
from huishang.cases import actions as cases
from huishang.conferences import actions, queries
from huishang.conferences.actions import RequestContent, SeatChoice, TickedTrigger
from huishang.conferences.queries import AgendaItem, Conference, Reply, SeatKind
from huishang.discovery import actions as discovery
from huishang.documents import queries as documents
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.terms import Level, PostKind, Severity, Sex
from tests.places import jurisdiction, somebody

SEVENTH = Path(__file__).parents[1] / "law" / "seventh"
BEGINS = beijing(2026, 3, 2, 9)
MEETING = beijing(2026, 3, 12, 9)


class Xingang:
    """The invented city, its county, and a case neglected and out of school."""

    def __init__(self) -> None:
        self.city = jurisdiction("995500", "新港市")
        self.county = jurisdiction("995501", "港东区")
        self.units = {name: self.city.department(name) for name in ("civil_affairs", "education")}
        self.liaisons = {
            name: somebody(unit, PostKind.LIAISON) for name, unit in self.units.items()
        }
        self.clerk = somebody(self.city.office, PostKind.OFFICE_CLERK)
        self.director = somebody(self.city.office, PostKind.OFFICE_DIRECTOR)
        self.vice_chair = somebody(self.city.committee, PostKind.COMMITTEE_VICE_CHAIR)
        self.county_director = somebody(self.county.office, PostKind.OFFICE_DIRECTOR)

    def accepted(self) -> queries.ConferenceRequest:
        report = discovery.receive_report(
            actor=self.county_director,
            channel="walk_in",
            received_at=clock.now(),
            child_name="海小潮",
            sex=Sex.MALE,
            birth_date=date(2016, 4, 4),
            incident_division=self.county.place.code,
            residence_division=self.county.place.code,
            narrative="无人照料，未入学。",
            issues=("neglect", "school"),
        )
        case = cases.open_case(
            actor=self.county_director,
            report_id=report.pk,
            title="忽视和失学个案",
            issues=("neglect", "school"),
            summary="无人照料，未入学。",
        )
        request = actions.draft(
            actor=self.county_director,
            case_id=case.pk,
            content=RequestContent(
                triggers=(
                    TickedTrigger("joint_action", {"why_joint": "照料和就学要同时解决"}),
                    TickedTrigger("many_children", {"minors": 3, "in_danger": False}),
                ),
                problems="三名儿童无人照料。",
                measures_tried="已入户。",
                decisions_asked="照料和就学。",
                best_interests="兄妹不分开。",
                child_views="愿意一起上学。",
                level=Level.CITY,
            ),
        )
        actions.submit(actor=self.county_director, request_id=request.pk)
        return actions.accept(actor=self.clerk, request_id=request.pk)

    def convened(self) -> tuple[Conference, AgendaItem]:
        conference = actions.convene(
            actor=self.director,
            request_ids=[self.accepted().pk],
            starts_at=MEETING,
            place="联席会议室",
            severity=Severity.ORDINARY,
            chair_post_id=self.vice_chair.post_id,
        )
        [line] = queries.agenda(self.clerk, conference)
        assert line.item is not None
        proposed = queries.propose_seats(line.item)
        actions.confirm_seats(
            actor=self.clerk,
            item_id=line.item.pk,
            seats=[SeatChoice(seat.kind, seat.organisation.pk, seat.why) for seat in proposed],
        )
        return conference, queries.item(self.clerk, line.item.pk)

    def seat(self, item: AgendaItem, organisation_id: object) -> queries.Seat:
        return next(
            line.seat
            for line in queries.replies_at_a_glance(self.clerk, item)
            if line.seat.organisation_id == organisation_id
        )


@pytest.fixture
def xingang(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Xingang]:
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(SEVENTH))
    with clock.at(BEGINS):
        yield Xingang()


def test_the_seats_come_from_its_own_duties_and_the_handler_presents(xingang: Xingang) -> None:
    _, item = xingang.convened()
    kinds = {
        line.seat.organisation_id: line.seat.kind
        for line in queries.replies_at_a_glance(xingang.clerk, item)
    }
    assert kinds == {
        xingang.county.office.pk: SeatKind.PRESENTER.value,
        xingang.units["civil_affairs"].pk: SeatKind.MEMBER.value,
        xingang.units["education"].pk: SeatKind.MEMBER.value,
    }


def test_its_notice_is_two_working_days_and_only_the_vice_chair_may_shorten_it(
    xingang: Xingang,
) -> None:
    conference, _ = xingang.convened()
    with clock.at(beijing(2026, 3, 11, 9)):
        with pytest.raises(RuleUnmet, match="不足2个工作日") as short:
            actions.send_notices(actor=xingang.director, conference_id=conference.pk)
        assert "副主任填写紧急事由" in short.value.instead
        with pytest.raises(RuleUnmet, match=r"缩短通知时间由.*副主任决定"):
            actions.shorten_notice(
                actor=xingang.director, conference_id=conference.pk, reason="儿童今晚无人照料"
            )
        actions.shorten_notice(
            actor=xingang.vice_chair, conference_id=conference.pk, reason="儿童今晚无人照料"
        )
        with pytest.raises(NotPermitted):
            actions.send_notices(actor=xingang.vice_chair, conference_id=conference.pk)
        sent = actions.send_notices(actor=xingang.clerk, conference_id=conference.pk)
    assert (sent.status, sent.urgent_reason) == ("notified", "儿童今晚无人照料")


def test_its_notice_in_time_leaves_without_anybody_shortening_it(xingang: Xingang) -> None:
    conference, _ = xingang.convened()
    with clock.at(beijing(2026, 3, 10, 9)):
        sent = actions.send_notices(actor=xingang.clerk, conference_id=conference.pk)
    assert (sent.status, sent.shortened_by_id) == ("notified", None)


def test_the_committee_sees_the_meeting_it_answers_for_and_no_case_on_it(
    xingang: Xingang,
) -> None:
    conference, _ = xingang.convened()
    seen = queries.conference(xingang.vice_chair, conference.pk)
    assert [line.restricted for line in queries.agenda(xingang.vice_chair, seen)] == [True]
    stranger = somebody(xingang.units["education"], PostKind.CASE_WORKER)
    with pytest.raises(NotVisible):
        queries.conference(stranger, conference.pk)


def test_the_whole_road_under_the_seventh_regime(xingang: Xingang) -> None:
    conference, item = xingang.convened()
    bodies = {
        xingang.county.office.pk: xingang.county_director,
        xingang.units["civil_affairs"].pk: xingang.liaisons["civil_affairs"],
        xingang.units["education"].pk: xingang.liaisons["education"],
    }
    actions.send_notices(actor=xingang.clerk, conference_id=conference.pk)
    civil, school = (xingang.units[name].pk for name in ("civil_affairs", "education"))
    for body in (xingang.county.office.pk, civil):
        actions.reply(
            actor=bodies[body],
            seat_id=xingang.seat(item, body).pk,
            reply=Reply.COMING,
            attendee_ids=[bodies[body].person_id],
        )
    with clock.at(MEETING):
        actions.open_meeting(actor=xingang.vice_chair, conference_id=conference.pk)
        actions.present(actor=xingang.county_director, item_id=item.pk)
        actions.sign_in(
            actor=xingang.clerk, seat_id=xingang.seat(item, xingang.county.office.pk).pk
        )
        with pytest.raises(RuleUnmet, match="应到3席、实到1席"):
            actions.open_discussion(actor=xingang.vice_chair, conference_id=conference.pk)
        actions.sign_in(actor=xingang.clerk, seat_id=xingang.seat(item, civil).pk)
    with clock.at(MEETING - timedelta(hours=1)), pytest.raises(InvalidData) as refused:
        actions.submit_opinion(
            actor=xingang.liaisons["education"],
            seat_id=xingang.seat(item, school).pk,
            facts="",
            legal_basis="",
            advice="落实学位",
        )
    assert set(refused.value.fields) == {"facts"}
    with clock.at(MEETING + timedelta(minutes=10)):
        actions.open_discussion(actor=xingang.vice_chair, conference_id=conference.pk)
        for body, matter in ((civil, "临时照料"), (school, "落实就学")):
            actions.decide(
                actor=xingang.clerk, item_id=item.pk, matter=matter, measures="立即办理",
                responsible_id=body, consensus="agreed",
            )  # fmt: skip
        with pytest.raises(RuleUnmet, match="没有提交书面意见"):
            actions.conclude(actor=xingang.vice_chair, conference_id=conference.pk)


def settled(xingang: Xingang) -> tuple[AgendaItem, dict[object, object]]:
    """All three came; two duties agreed; the meeting is over."""
    conference, item = xingang.convened()
    actions.send_notices(actor=xingang.clerk, conference_id=conference.pk)
    civil, school = (xingang.units[name].pk for name in ("civil_affairs", "education"))
    actors = {
        xingang.county.office.pk: xingang.county_director,
        civil: xingang.liaisons["civil_affairs"],
        school: xingang.liaisons["education"],
    }
    for body, actor in actors.items():
        actions.reply(
            actor=actor,
            seat_id=xingang.seat(item, body).pk,
            reply=Reply.COMING,
            attendee_ids=[actor.person_id],
        )
    with clock.at(MEETING):
        actions.open_meeting(actor=xingang.vice_chair, conference_id=conference.pk)
        for body in actors:
            actions.sign_in(actor=xingang.clerk, seat_id=xingang.seat(item, body).pk)
        actions.present(actor=xingang.county_director, item_id=item.pk)
        actions.open_discussion(actor=xingang.vice_chair, conference_id=conference.pk)
        for body, matter in ((civil, "临时照料"), (school, "落实就学")):
            actions.decide(
                actor=xingang.clerk, item_id=item.pk, matter=matter, measures="立即办理",
                responsible_id=body, consensus="agreed",
            )  # fmt: skip
        actions.conclude(actor=xingang.vice_chair, conference_id=conference.pk)
    return queries.item(xingang.clerk, item.pk), {"civil": civil, "school": school}


def test_the_chairs_decision_notice_leaves_with_the_end_of_the_meeting(xingang: Xingang) -> None:
    item, _ = settled(xingang)
    papers = documents.documents_of(xingang.clerk, Subject("agenda_item", item.pk))
    [notice] = [paper for paper in papers if paper.kind == "decision_notice"]
    assert notice.issued_at == MEETING
    assert len(documents.receipts_of(notice.pk)) == 2


def test_two_duty_bearing_seats_confirm_before_the_director_signs(xingang: Xingang) -> None:
    item, _ = settled(xingang)
    minutes = actions.draft_minutes(actor=xingang.clerk, item_id=item.pk, form="minutes")
    actions.send_for_confirmation(actor=xingang.clerk, minutes_id=minutes.pk)
    actions.confirm_minutes(actor=xingang.liaisons["civil_affairs"], minutes_id=minutes.pk)
    actions.confirm_minutes(actor=xingang.liaisons["civil_affairs"], minutes_id=minutes.pk)
    with pytest.raises(RuleUnmet, match="会签还差1个席位"):
        actions.sign(actor=xingang.director, minutes_id=minutes.pk)
    actions.confirm_minutes(actor=xingang.liaisons["education"], minutes_id=minutes.pk)
    with pytest.raises(RuleUnmet, match="未保办主任签发"):
        actions.sign(actor=xingang.vice_chair, minutes_id=minutes.pk)
    with clock.at(MEETING + timedelta(days=1)):
        actions.sign(actor=xingang.director, minutes_id=minutes.pk)
    issued_on = beijing(2026, 3, 16, 9)
    with clock.at(issued_on):
        actions.issue(actor=xingang.clerk, minutes_id=minutes.pk)
        found = duties.of_case(xingang.clerk, item.case_id)
    assert {duty.starts_on for duty in found} == {issued_on.date()}
    assert {duty.due_on for duty in found} == {date(2026, 4, 14)}
    with clock.at(issued_on + timedelta(days=1)):
        first = found[0]
        liaison = next(
            actor
            for actor in xingang.liaisons.values()
            if actor.organisation_id == first.organisation_id
        )
        taken = assignments.accept(
            actor=liaison, assignment_id=first.pk, person_id=liaison.person_id
        )
    assert taken.status == "under_way"
