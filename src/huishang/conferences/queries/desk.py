"""What lies on one person's desk: the few things of each kind that wait for them, a query each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.paging import ROWS
from huishang.organisations import queries as organisations
from huishang.organisations.queries import DelegatedAct

from ..lifecycle import ConferenceState, MinutesState
from ..models import OPEN_REQUESTS, Conference, ConferenceRequest, Minutes, Seat
from ..policies.minutes import is_signer
from .conferences import seats_owed


@dataclass(frozen=True, slots=True)
class Desk:
    """
    :param requests: neither convened nor withdrawn, of one's organisation or before one's office.
    :param seats: of one's own, without a reply.
    :param conferences: of one's office or under one's chair, not held yet, or held without minutes.
    :param minutes: not issued yet, of one's office or to be signed by oneself.
    :param signs: those of ``minutes`` the actor is the one to sign, or entrusted with.
    """

    requests: tuple[ConferenceRequest, ...]
    seats: tuple[Seat, ...]
    conferences: tuple[Conference, ...]
    minutes: tuple[Minutes, ...]
    signs: frozenset[UUID]


def desk(actor: Actor) -> Desk:
    """Five queries at most, however much lies there."""
    minutes = _minutes(actor)
    return Desk(
        requests=_requests(actor),
        seats=tuple(seats_owed(actor)[:ROWS]),
        conferences=_conferences(actor),
        minutes=minutes,
        signs=_signs(actor, minutes),
    )


def _requests(actor: Actor) -> tuple[ConferenceRequest, ...]:
    own = actor.organisation_id
    rows = ConferenceRequest.objects.visible_to(actor).filter(
        Q(office_id=own) | Q(applicant_id=own), status__in=OPEN_REQUESTS
    )
    return tuple(
        rows.select_related("applicant", "office__division", "case").order_by("created_at", "pk")[
            :ROWS
        ]
    )


_AHEAD = (ConferenceState.PREPARING.value, ConferenceState.NOTIFIED.value)
_UNDER_WAY = (
    ConferenceState.OPENED.value,
    ConferenceState.DISCUSSING.value,
    ConferenceState.CONCLUDED.value,
)


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
