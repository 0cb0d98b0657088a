"""Calling the meeting: time, chair, seats, questions, and the notices that must leave in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from huishang.conferences import actions, queries
from huishang.conferences.actions.convening import SeatChoice
from huishang.conferences.queries import SeatKind
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.terms import PostKind, Severity
from huishang.notifications import queries as notifications
from huishang.organisations import actions as organisations
from tests.conferences.road import MEETING, ON, Road
from tests.places import HOUSE, somebody


def test_the_office_director_sets_the_time(road: Road) -> None:
    with pytest.raises(RuleUnmet) as refused:
        road.convene(actor=road.clerk)
    assert "会议时间由未保办主任决定" in refused.value.message
    assert [str(basis) for basis in refused.value.basis] == ["yuncheng-2022#12.1"]


def test_convening_takes_the_case_into_conference(road: Road) -> None:
    conference = road.convene()
    assert conference.status == "preparing"
    assert conference.number == "运未保办会商〔2026〕1号"
    assert road.item(conference).case.status == "conferring"


def test_a_meeting_lies_ahead_and_has_a_place(road: Road) -> None:
    with pytest.raises(InvalidData) as refused:
        road.convene(starts_at=ON - timedelta(hours=1), place=" ")
    assert set(refused.value.fields) == {"starts_at", "place"}


def test_an_ordinary_case_is_chaired_by_the_office_director(road: Road) -> None:
    with pytest.raises(RuleUnmet, match="由未保办主任主持"):
        road.convene(chair_post_id=road.vice_chair.post_id)


def test_a_major_case_is_chaired_by_chair_or_vice_chair_of_the_committee(road: Road) -> None:
    request = road.accepted()
    with pytest.raises(RuleUnmet, match="未保委主任或者未保委副主任"):
        road.convene(request, severity=Severity.MAJOR)
    conference = road.convene(
        request, severity=Severity.MAJOR, chair_post_id=road.vice_chair.post_id
    )
    assert conference.chair_id == road.vice_chair.post_id


def test_the_chair_holds_the_post_on_the_day_of_the_meeting(road: Road) -> None:
    organisations.end_post(
        actor=HOUSE, post_id=road.vice_chair.post_id, held_until=date(2026, 1, 29)
    )
    with pytest.raises(RuleUnmet, match="2026年1月29日不担任"):
        road.convene(severity=Severity.MAJOR, chair_post_id=road.vice_chair.post_id)


def test_the_chair_is_of_this_office_or_its_committee(road: Road) -> None:
    with pytest.raises(RuleUnmet, match="所属未保委"):
        road.convene(chair_post_id=road.county_director.post_id)


def test_somebody_else_chairs_only_by_written_entrustment_in_force_that_day(road: Road) -> None:
    request = road.accepted()
    with pytest.raises(RuleUnmet, match="书面委托"):
        road.convene(request, delegate_post_id=road.clerk.post_id)
    organisations.delegate(
        actor=road.director,
        from_post_id=road.director.post_id,
        to_post_id=road.clerk.post_id,
        act="chair_conference",
        reason="出差",
        valid_from=date(2026, 1, 28),
        valid_until=date(2026, 1, 30),
    )
    conference = road.convene(request, delegate_post_id=road.clerk.post_id)
    assert conference.delegation is not None


def test_seats_are_proposed_from_the_duties_the_issues_call_for(road: Road) -> None:
    item = road.item(road.convene())
    proposed = {seat.organisation.department: seat for seat in queries.propose_seats(item)}
    assert {"police", "civil_affairs", "health", "court"} <= set(proposed)
    assert "education" not in proposed
    assert all(str(basis).startswith("yuncheng-2022#13") for basis in proposed["police"].basis)
    presenter = queries.propose_seats(item)[0]
    assert (presenter.kind, presenter.organisation.pk) == (
        SeatKind.PRESENTER,
        road.county.office.pk,
    )


def test_notices_wait_for_seats_questions_and_a_presenter(road: Road) -> None:
    conference = road.convene()
    with pytest.raises(RuleUnmet, match="人工确定"):
        actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    item = road.item(conference)
    actions.confirm_seats(
        actor=road.clerk,
        item_id=item.pk,
        seats=[SeatChoice(SeatKind.MEMBER, road.units["police"].pk, "职责所在")],
    )
    with pytest.raises(RuleUnmet, match="提议部门"):
        actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    actions.confirm_seats(
        actor=road.clerk,
        item_id=item.pk,
        seats=[SeatChoice(SeatKind.PRESENTER, road.county.office.pk, "提议部门")],
    )
    with pytest.raises(RuleUnmet, match="没有其他参会单位"):
        actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    actions.confirm_seats(
        actor=road.clerk,
        item_id=item.pk,
        seats=[
            SeatChoice(SeatKind.PRESENTER, road.county.office.pk, "提议部门"),
            SeatChoice(SeatKind.MEMBER, road.units["police"].pk, "职责所在"),
        ],
    )
    with pytest.raises(RuleUnmet, match="咨询事项"):
        actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    actions.set_questions(actor=road.clerk, item_id=item.pk, questions="由谁临时监护")
    assert actions.send_notices(actor=road.clerk, conference_id=conference.pk).status == "notified"


def test_a_seat_is_given_once(road: Road) -> None:
    item = road.item(road.convene())
    twice = SeatChoice(SeatKind.MEMBER, road.units["police"].pk, "职责所在")
    with pytest.raises(InvalidData, match="重复"):
        actions.confirm_seats(actor=road.clerk, item_id=item.pk, seats=[twice, twice])
    with pytest.raises(InvalidData, match="至少"):
        actions.confirm_seats(actor=road.clerk, item_id=item.pk, seats=[])


@pytest.mark.parametrize(
    ("sent", "is_in_time"),
    [
        (MEETING.replace(day=28, hour=23, minute=59), True),
        (MEETING.replace(day=29, hour=0, minute=1), False),
    ],
)
def test_one_day_of_notice_is_the_calendar_day_before_whatever_the_hour(
    road: Road, sent: object, is_in_time: bool
) -> None:
    conference = road.convene()
    road.prepare(conference)
    with clock.at(sent):  # type: ignore[arg-type]
        if is_in_time:
            actions.send_notices(actor=road.clerk, conference_id=conference.pk)
        else:
            with pytest.raises(RuleUnmet, match="通知发出不足1日，不能开会") as refused:
                actions.send_notices(actor=road.clerk, conference_id=conference.pk)
            assert "紧急事由" in refused.value.instead
            assert str(refused.value.basis[0]) == "yuncheng-2022#12.1"


ON_THE_DAY = MEETING.replace(hour=8)


def test_the_director_shortens_the_notice_openly_and_the_clerk_sends_it(road: Road) -> None:
    conference = road.convene()
    road.prepare(conference)
    with clock.at(ON_THE_DAY):
        with pytest.raises(RuleUnmet, match="缩短通知时间由未保办主任决定"):
            actions.shorten_notice(
                actor=road.clerk, conference_id=conference.pk, reason="儿童面临危险"
            )
        with pytest.raises(InvalidData) as refused:
            actions.shorten_notice(actor=road.director, conference_id=conference.pk, reason=" ")
        assert set(refused.value.fields) == {"reason"}
        decided = actions.shorten_notice(
            actor=road.director, conference_id=conference.pk, reason="儿童面临危险"
        )
        assert (decided.status, decided.shortened_by_id) == ("preparing", road.director.post_id)
        sent = actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    assert (sent.status, sent.urgent_reason) == ("notified", "儿童面临危险")


def test_who_neither_leads_the_office_nor_its_committee_shortens_nothing(road: Road) -> None:
    conference, _ = road.notified("police")
    with pytest.raises(NotPermitted, match="所属未保委决定"):
        actions.shorten_notice(
            actor=road.liaisons["police"], conference_id=conference.pk, reason="儿童面临危险"
        )


def test_a_notice_in_time_needs_no_shortening_and_one_shortened_no_second(road: Road) -> None:
    conference = road.convene()
    road.prepare(conference)

    def shorten() -> None:
        actions.shorten_notice(
            actor=road.director, conference_id=conference.pk, reason="儿童面临危险"
        )

    with pytest.raises(RuleUnmet, match="不需要缩短"):
        shorten()
    with clock.at(ON_THE_DAY):
        shorten()
        with pytest.raises(RuleUnmet, match="已经缩短"):
            shorten()


def test_a_new_day_wants_a_new_decision(road: Road) -> None:
    conference = road.convene()
    road.prepare(conference)
    with clock.at(ON_THE_DAY):
        actions.shorten_notice(
            actor=road.director, conference_id=conference.pk, reason="儿童面临危险"
        )
        moved = actions.reschedule(
            actor=road.director,
            conference_id=conference.pk,
            starts_at=MEETING.replace(hour=16),
            place="三楼会议室",
            reason="主持人有事",
        )
        assert moved.shortened_by_id is None
        with pytest.raises(RuleUnmet, match="通知发出不足1日"):
            actions.send_notices(actor=road.clerk, conference_id=conference.pk)


def test_every_seat_gets_a_message_a_notice_and_a_calendar_entry(road: Road) -> None:
    from huishang.audit.actions import Subject
    from huishang.documents import queries as documents
    from huishang.notifications import queries as notifications

    _, item = road.notified()
    police = road.liaisons["police"]
    [message] = [row for row in notifications.inbox(police) if "会商" in row.title]
    seat = road.seat(item, "police")
    assert message.link.endswith(f"/{seat.pk}/")
    assert "程" not in message.title + message.body
    [entry] = documents.files_of(police, [Subject("seat", seat.pk)])
    assert entry.name.endswith(".ics")
    [paper] = documents.documents_of(police, Subject("agenda_item", item.pk))
    assert paper.kind == "notice"
    assert len(documents.receipts_of(paper.pk)) == 4


def test_a_seat_added_later_is_told_at_once(road: Road) -> None:
    _, item = road.notified()
    seat = actions.add_seat(
        actor=road.clerk,
        item_id=item.pk,
        seat=SeatChoice(SeatKind.INVITED, road.units["court"].pk, "案情需要"),
    )
    assert seat.added_later
    assert seat.message_id is not None
    with pytest.raises(InvalidData, match="已有席位"):
        actions.add_seat(
            actor=road.clerk,
            item_id=item.pk,
            seat=SeatChoice(SeatKind.INVITED, road.units["court"].pk, "案情需要"),
        )


def test_an_expert_is_invited_by_name(road: Road) -> None:
    expert = somebody(road.city.office, PostKind.EXPERT)
    _, item = road.notified()
    actions.add_seat(
        actor=road.clerk,
        item_id=item.pk,
        seat=SeatChoice(
            SeatKind.EXPERT, road.city.office.pk, "心理评估", expert_id=expert.person_id
        ),
    )
    [(owed, step)] = queries.desk(expert).seats
    assert (owed.expert_id, step) == (expert.person_id, queries.SeatStep.REPLY)


def test_moving_the_meeting_takes_the_notices_back_and_says_why(road: Road) -> None:
    conference, _ = road.notified()
    with pytest.raises(InvalidData, match="改期的原因"):
        actions.reschedule(
            actor=road.director, conference_id=conference.pk,
            starts_at=MEETING + timedelta(days=1), place="三楼", reason="",
        )  # fmt: skip
    with pytest.raises(RuleUnmet, match="未保办主任"):
        actions.reschedule(
            actor=road.clerk, conference_id=conference.pk,
            starts_at=MEETING + timedelta(days=1), place="三楼", reason="会议冲突",
        )  # fmt: skip
    moved = actions.reschedule(
        actor=road.director, conference_id=conference.pk,
        starts_at=MEETING + timedelta(days=1), place="三楼", reason="会议冲突",
    )  # fmt: skip
    assert (moved.status, moved.sequence, moved.noticed_at) == ("preparing", 1, None)


def test_calling_it_off_gives_the_case_back(road: Road) -> None:
    conference, item = road.notified()
    with pytest.raises(InvalidData, match="取消的原因"):
        actions.cancel(actor=road.director, conference_id=conference.pk, reason="")
    actions.cancel(actor=road.director, conference_id=conference.pk, reason="已另行解决")
    assert queries.item(road.clerk, item.pk).case.status == "open"
    with pytest.raises(NotInThisState):
        actions.open_meeting(actor=road.director, conference_id=conference.pk)


def test_why_it_was_called_off_is_told_at_length_and_in_no_title(road: Road) -> None:
    conference, _ = road.notified()
    why = "张小明的祖父已经接走孩子。" * 20
    actions.cancel(actor=road.director, conference_id=conference.pk, reason=why)
    (latest, *_) = notifications.inbox(road.liaisons["police"])
    assert latest.title == f"会议取消：{conference.number}"
    assert why in latest.body


def test_only_the_convening_office_prepares(road: Road) -> None:
    conference = road.convene()
    with pytest.raises(NotPermitted, match="承办的未保办"):
        actions.send_notices(actor=road.county_clerk, conference_id=conference.pk)


def test_the_checklist_says_what_the_regime_still_wants(road: Road) -> None:
    conference = road.convene()
    before = {line.label: line for line in queries.checklist(road.director, conference)}
    assert before["主持人"].decision
    assert not before["席位与咨询事项"].decision
    road.prepare(conference)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    after = {line.label: line for line in queries.checklist(road.director, conference)}
    assert after["席位与咨询事项"].decision
    assert after["送达"].decision
    assert not after["回复"].decision
    assert after["提前通知"].rule is not None


def test_chairs_are_proposed_in_the_regimes_order_others_with_the_reason(road: Road) -> None:
    rows = queries.propose_chairs(road.director, Severity.MAJOR, MEETING.date()).rows
    assert rows[0].post.pk == road.vice_chair.post_id
    assert rows[0].decision
    assert not rows[-1].decision
