"""Conferences: requests, seats, meetings and minutes that wait for this post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from huishang.conferences import queries as conferences
from huishang.conferences.queries import (
    Conference,
    ConferenceRequest,
    ConferenceState,
    Desk,
    Minutes,
    MinutesState,
    RequestState,
    Seat,
    SeatStep,
)
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.terms import PostKind
from huishang.law import book, provisions
from huishang.law.provision import Provision
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
            *(_seat(seat, step) for seat, step in found.seats),
            *(duty for row in found.conferences for duty in _meetings(actor, row)),
            *map(_to_shorten, found.shortens),
            *(duty for row in found.minutes for duty in _minutes(actor, row, found)),
        ],
        waiting=[
            *(wait for row in found.requests for wait in _awaited(actor, row)),
            *(wait for row in found.minutes for wait in _confirming(actor, row)),
        ],
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


_OF_SEAT: dict[SeatStep, tuple[str, str, Provision[Any]]] = {
    SeatStep.REPLY: ("回复参会", "回复", provisions.ATTENDANCE_DUTY),
    SeatStep.OPINION: ("提交书面意见", "书面意见", provisions.OPINION_GROUNDS),
    SeatStep.COME: ("到会", "查看席位", provisions.ATTENDANCE_DUTY),
    SeatStep.SIGN_IN: ("签到", "签到", provisions.ATTENDANCE_DUTY),
}
"""What a seat owes → the matter, the button, the rule behind it."""


def _seat(row: Seat, step: SeatStep) -> Duty:
    meeting = row.agenda_item.conference
    matter, label, rule = _OF_SEAT[step]
    return Duty(
        matter=f"{matter}：{meeting.number}",
        origin=meeting.office.short_name,
        step=Link(label, reverse("conferences:seat", args=[row.pk])),
        deadline=_by(meeting.starts_at),
        marks=("今日开会",) if _day(meeting.starts_at) == clock.today() else (),
        basis=Rules.at(meeting.division, clock.today()).basis(rule),
    )


def _to_shorten(row: Conference) -> Duty:
    return Duty(
        matter=f"决定是否缩短通知时间：{row.number}",
        origin=row.office.short_name,
        step=Link("缩短通知时间", reverse("conferences:shorten_notice", args=[row.pk])),
        deadline=_by(row.starts_at),
        basis=Rules.at(row.division, clock.today()).basis(provisions.URGENT_NOTICE),
    )


def _meetings(actor: Actor, row: Conference) -> Iterator[Duty]:
    state = ConferenceState(row.status)
    step = (_TO_PREPARE if _is_ours(actor, row) else _TO_CHAIR).get(state)
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


def _minutes(actor: Actor, row: Minutes, found: Desk) -> Iterator[Duty]:
    meeting, state = row.agenda_item.conference, MinutesState(row.status)
    step = ""
    rule: Provision[Any] = provisions.MINUTES_SIGNER
    if row.pk in found.confirms:
        step, rule = "会签", provisions.MINUTES_CONFIRMATION
    elif state in _TO_SIGN and row.pk in found.signs:
        step = "签发"
    elif state is MinutesState.SIGNED and _is_ours(actor, meeting):
        step = "印发"
    if step:
        yield Duty(
            matter=f"{step}{row.get_form_display()}：{row.agenda_item.case.title}",
            origin=f"{meeting.office.short_name} · {meeting.number}",
            step=Link(step, reverse("conferences:minutes", args=[row.pk])),
            basis=Rules.at(meeting.division, clock.today()).basis(rule),
        )


def _confirming(actor: Actor, row: Minutes) -> Iterator[Waiting]:
    if row.status == MinutesState.CONFIRMING and _is_ours(actor, row.agenda_item.conference):
        url = reverse("conferences:minutes", args=[row.pk])
        yield Waiting(
            f"会签{row.get_form_display()}：{row.agenda_item.case.title}", "会签单位", url
        )


def _is_ours(actor: Actor, meeting: Conference) -> bool:
    return meeting.office_id == actor.organisation_id and actor.is_any(*_STAFF)


def _day(instant: datetime) -> object:
    return instant.astimezone(BEIJING).date()


def _by(starts_at: datetime) -> Deadline:
    """A meeting is its own date."""
    today = clock.today()
    return Deadline.seen(
        starts_at.astimezone(BEIJING).date(), today, book.current().calendar(today)
    )
