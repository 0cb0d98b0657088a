"""Reads of conferences, their agenda, seats, opinions, decisions, minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery

from huishang.access.scoping import ScopedQuerySet
from huishang.audit.records import page_of
from huishang.kernel.actor import Actor
from huishang.kernel.paging import Cursor, Page
from huishang.notifications import queries as notifications

from ..models import (
    AgendaItem,
    Attendee,
    Conference,
    Confirmation,
    Decision,
    Minutes,
    Opinion,
    Seat,
)
from ..policies.minutes import confirming_seats
from ..visibility import items_left, own_seat

_CONFERENCE = ("office__committee", "office__division", "chair__person", "chair__organisation")
_ITEM = (
    "conference__office__committee",
    "conference__office__division",
    "case",
    "request__applicant",
)


def conference(actor: Actor, key: UUID) -> Conference:
    """:raises NotVisible: not there, or not for these eyes."""
    rows = Conference.objects.visible_to(actor).select_related(
        *_CONFERENCE, "delegation__to_post", "shortened_by__person"
    )
    return rows.for_reading(key)


def conferences(
    actor: Actor,
    *,
    status: str = "",
    since: date | None = None,
    until: date | None = None,
    after: Cursor | None = None,
) -> Page[Conference]:
    """Conferences in sight, latest meeting first.

    :param since, until: days of the meeting, both included.
    """
    rows = Conference.objects.visible_to(actor).select_related(*_CONFERENCE)
    if status:
        rows = rows.filter(status=status)
    if since is not None:
        rows = rows.filter(starts_at__date__gte=since)
    if until is not None:
        rows = rows.filter(starts_at__date__lte=until)
    items = items_left().filter(conference=OuterRef("pk"))
    count = items.order_by().values("conference").annotate(number=Count("pk")).values("number")
    return page_of(
        rows.annotate(cases=Subquery(count)),
        at="starts_at",
        after=after,
        of=[Conference.objects.unscoped(reason="长名录只在最近的会议中计数")],
    )


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the agenda. ``item`` is None where the reader has no seat: 限制."""

    order: int
    item: AgendaItem | None

    @property
    def restricted(self) -> bool:
        return self.item is None


def agenda(actor: Actor, conference: Conference) -> tuple[AgendaLine, ...]:
    """Every line of the agenda in order; what is not for the reader stays a bare number, and what
    is sealed leaves none."""
    seen = AgendaItem.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    every = (
        items_left()
        .filter(conference=conference)
        .annotate(seen=Exists(seen))
        .select_related(*_ITEM)
        .order_by("order")
    )
    return tuple(
        AgendaLine(order, row if row.seen else None) for order, row in enumerate(every, start=1)
    )


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
            "organisation",
            "expert",
            "agenda_item__request",
            "agenda_item__conference__office",
            "agenda_item__conference__chair__person",
        )
        .for_reading(key)
    )


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat with what became of its notice and who fills it.

    :param opined: its written opinion is in; what it says is `opinions`.
    """

    seat: Seat
    delivered: bool
    read: bool
    people: tuple[Attendee, ...] = ()
    opined: bool = False


def handed_in() -> Exists:
    """On `Seat`: its written opinion is in, without reading a word of it."""
    return Exists(
        Opinion.objects.unscoped(reason="只看是否提交，不看内容").filter(seat=OuterRef("pk"))
    )


def replies_at_a_glance(actor: Actor, item: AgendaItem) -> tuple[SeatLine, ...]:
    """Every seat of an item with 已送达、已阅、已回复, in the order they were settled."""
    people = Attendee.objects.visible_to(actor).select_related("person").order_by("created_at")
    seats = list(
        Seat.objects.visible_to(actor)
        .filter(agenda_item=item)
        .select_related("organisation", "expert", "agenda_item__conference")
        .annotate(opined=handed_in())
        .prefetch_related(Prefetch("attendees", people, to_attr="filled_by"))
        .order_by("created_at", "id")
    )
    receipts = notifications.receipts("seat", [seat.pk for seat in seats])
    return tuple(
        SeatLine(
            seat,
            delivered=seat.pk in receipts and receipts[seat.pk].delivered_at is not None,
            read=seat.pk in receipts and receipts[seat.pk].read_at is not None,
            people=tuple(seat.filled_by),
            opined=seat.opined,
        )
        for seat in seats
    )


def own_seats(actor: Actor, conference: Conference) -> list[Seat]:
    """The seats the actor speaks for or fills at a conference, in the order of its agenda."""
    return list(
        Seat.objects.visible_to(actor)
        .filter(own_seat(actor), agenda_item__conference=conference, message_id__isnull=False)
        .select_related("organisation", "expert", "agenda_item__conference")
        .order_by("agenda_item__order")
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


def decisions(actor: Actor, item: AgendaItem) -> list[Decision]:
    """What an item settled or left open, in order, with organisations and dissents."""
    return list(
        Decision.objects.visible_to(actor)
        .filter(agenda_item=item)
        .select_related("responsible", "agenda_item__conference")
        .prefetch_related("supporting", "dissents__organisation")
        .order_by("order")
    )


def decision(actor: Actor, key: UUID) -> Decision:
    """:raises NotVisible: not there, or not for these eyes."""
    return (
        Decision.objects.visible_to(actor)
        .select_related("responsible", "agenda_item__conference__office__committee")
        .prefetch_related("supporting", "dissents__organisation")
        .for_reading(key)
    )


def minutes(actor: Actor, key: UUID) -> Minutes:
    """:raises NotVisible: not there, or not for these eyes."""
    return (
        Minutes.objects.visible_to(actor)
        .select_related(
            "agenda_item__case",
            "agenda_item__request__applicant",
            "agenda_item__conference__office__committee",
            "agenda_item__conference__office__division",
            "agenda_item__conference__chair__person",
            "agenda_item__conference__chair__organisation",
            "agenda_item__conference__delegation",
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


def editions(actor: Actor, item: AgendaItem) -> list[Minutes]:
    """The editions of an item's minutes in sight, the latest first."""
    return list(
        Minutes.objects.visible_to(actor)
        .filter(agenda_item=item)
        .select_related("signed_by_post__person")
        .order_by("-edition")
    )


def confirmations(minutes: Minutes) -> tuple[tuple[Seat, Confirmation | None], ...]:
    """The seats asked to confirm a paper in sight, and what each has answered."""
    given = {row.organisation_id: row for row in minutes.confirmations.all()}
    return tuple((seat, given.get(seat.organisation_id)) for seat in confirming_seats(minutes))
