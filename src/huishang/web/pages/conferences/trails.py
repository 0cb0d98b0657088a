"""The way back from each page of the group."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from huishang.conferences.queries import AgendaItem, Conference, ConferenceRequest, Minutes, Seat

from ...components import Link


def conferences() -> Link:
    return Link("会商", reverse("conferences:list"))


def requests() -> Link:
    return Link("会商申请", reverse("conferences:requests"))


def request(row: ConferenceRequest) -> Link:
    return Link(f"{row.case.number} 会商申请", reverse("conferences:request", args=[row.pk]))


def case(case_id: UUID, number: str) -> Link:
    return Link(number, reverse("cases:show", args=[case_id]))


def conference(row: Conference) -> Link:
    return Link(row.number, reverse("conferences:show", args=[row.pk]))


def room(row: Conference) -> Link:
    return Link("会商现场", reverse("conferences:room", args=[row.pk]))


def seat_name(row: Seat) -> str:
    """The expert's name, or the organisation's."""
    return row.expert.name if row.expert else row.organisation.name


def seat(row: Seat) -> Link:
    return Link(f"{seat_name(row)}席位", reverse("conferences:seat", args=[row.pk]))


def minutes(row: Minutes) -> Link:
    return Link(row.get_form_display(), reverse("conferences:minutes", args=[row.pk]))


def to_item(row: AgendaItem) -> tuple[Link, ...]:
    return (conferences(), conference(row.conference))


def to_seat(row: Seat) -> tuple[Link, ...]:
    return (*to_item(row.agenda_item), seat(row))
