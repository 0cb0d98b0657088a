"""What lies on one person's desk: the few things of each kind that wait for them, a query each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.paging import ROWS
from huishang.law import provisions
from huishang.organisations import queries as organisations
from huishang.organisations.queries import DelegatedAct

from .. import permissions
from ..lifecycle import ConferenceState, MinutesState
from ..models import (
    OPEN_REQUESTS,
    Attendance,
    Attendee,
    Conference,
    ConferenceRequest,
    Confirmation,
    Decision,
    Minutes,
    Reply,
    Seat,
    SeatKind,
)
from ..policies import rules
from ..policies.convening import can_shorten_notice
from ..policies.minutes import is_asked, is_signer
from ..visibility import own_seat
from .conferences import handed_in


class SeatStep(Enum):
    """What a seat of one's own still owes, in the order it is owed."""

    REPLY = "reply"
    SIGN_IN = "sign_in"
    OPINION = "submit_opinion"
    COME = "come"


@dataclass(frozen=True, slots=True)
class Desk:
    """
    :param requests: neither convened nor withdrawn, of one's organisation or before one's office.
    :param seats: of one's own at meetings told of and not concluded, each with what it still owes.
    :param conferences: of one's office or under one's chair, not held yet, or held without minutes.
    :param shortens: of one's own committee's, whose notice is short and the actor may shorten.
    :param minutes: not issued yet, of one's office, to be signed or to be confirmed by oneself.
    :param signs: those of ``minutes`` the actor is the one to sign, or entrusted with.
    :param confirms: those of ``minutes`` the actor's organisation is still to confirm.
    """

    requests: tuple[ConferenceRequest, ...]
    seats: tuple[tuple[Seat, SeatStep], ...]
    conferences: tuple[Conference, ...]
    shortens: tuple[Conference, ...]
    minutes: tuple[Minutes, ...]
    signs: frozenset[UUID]
    confirms: frozenset[UUID]


def desk(actor: Actor) -> Desk:
    """A handful of queries, however much lies there."""
    minutes = _minutes(actor)
    return Desk(
        requests=_requests(actor),
        seats=tuple(_seats(actor)),
        conferences=_conferences(actor),
        shortens=_shortens(actor),
        minutes=minutes,
        signs=_signs(actor, minutes),
        confirms=_confirms(actor, minutes),
    )


def _requests(actor: Actor) -> tuple[ConferenceRequest, ...]:
    own, still_open = actor.organisation_id, Q(status__in=OPEN_REQUESTS)
    rows = ConferenceRequest.objects.visible_to(actor).filter(
        (Q(office_id=own) & still_open) | (Q(applicant_id=own) & still_open)
    )
    return tuple(
        rows.select_related("applicant", "office__division", "case").order_by("created_at", "pk")[
            :ROWS
        ]
    )


# --- seats ---------------------------------------------------------------------------------------


_IN_SESSION = (ConferenceState.OPENED.value, ConferenceState.DISCUSSING.value)


def _seats(actor: Actor) -> Iterator[tuple[Seat, SeatStep]]:
    fills = Attendee.objects.unscoped(reason="本人是否参会").filter(
        seat=OuterRef("pk"), person_id=actor.person_id
    )
    reason, told = "本人席位所在的会议", Q(own_seat(actor), message_id__isnull=False)
    own = Seat.objects.unscoped(reason=reason).filter(told)
    meetings = (  # few are ahead or in session; one's seats at those held long ago are many
        Conference.objects.unscoped(reason=reason)
        .filter(status__in=(ConferenceState.NOTIFIED.value, *_IN_SESSION))
        .filter(Exists(own.filter(agenda_item__conference=OuterRef("pk"))))
        .order_by("starts_at", "pk")
    )
    rows = (
        Seat.objects.visible_to(actor)
        .filter(told, agenda_item__conference__in=[row.pk for row in meetings[:ROWS]])
        .annotate(opined=handed_in(), comes=Exists(fills))
        .select_related("agenda_item__conference__office")
        .order_by("agenda_item__conference__starts_at", "pk")
    )
    for seat in rows[:ROWS]:
        if step := _step_of(actor, seat):
            yield seat, step


def _step_of(actor: Actor, seat: Seat) -> SeatStep | None:
    """What it owes now, from whoever may act for it; who only fills it is told to come."""
    speaks = bool(permissions.may_speak_for(actor, seat))
    status = seat.agenda_item.conference.status
    ahead = status == ConferenceState.NOTIFIED.value
    written = status in (ConferenceState.NOTIFIED.value, ConferenceState.OPENED.value)
    unmarked = seat.attendance == Attendance.UNMARKED.value
    comes = getattr(seat, "comes", False)
    if speaks and ahead and seat.reply == Reply.PENDING.value:
        return SeatStep.REPLY
    if status in _IN_SESSION and unmarked and comes:
        return SeatStep.SIGN_IN
    if speaks and written and not getattr(seat, "opined", False) and _writes(seat):
        return SeatStep.OPINION
    return SeatStep.COME if ahead and comes else None


def _writes(seat: Seat) -> bool:
    """Those who come, and where the regime says so those on leave too; observers do not."""
    if seat.kind == SeatKind.OBSERVER.value:
        return False
    if seat.reply != Reply.LEAVE.value:
        return True
    return rules.of_conference(seat.agenda_item.conference).value(
        provisions.WRITTEN_REPORT_WHEN_ABSENT
    )


# --- meetings ------------------------------------------------------------------------------------


_AHEAD = (ConferenceState.PREPARING.value, ConferenceState.NOTIFIED.value)
_UNDER_WAY = (*_IN_SESSION, ConferenceState.CONCLUDED.value)


def _conferences(actor: Actor) -> tuple[Conference, ...]:
    own = (
        Q(office_id=actor.organisation_id)
        | Q(chair_id=actor.post_id, delegation__isnull=True)
        | Q(chair_id=actor.post_id, delegation__ended_at__isnull=False)
        | Q(delegation__to_post_id=actor.post_id, delegation__ended_at__isnull=True)
    )
    rows = Conference.objects.visible_to(actor).filter(own, status__in=(*_AHEAD, *_UNDER_WAY))
    return tuple(
        rows.select_related("office__division", "delegation").order_by("starts_at", "pk")[:ROWS]
    )


def _shortens(actor: Actor) -> tuple[Conference, ...]:
    """Only of a committee: an office's own staff find the meeting among those they prepare."""
    if not actor.is_any(*permissions.CHAIRS):
        return ()
    rows = Conference.objects.visible_to(actor).filter(
        office__committee_id=actor.organisation_id, status=ConferenceState.PREPARING.value
    )
    today = clock.today()
    return tuple(
        row
        for row in rows.select_related("office__division").order_by("starts_at", "pk")[:ROWS]
        if can_shorten_notice(row, post=actor.post, today=today)
    )


# --- minutes -------------------------------------------------------------------------------------


def _minutes(actor: Actor) -> tuple[Minutes, ...]:
    rows = Minutes.objects.visible_to(actor).filter(
        status__in=(
            MinutesState.DRAFT.value,
            MinutesState.CONFIRMING.value,
            MinutesState.SIGNED.value,
        )
    )
    return tuple(
        rows.select_related(
            "agenda_item__conference__office__division", "agenda_item__case"
        ).order_by("created_at", "pk")[:ROWS]
    )


def _signs(actor: Actor, minutes: tuple[Minutes, ...]) -> frozenset[UUID]:
    if not minutes:
        return frozenset()
    entrusted = {
        given.from_post_id
        for given in organisations.delegations_to(
            actor.post_id, DelegatedAct.SIGN_MINUTES, clock.today()
        )
    }
    return frozenset(
        row.pk
        for row in minutes
        if is_signer(row, actor) or row.agenda_item.conference.chair_id in entrusted
    )


def _confirms(actor: Actor, minutes: tuple[Minutes, ...]) -> frozenset[UUID]:
    """Those with one's own organisation that has not answered yet."""
    waiting = {
        row.agenda_item_id: row for row in minutes if row.status == MinutesState.CONFIRMING.value
    }
    if not waiting:
        return frozenset()
    own = actor.organisation_id
    given = Confirmation.objects.filter(minutes__in=waiting.values(), organisation_id=own)
    bears = Decision.objects.visible_to(actor).filter(agenda_item__in=waiting, responsible_id=own)
    seats = Seat.objects.visible_to(actor).filter(own_seat(actor), agenda_item__in=waiting)
    done = set(given.values_list("minutes_id", flat=True))
    bearing = set(bears.values_list("agenda_item_id", flat=True))
    asked = (
        waiting[seat.agenda_item_id].pk
        for seat in seats
        if permissions.may_speak_for(actor, seat)
        and is_asked(waiting[seat.agenda_item_id], seat, bears=seat.agenda_item_id in bearing)
    )
    return frozenset(asked) - done
