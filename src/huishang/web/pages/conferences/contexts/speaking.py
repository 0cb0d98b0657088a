"""A seat, as the one who speaks for it finds it."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.conferences.queries import NeedToKnow, Opinion, Seat
from huishang.documents.queries import OfficialDocument, StoredFile

from ....components import Button, Fact, Link
from ....page import Page


@dataclass(frozen=True, slots=True)
class OpinionCard:
    """A written opinion beside the others."""

    who: str
    opinion: Opinion


@dataclass(frozen=True, kw_only=True)
class SeatPage(Page):
    """:param pack: to the case pack; empty for who does not speak for the seat.
    :param own: the seat's opinion as handed in so far. :param opinions: the others', once open.
    """

    template = "web/conferences/seat.html"

    seat: Seat
    facts: tuple[Fact, ...]
    questions: tuple[str, ...]
    people: str
    buttons: tuple[Button, ...]
    pack: str
    own: Opinion | None
    opinions: tuple[OpinionCard, ...]
    waits: bool
    calendar: StoredFile | None
    papers: tuple[OfficialDocument, ...]
    minutes: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class PackPage(Page):
    """会商材料: what a seat needs to know of the case, children masked."""

    template = "web/conferences/pack.html"

    pack: NeedToKnow
    children: tuple[str, ...]
    back: Link
