"""会商准备: the conference as those who prepare it, chair it or have a seat at it find it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huishang.conferences.queries import AgendaItem, CheckLine, Conference, SeatLine
from huishang.documents.queries import OfficialDocument
from huishang.law.findings import Finding
from huishang.law.values import Duration

from ....components import Button, Fact, Link, Stage
from ....page import Page
from ..forms.seats import AddSeatForm, SeatsForm
from ..forms.steps import NoticesForm


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat with its answer, as a row. ``people`` names who comes, 替代 marked."""

    line: SeatLine
    name: str
    people: str
    reply_tone: str
    attendance_tone: str


@dataclass(frozen=True, kw_only=True)
class RepliesPart(Page):
    """The seats of one agenda item alone, asked for again and again while replies come in."""

    template = "web/conferences/replies.html"

    rows: tuple[SeatRow, ...]
    poll: str


@dataclass(frozen=True, slots=True)
class AgendaBlock:
    """One line of the agenda. ``item`` is None where it is 限制 for this reader.

    :param rows: the seats, for those who run the meeting; ``poll`` asks for them anew.
    :param own: the reader's own seat at it.
    """

    order: int
    item: AgendaItem | None
    questions: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    shows_seats: bool = False
    rows: tuple[SeatRow, ...] = ()
    poll: str = ""
    own: Link | None = None
    case: Link | None = None
    asked: Link | None = None
    minutes: tuple[Link, ...] = ()
    papers: tuple[OfficialDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConferencePage(Page):
    """:param checks: what the regime still wants, for the office that prepares the meeting."""

    template = "web/conferences/show.html"

    conference: Conference
    tone: str
    road: tuple[Stage, ...]
    facts: tuple[Fact, ...]
    checks: tuple[CheckLine, ...]
    buttons: tuple[Button, ...]
    previous: Link | None
    agenda: tuple[AgendaBlock, ...]


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A seat that may be ticked: proposed, confirmed before, or found by searching.

    :param code: what its box sends. :param why_name: the field of a person's own reason.
    """

    code: str
    name: str
    note: str
    ticked: bool
    kind: str
    why: str
    why_name: str
    basis: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SeatsPage(Page):
    """确定参会席位, before the notices leave."""

    template = "web/conferences/seats.html"
    parts = ("found",)

    form: SeatsForm
    proposed: tuple[ChoiceRow, ...]
    found: tuple[ChoiceRow, ...]
    searched: str
    back: Link


@dataclass(frozen=True, kw_only=True)
class AddSeatPage(Page):
    """增加席位, after the notices left."""

    template = "web/conferences/add_seat.html"
    parts = ("found",)

    form: AddSeatForm
    found: tuple[ChoiceRow, ...]
    searched: str
    back: Link


@dataclass(frozen=True, slots=True)
class Told:
    """Who will be told of one agenda item."""

    order: int
    title: str
    seats: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NoticesPage(Page):
    """发出通知. ``shortened`` says who let it leave late and why; empty where it is in time."""

    template = "web/conferences/notices.html"

    form: NoticesForm
    starts_at: datetime
    place: str
    told: tuple[Told, ...]
    period: Finding[Duration]
    shortened: str
    back: Link
