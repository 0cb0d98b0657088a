"""What the meeting itself must keep to: day, presence, presentation, consensus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from huishang.kernel.decision import ALLOWED, Decision, first_refusal, refused
from huishang.law import provisions
from huishang.law.values import NoConsensusWay, OpinionGround

from ..lifecycle import ConferenceState
from ..models import AgendaItem, Attendance, Conference, Consensus, Reply, Seat
from ..models import Decision as Settled
from . import rules
from .convening import day_of

CAME = (Attendance.PRESENT.value, Attendance.OBSERVER.value)
BEFORE_DISCUSSION = (ConferenceState.NOTIFIED.value, ConferenceState.OPENED.value)


def can_open_meeting(conference: Conference, today: date) -> Decision:
    """Not before its day; the notice period was judged when the notices left."""
    starts_on = day_of(conference.starts_at)
    if today >= starts_on:
        return ALLOWED
    return refused(
        f"会议定于{starts_on.year}年{starts_on.month}月{starts_on.day}日召开，尚未到会议日期。",
        instead="需要提前开会的，请由未保办主任改期并重新通知。",
    )


def opinions_open(conference: Conference) -> Decision:
    """Written opinions are given independently: once the discussion opens, they stand."""
    if conference.status in BEFORE_DISCUSSION:
        return ALLOWED
    return refused(
        f"会商{conference.status_label}，书面意见不能再提交或者修改。",
        instead="请在讨论中提出，由纪要记录。",
    )


def can_sign_in(conference: Conference) -> Decision:
    """From the opening to the end of the discussion; who comes late signs in late."""
    if conference.status in (ConferenceState.OPENED.value, ConferenceState.DISCUSSING.value):
        return ALLOWED
    return conference.lifecycle.allows("open_discussion", conference.status)


def can_submit_opinion(item: AgendaItem, facts: str, legal_basis: str) -> dict[str, str]:
    """Field → what is missing: an opinion rests on the grounds the regime names."""
    grounds = rules.of_item(item).value(provisions.OPINION_GROUNDS)
    wrong = {}
    if OpinionGround.FACTS in grounds and not facts.strip():
        wrong["facts"] = "请写明意见所依据的事实情节。"
    if OpinionGround.LAW in grounds and not legal_basis.strip():
        wrong["legal_basis"] = "请写明意见所依据的法律、政策条款。"
    return wrong


def can_open_discussion(conference: Conference, items: Iterable[AgendaItem]) -> Decision:
    """Every case was presented, and the seats that came make the quorum where one is set."""
    law = rules.of_conference(conference)

    def checks() -> Iterator[Decision]:
        presenter = law.find(provisions.PRESENTER)
        quorum = law.find(provisions.QUORUM)
        for item in items:
            seats = list(item.seats.unscoped(reason="核对到会情况"))
            if item.presented_at is None:
                yield refused(
                    f"议题{item.order}还没有介绍案情，不能进入讨论。",
                    instead=f"请{presenter.value.by.label}先介绍{'、'.join(presenter.value.parts)}。",
                    basis=presenter.cited,
                )
            came = sum(seat.attendance in CAME for seat in seats)
            if quorum.value is not None and not quorum.value.met(came, len(seats)):
                yield refused(
                    f"议题{item.order}应到{len(seats)}席、实到{came}席，不足{quorum.value}。",
                    instead="请改期，或者通知未到单位。",
                    basis=quorum.cited,
                )

    return first_refusal(checks())


def decision_faults(
    item: AgendaItem, *, matter: str, measures: str, consensus: str, next_way: str
) -> dict[str, str]:
    """Field → what is wrong with a decision being typed."""
    law = rules.of_item(item)
    wrong = {}
    if not matter.strip():
        wrong["matter"] = "请写明议定事项。"
    if not measures.strip():
        parts = "、".join(part.label for part in law.value(provisions.DECISION_CONTENT))
        wrong["measures"] = f"请写明具体举措（{parts}）。"
    if consensus not in Consensus.values:
        wrong["consensus"] = "请选择是否达成共识。"
    elif consensus == Consensus.NOT_AGREED.value:
        ways = law.value(provisions.NO_CONSENSUS_WAYS)
        if next_way not in {way.value for way in ways}:
            labels = "、".join(way.label for way in ways)
            wrong["next_way"] = f"未达成共识的，请选择后续处理方式：{labels}。"
    elif next_way:
        wrong["next_way"] = "已达成共识的，不需要选择后续处理方式。"
    return wrong


def can_conclude(conference: Conference, items: Iterable[AgendaItem]) -> Decision:
    """Every case has an outcome, and those away have left their written word where it is due."""
    law = rules.of_conference(conference)

    def checks() -> Iterator[Decision]:
        content = law.find(provisions.DECISION_CONTENT)
        written = law.find(provisions.WRITTEN_REPORT_WHEN_ABSENT)
        for item in items:
            if not item.decisions.unscoped(reason="核对议定事项").exists():
                yield refused(
                    f"议题{item.order}还没有议定事项。",
                    instead="请录入议定事项；未达成共识的也应录入并写明后续处理方式。",
                    basis=content.cited,
                )
            if written.value:
                away = item.seats.unscoped(reason="核对书面意见").filter(
                    opinion__isnull=True, attendance=Attendance.UNMARKED.value
                )
                for seat in away.select_related("organisation"):
                    yield refused(
                        f"{seat.organisation.name}未到会，也没有提交书面意见。",
                        instead="请催交书面意见后再宣布议定。",
                        basis=written.cited,
                    )

    return first_refusal(checks())


def outcome_of(seat: Seat) -> Attendance:
    """What a seat nobody signed in for is recorded as when the meeting is over."""
    if seat.attendance != Attendance.UNMARKED.value:
        return Attendance(seat.attendance)
    return Attendance.EXCUSED if seat.reply == Reply.LEAVE.value else Attendance.ABSENT


def ways_open(conference: Conference) -> tuple[NoConsensusWay, ...]:
    return rules.of_conference(conference).value(provisions.NO_CONSENSUS_WAYS)


def is_task(decision: Settled) -> bool:
    """Only what was agreed becomes a duty, where the regime says so."""
    law = rules.of_item(decision.agenda_item)
    return decision.consensus == Consensus.AGREED.value or not law.value(provisions.CONSENSUS)
