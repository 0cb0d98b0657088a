"""What of a conference a person sees.

The case file opens requests, to who is let in by name as far as its sections go; a seat opens its
agenda item and nothing else on the agenda; an opinion stays with its author until the discussion
opens; minutes reach the seats once issued. Who is recused from a case is locked out of all that
belongs to it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from huishang.access.queries import Matter
from huishang.access.visibility import (
    WORKS_ON_FILES,
    Section,
    matters_in_sight,
    not_recused,
    not_sealed,
    speaks_in,
)
from huishang.kernel.actor import Actor

from .lifecycle import ConferenceState, MinutesState
from .models import AgendaItem, Attendee, Conference, Seat

DISCUSSION_OPEN = (
    ConferenceState.DISCUSSING.value,
    ConferenceState.CONCLUDED.value,
    ConferenceState.RECORDED.value,
)


def requests_in_sight(actor: Actor) -> Q:
    """Whoever reads what the case is about sees what was asked for it."""
    return matters_in_sight(actor, Matter.CASE, "case_id", Section.NARRATIVE)


def own_seat(actor: Actor) -> Q:
    """On `Seat`: the actor's organisation's, the expert's own, or one the actor fills."""
    filled = Attendee.objects.unscoped(reason="本人是参会人").filter(
        person_id=actor.person_id, seat=OuterRef("pk")
    )
    own = Q(expert_id=actor.person_id) | Q(Exists(filled))
    organisation = Q(organisation_id=actor.organisation_id, expert__isnull=True)
    return own | (organisation & speaks_in(actor, Matter.CASE, "agenda_item__case_id"))


def _noticed(actor: Actor) -> QuerySet[Seat, Any]:
    """Seats of the actor that were told of their conference, as keys of agenda items."""
    seats = Seat.objects.unscoped(reason="按席位判断可见议题").filter(own_seat(actor))
    return seats.filter(message_id__isnull=False)


def agenda_items_in_sight(actor: Actor) -> Q:
    noticed = _noticed(actor).filter(agenda_item=OuterRef("pk"))
    return (
        matters_in_sight(actor, Matter.CASE, "case_id", Section.MINUTES) | Q(Exists(noticed))
    ) & not_recused(actor, Matter.CASE, "case_id")


def conferences_in_sight(actor: Actor) -> Q:
    """The convening office's own, for its staff and its committee; any with an item in sight.

    The committee answers for the meeting itself (who chairs it, whether its notice may be
    shortened); what lies on the agenda stays 限制 for it until a case is brought to it. A meeting
    about nothing but cases that are sealed, or that the actor is recused from, is gone with them.
    """
    items = AgendaItem.objects.unscoped(reason="按议题判断可见会议").filter(
        agenda_items_in_sight(actor), conference=OuterRef("pk")
    )
    sight = Q(Exists(items))
    if actor.is_any(*WORKS_ON_FILES):
        sight |= Q(office_id=actor.organisation_id)
        sight |= Q(office__committee_id=actor.organisation_id)
    every = AgendaItem.objects.unscoped(reason="只有封存、回避议题的会议").filter(
        conference=OuterRef("pk")
    )
    left = every.filter(not_recused(actor, Matter.CASE, "case_id"))
    return sight & (Q(Exists(left)) | ~Q(Exists(every)))


def items_left() -> QuerySet[AgendaItem, AgendaItem]:
    """Agenda items but those of sealed cases, which no agenda and no count shows."""
    return AgendaItem.objects.unscoped(reason="封存的议题不显示也不计数").filter(
        not_sealed(Matter.CASE, "case_id")
    )


def of_agenda_item_in_sight(actor: Actor, key: str = "agenda_item") -> Q:
    """Row by row: an office has many thousands of items, and a page belongs to few."""
    items = AgendaItem.objects.unscoped(reason="按议题判断").filter(agenda_items_in_sight(actor))
    return Q(Exists(items.filter(pk=OuterRef(key))))


def agenda_item_keys(actor: Actor) -> QuerySet[AgendaItem, Any]:
    """For papers and files that belong to an agenda item."""
    return AgendaItem.objects.visible_to(actor).values("pk")


def own_seat_keys(actor: Actor) -> QuerySet[Seat, Any]:
    """For files that belong to one seat: its calendar entry, its written opinion's attachments."""
    return Seat.objects.visible_to(actor).filter(own_seat(actor)).values("pk")


def seats_in_sight(actor: Actor) -> Q:
    return of_agenda_item_in_sight(actor)


def of_seat_in_sight(actor: Actor) -> Q:
    return of_agenda_item_in_sight(actor, "seat__agenda_item")


def opinions_in_sight(actor: Actor) -> Q:
    """One's own at once; everybody's when the discussion opens, for the seats and for who reads
    this section of the case's file."""
    own = Seat.objects.unscoped(reason="本席位的意见").filter(own_seat(actor))
    open_to_all = Conference.objects.unscoped(reason="讨论已开始的会议").filter(
        status__in=DISCUSSION_OPEN
    )
    reads = Q(seat__agenda_item__in=_noticed(actor).values("agenda_item")) | matters_in_sight(
        actor, Matter.CASE, "seat__agenda_item__case_id", Section.OPINIONS
    )
    return of_seat_in_sight(actor) & (
        Q(Exists(own.filter(pk=OuterRef("seat_id"))))
        | (reads & Q(Exists(open_to_all.filter(pk=OuterRef("seat__agenda_item__conference_id")))))
    )


def minutes_in_sight(actor: Actor) -> Q:
    """Drafts for those who work on the case's file and those asked to confirm; then the seats."""
    shown = Q(status=MinutesState.ISSUED.value) | Q(status=MinutesState.SUPERSEDED.value)
    confirming = Q(status=MinutesState.CONFIRMING.value)
    drafts = matters_in_sight(actor, Matter.CASE, "agenda_item__case_id", Section.MINUTES)
    return of_agenda_item_in_sight(actor) & (drafts | shown | confirming)
