"""When a meeting may be held, who may chair it, what must stand before notices go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from huishang.kernel.clock import BEIJING
from huishang.kernel.decision import ALLOWED, Decision, first_refusal, refused
from huishang.kernel.terms import PostKind, Severity
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations.queries import Delegation, Organisation, Post

from ..models import AgendaItem, Conference, SeatKind
from . import rules


def day_of(instant: datetime) -> date:
    return instant.astimezone(BEIJING).date()


def can_set_time(post: PostKind, law: Rules) -> Decision:
    """The time is set by the post the regime names."""
    found = law.find(provisions.MEETING_TIME_DECIDED_BY)
    if post in found.value:
        return ALLOWED
    posts = _labels(found.value)
    return refused(f"会议时间由{posts}决定。", instead=f"请报{posts}确定时间。", basis=found.cited)


def chair_posts(severity: Severity, law: Rules) -> tuple[PostKind, ...]:
    """Posts that may chair, the proposed one first."""
    return next(
        (rule.posts for rule in law.value(provisions.CHAIR) if rule.severity is severity), ()
    )


def can_chair(
    post: Post,
    *,
    office: Organisation,
    severity: Severity,
    on: date,
    law: Rules,
    delegation: Delegation | None = None,
) -> Decision:
    """The chair holds, on the day, a post the regime names for this severity.

    ``delegation`` lets the entrusted person take the chair: then the post that entrusted is judged.
    """
    basis = law.find(provisions.CHAIR).cited
    posts = chair_posts(severity, law)
    wanted = "或者".join(kind.label for kind in posts)
    if PostKind(post.kind) not in posts:
        return refused(
            f"{severity.label}的会商由{wanted}主持，{post.person.name}的岗位是{post.title}。",
            instead=f"请选择{wanted}，或者调整案情程度。",
            basis=basis,
        )
    if post.organisation_id not in (office.pk, office.committee_id):
        return refused(
            f"主持人应为{office.name}或者其所属未保委的任职人员。",
            instead=f"请选择本级的{wanted}。",
            basis=basis,
        )
    if not (post.held_from <= on and (post.held_until is None or on < post.held_until)):
        return refused(
            f"{post.person.name}在{on.year}年{on.month}月{on.day}日不担任{PostKind(post.kind).label}，不能主持会议。",
            instead="请选择当日在任的人员，或者改期。",
            basis=basis,
        )
    if delegation is not None and not delegation.valid_from <= on < delegation.valid_until:
        return refused(
            "主持委托在会议当日不在有效期内。", instead="请重新出具委托，或者改期。", basis=basis
        )
    if delegation is not None and delegation.ended_at is not None:
        return refused(
            "主持委托已经收回。", instead="请取消会议后重新召集，另定主持人。", basis=basis
        )
    return ALLOWED


def entrustment_of(conference: Conference) -> Delegation | None:
    """By which somebody else chairs; taken back before the meeting opened, it entrusts nobody."""
    given = conference.delegation
    if given is None or given.ended_at is None:
        return given
    chaired = conference.opened_at is not None and conference.opened_at <= given.ended_at
    return given if chaired else None


def is_in_time(conference: Conference, noticed_on: date) -> bool:
    """Whether a notice of that day leaves early enough for the day of the meeting."""
    law = rules.of_conference(conference)
    period = law.value(provisions.NOTICE_PERIOD)
    latest = law.book.calendar(law.on).latest_before(day_of(conference.starts_at), period)
    return noticed_on <= latest


def can_meet_after(conference: Conference, noticed_on: date) -> Decision:
    """The notice leaves early enough, or somebody entitled has shortened its time."""
    if conference.shortened_by_id is not None or is_in_time(conference, noticed_on):
        return ALLOWED
    law = rules.of_conference(conference)
    found, urgent = law.find(provisions.NOTICE_PERIOD), law.find(provisions.URGENT_NOTICE)
    return refused(
        f"通知发出不足{found.value}，不能开会。",
        instead=f"可改期，或者由{_labels(urgent.value.posts)}填写紧急事由，缩短通知时间。",
        basis=(*found.cited, *urgent.cited),
    )


def can_shorten_notice(conference: Conference, *, post: PostKind, today: date) -> Decision:
    """By the post the regime names, and only where there is something to shorten."""
    found = rules.of_conference(conference).find(provisions.URGENT_NOTICE)
    if post not in found.value.posts:
        who = _labels(found.value.posts)
        return refused(
            f"缩短通知时间由{who}决定。", instead=f"请报{who}决定，或者改期。", basis=found.cited
        )
    if conference.shortened_by_id is not None:
        return refused("通知时间已经缩短，不需要再次决定。", instead="请由未保办发出通知。")
    if is_in_time(conference, today):
        return refused("现在发出通知，提前的时间足够，不需要缩短。", instead="请由未保办发出通知。")
    return ALLOWED


def shortening_faults(conference: Conference, reason: str) -> dict[str, str]:
    """Field → what is wrong with the decision to shorten."""
    urgent = rules.of_conference(conference).value(provisions.URGENT_NOTICE)
    if urgent.reason_required and not reason.strip():
        return {"reason": "请写明紧急事由。"}
    return {}


def _labels(posts: Iterable[PostKind]) -> str:
    return "、".join(kind.label for kind in posts)


def item_gaps(item: AgendaItem, law: Rules) -> tuple[Decision, ...]:
    """What an agenda item still lacks before its notices may go out."""
    kinds = [seat.kind for seat in item.seats.unscoped(reason="核对本议题席位")]
    checks = [
        refused("参会席位还没有经人工确定。", instead="请核对建议席位后确定。")
        if item.seats_confirmed_at is None
        else ALLOWED,
        refused(
            "没有提议部门席位，无人介绍案情。",
            instead="请增加提议部门席位。",
            basis=law.find(provisions.PRESENTER).cited,
        )
        if SeatKind.PRESENTER.value not in kinds
        else ALLOWED,
        refused(
            "除提议部门外没有其他参会单位，不成其为会商。",
            instead="请增加相关单位席位。",
            basis=law.find(provisions.PARTICIPANTS).cited,
        )
        if not {SeatKind.MEMBER.value, SeatKind.INVITED.value} & set(kinds)
        else ALLOWED,
    ]
    asked = law.find(provisions.CONSULTATION_ITEMS)
    if asked.value and not item.questions.strip():
        checks.append(
            refused(
                "咨询事项还没有填写。",
                instead="请写明请参会单位研究答复的问题。",
                basis=asked.cited,
            )
        )
    return tuple(checks)


def can_send_notices(conference: Conference, items: list[AgendaItem], *, today: date) -> Decision:
    """Everything the regime wants before the notices: items, chair on the day, period."""
    law = rules.of_conference(conference)

    def checks() -> Iterator[Decision]:
        for item in items:
            yield from item_gaps(item, law)
        yield can_chair(
            conference.chair,
            office=conference.office,
            severity=Severity(conference.severity),
            on=day_of(conference.starts_at),
            law=law,
            delegation=conference.delegation,
        )
        yield can_meet_after(conference, today)

    return first_refusal(checks())
