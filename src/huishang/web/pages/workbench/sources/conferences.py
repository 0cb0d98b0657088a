"""Conferences: requests, seats, meetings and minutes that wait for this post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from huishang.conferences import queries as conferences
from huishang.conferences.queries import (
    Conference,
    ConferenceRequest,
    ConferenceState,
    Minutes,
    MinutesState,
    RequestState,
    Seat,
)
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.terms import PostKind
from huishang.law import book, provisions
from huishang.law.rules import Rules
from huishang.workflow.deadlines import Deadline

from ....components import Link
from ..rows import Duty, Share, Waiting

_STAFF = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)

_OURS = {RequestState.DRAFT: "提请", RequestState.RETURNED: "补充后再提请"}
_BEFORE_US = {RequestState.SUBMITTED: "审核", RequestState.ACCEPTED: "召集"}
"""State of a request → the step of who asked, and of the office it lies with."""

_TO_PREPARE = {
    ConferenceState.PREPARING: "筹备会议",
    ConferenceState.NOTIFIED: "会前准备",
    ConferenceState.OPENED: "进入会场",
    ConferenceState.DISCUSSING: "进入会场",
    ConferenceState.CONCLUDED: "整理纪要",
}
_TO_CHAIR = {
    ConferenceState.NOTIFIED: "查看会议",
    ConferenceState.OPENED: "进入会场",
    ConferenceState.DISCUSSING: "进入会场",
}
_IN_SESSION = (ConferenceState.OPENED, ConferenceState.DISCUSSING)
_TO_SIGN = (MinutesState.DRAFT, MinutesState.CONFIRMING)


def conferring(actor: Actor) -> Share:
    """Everything of the conference room, from one look at the desk."""
    found = conferences.desk(actor)
    return Share(
        duties=[
            *(duty for row in found.requests for duty in _requests(actor, row)),
            *map(_seat, found.seats),
            *(duty for row in found.conferences for duty in _meetings(actor, row)),
            *(duty for row in found.minutes for duty in _minutes(actor, row, found.signs)),
        ],
        waiting=[wait for row in found.requests for wait in _awaited(actor, row)],
    )


def _requests(actor: Actor, row: ConferenceRequest) -> Iterator[Duty]:
    state, step = RequestState(row.status), None
    if row.applicant_id == actor.organisation_id:
        step = _OURS.get(state)
    if step is None and row.office_id == actor.organisation_id and actor.is_any(*_STAFF):
        step = _BEFORE_US.get(state)
    if step:
        law = Rules.at(row.office.division_id, clock.today())
        yield Duty(
            matter=f"会商申请：{row.case.title}",
            origin=f"{row.applicant.short_name} · {row.case.number}",
            step=Link(step, reverse("conferences:request", args=[row.pk])),
            basis=law.basis(provisions.TRIGGERS),
        )


def _awaited(actor: Actor, row: ConferenceRequest) -> Iterator[Waiting]:
    ours = row.applicant_id == actor.organisation_id and row.office_id != actor.organisation_id
    if ours and RequestState(row.status) in _BEFORE_US:
        url = reverse("conferences:request", args=[row.pk])
        yield Waiting(f"会商申请：{row.case.title}", row.office.short_name, url)


def _seat(row: Seat) -> Duty:
    meeting = row.agenda_item.conference
    law = Rules.at(meeting.division, clock.today())
    return Duty(
        matter=f"回复参会：{meeting.number}",
        origin=meeting.office.short_name,
        step=Link("回复", reverse("conferences:seat", args=[row.pk])),
        deadline=_by(meeting.starts_at),
        basis=law.basis(provisions.ATTENDANCE_DUTY),
    )


def _meetings(actor: Actor, row: Conference) -> Iterator[Duty]:
    state = ConferenceState(row.status)
    ours = row.office_id == actor.organisation_id and actor.is_any(*_STAFF)
    step = (_TO_PREPARE if ours else _TO_CHAIR).get(state)
    if step:
        view = "conferences:room" if state in _IN_SESSION else "conferences:show"
        law = Rules.at(row.division, clock.today())
        asked = provisions.RECORD_FORMS if row.concluded_at else provisions.NOTICE_PERIOD
        yield Duty(
            matter=f"会商会议：{row.number}，{row.place}",
            origin=row.office.short_name,
            step=Link(step, reverse(view, args=[row.pk])),
            deadline=None if row.concluded_at else _by(row.starts_at),
            marks=("今日开会",) if _day(row.starts_at) == clock.today() else (),
            basis=law.basis(asked),
        )


def _minutes(actor: Actor, row: Minutes, signs: frozenset[object]) -> Iterator[Duty]:
    meeting, state = row.agenda_item.conference, MinutesState(row.status)
    step = "签发" if state in _TO_SIGN and row.pk in signs else None
    ours = meeting.office_id == actor.organisation_id and actor.is_any(*_STAFF)
    if state is MinutesState.SIGNED and ours:
        step = "印发"
    if step:
        law = Rules.at(meeting.division, clock.today())
        yield Duty(
            matter=f"{step}{row.get_form_display()}：{row.agenda_item.case.title}",
            origin=f"{meeting.office.short_name} · {meeting.number}",
            step=Link(step, reverse("conferences:minutes", args=[row.pk])),
            basis=law.basis(provisions.MINUTES_SIGNER),
        )


def _day(instant: datetime) -> object:
    return instant.astimezone(BEIJING).date()


def _by(starts_at: datetime) -> Deadline:
    """A meeting is its own date."""
    today = clock.today()
    return Deadline.seen(
        starts_at.astimezone(BEIJING).date(), today, book.current().calendar(today)
    )
