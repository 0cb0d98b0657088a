"""Reads of conferences, their agenda, seats, opinions, decisions, minutes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from huishang.access.scoping import ScopedQuerySet
from huishang.kernel.actor import Actor
from huishang.notifications import queries as notifications

from ..models import AgendaItem, Attendee, Conference, Minutes, Opinion, Reply, Seat
from ..visibility import own_seat

_CONFERENCE = ("office__committee", "office__division", "chair__person", "chair__organisation")
_ITEM = ("conference__office__committee", "case", "request__applicant")


def conference(actor: Actor, key: UUID) -> Conference:
    """:raises NotVisible: not there, or not for these eyes."""
    rows = Conference.objects.visible_to(actor).select_related(*_CONFERENCE, "delegation__to_post")
    return rows.for_reading(key)


def conferences(
    actor: Actor, *, status: str = "", before: tuple[str, UUID] | None = None
) -> ScopedQuerySet[Conference]:
    """Conferences in sight, latest meeting first; ``before`` pages by (starts_at, id)."""
    rows = Conference.objects.visible_to(actor).select_related(*_CONFERENCE)
    if status:
        rows = rows.filter(status=status)
    if before is not None:
        starts_at, key = before
        rows = rows.filter(starts_at__lte=starts_at).exclude(starts_at=starts_at, id__gte=key)
    return rows.order_by("-starts_at", "-id")


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the agenda. ``item`` is None where the reader has no seat: 限制."""

    order: int
    item: AgendaItem | None

    @property
    def restricted(self) -> bool:
        return self.item is None


def agenda(actor: Actor, conference: Conference) -> tuple[AgendaLine, ...]:
    """Every line of the agenda in order; what is not for the reader stays a bare number."""
    seen = {
        item.pk: item
        for item in AgendaItem.objects.visible_to(actor)
        .filter(conference=conference)
        .select_related(*_ITEM)
    }
    every = (
        conference.agenda_items.unscoped(reason="无席位的议题只显示序号")
        .order_by("order")
        .values_list("pk", "order")
    )
    return tuple(AgendaLine(order, seen.get(key)) for key, order in every)


def item(actor: Actor, key: UUID) -> AgendaItem:
    """:raises NotVisible: not there, or not for these eyes."""
    return AgendaItem.objects.visible_to(actor).select_related(*_ITEM).for_reading(key)


def items_of_case(actor: Actor, case_id: UUID) -> ScopedQuerySet[AgendaItem]:
    """The rounds a case was heard in, first to last."""
    return (
        AgendaItem.objects.visible_to(actor)
        .filter(case_id=case_id)
        .select_related(*_ITEM)
        .order_by("conference__starts_at")
    )


def seat(actor: Actor, key: UUID) -> Seat:
    """:raises NotVisible: not there, or not for these eyes."""
    return (
        Seat.objects.visible_to(actor)
        .select_related(
            "organisation", "expert", "agenda_item__conference__office", "agenda_item__request"
        )
        .for_reading(key)
    )


def seats_owed(actor: Actor) -> ScopedQuerySet[Seat]:
    """The actor's own seats that still wait for a reply, the next meeting first."""
    return (
        Seat.objects.visible_to(actor)
        .filter(own_seat(actor), reply=Reply.PENDING.value, message_id__isnull=False)
        .filter(agenda_item__conference__status="notified")
        .select_related("agenda_item__conference__office")
        .order_by("agenda_item__conference__starts_at")
    )


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat with what became of its notice."""

    seat: Seat
    delivered: bool
    read: bool


def replies_at_a_glance(actor: Actor, item: AgendaItem) -> tuple[SeatLine, ...]:
    """Every seat of an item with 已送达、已阅、已回复, in the order they were settled."""
    seats = list(
        Seat.objects.visible_to(actor)
        .filter(agenda_item=item)
        .select_related("organisation", "expert")
        .order_by("created_at", "id")
    )
    receipts = notifications.receipts("seat", [seat.pk for seat in seats])
    return tuple(
        SeatLine(
            seat,
            delivered=seat.pk in receipts and receipts[seat.pk].delivered_at is not None,
            read=seat.pk in receipts and receipts[seat.pk].read_at is not None,
        )
        for seat in seats
    )


def attendees_present(actor: Actor, item: AgendaItem) -> int:
    """How many people signed in at an agenda item."""
    return (
        Attendee.objects.visible_to(actor)
        .filter(seat__agenda_item=item, signed_in_at__isnull=False)
        .count()
    )


def opinions(actor: Actor, item: AgendaItem) -> ScopedQuerySet[Opinion]:
    """The written opinions the actor may read now."""
    return (
        Opinion.objects.visible_to(actor)
        .filter(seat__agenda_item=item)
        .select_related("seat__organisation", "seat__expert")
        .order_by("submitted_at")
    )


def minutes(actor: Actor, key: UUID) -> Minutes:
    """:raises NotVisible: not there, or not for these eyes."""
    return (
        Minutes.objects.visible_to(actor)
        .select_related(
            "agenda_item__conference__office__committee",
            "agenda_item__request",
            "signed_by_post__person",
        )
        .for_reading(key)
    )


def minutes_of_case(actor: Actor, case_id: UUID) -> ScopedQuerySet[Minutes]:
    return (
        Minutes.objects.visible_to(actor)
        .filter(agenda_item__case_id=case_id)
        .select_related("agenda_item__conference")
        .order_by("created_at")
    )
