"""Seats as rows, wherever a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from huishang.conferences import queries
from huishang.conferences.queries import (
    AgendaItem,
    Attendance,
    Attendee,
    Conference,
    ConferenceState,
    Reply,
    SeatLine,
)
from huishang.kernel.actor import Actor

from ...components import Reach, Stage
from ...templatetags.house import moment
from .contexts.preparing import SeatRow
from .trails import seat_name

_REPLY_TONES = {
    Reply.PENDING.value: "amber",
    Reply.COMING.value: "green",
    Reply.SUBSTITUTE.value: "green",
    Reply.LEAVE.value: "plain",
}
ATTENDANCE_TONES = {
    Attendance.UNMARKED.value: "plain",
    Attendance.PRESENT.value: "green",
    Attendance.EXCUSED.value: "amber",
    Attendance.OBSERVER.value: "blue",
    Attendance.ABSENT.value: "red",
}


def seat_row(line: SeatLine) -> SeatRow:
    seat = line.seat
    return SeatRow(
        line=line,
        name=seat_name(seat),
        people="、".join(map(_person, line.people)),
        reply_tone=_REPLY_TONES[seat.reply],
        attendance_tone=ATTENDANCE_TONES[seat.attendance],
    )


def _person(attendee: Attendee) -> str:
    substitute = "，替代" if attendee.substitute else ""
    return f"{attendee.person.name}（{attendee.title}{substitute}）"


def seat_rows(actor: Actor, item: AgendaItem) -> tuple[SeatRow, ...]:
    return tuple(map(seat_row, queries.replies_at_a_glance(actor, item)))


def poll_of(conference: Conference, item: AgendaItem) -> str:
    """Where the panel asks for new replies; nowhere before notices left or once it has begun."""
    if conference.status != ConferenceState.NOTIFIED.value:
        return ""
    return reverse("conferences:replies", args=[item.pk])


def road(conference: Conference) -> tuple[Stage, ...]:
    """The stages of a conference and where it stands."""
    passed = (
        ("召集", conference.created_at),
        ("通知", conference.noticed_at),
        ("开会", conference.opened_at),
        ("讨论", conference.discussion_at),
        ("议定", conference.concluded_at),
    )
    done = [Stage(label, Reach.DONE, moment(at)) for label, at in passed if at]
    ahead = [label for label, at in passed if not at] + ["纪要"]
    if conference.status == ConferenceState.RECORDED.value:
        return (*done, Stage("纪要", Reach.DONE, "已印发"))
    if conference.status == ConferenceState.CANCELLED.value:
        return (*done, Stage("取消", Reach.HERE))
    return (*done, Stage(ahead[0], Reach.HERE), *_ahead(ahead[1:]))


def _ahead(labels: Iterable[str]) -> tuple[Stage, ...]:
    return tuple(Stage(label, Reach.AHEAD) for label in labels)
