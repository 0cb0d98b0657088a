"""What the auditor sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huishang.audit.queries import Anchor, Entry, Line, Proof, Year
from huishang.kernel.basis import Basis

from ...components import Button, Empty, Fact, Link, Pager, Tab
from ...forms import FilterForm, HouseForm
from ...page import Page
from .forms import EventFilterForm


@dataclass(frozen=True, slots=True)
class EventRow:
    """:param subject: its kind in words, and the end of its key.
    :param history: where the looks at it are told, for a child or a case."""

    entry: Entry
    subject: str
    key: str
    history: str


@dataclass(frozen=True, kw_only=True)
class EventsPage(Page):
    template = "web/audit/list.html"

    parts_row: tuple[Tab, ...]
    filters: EventFilterForm
    entries: tuple[EventRow, ...]
    pager: Pager
    empty: Empty
    verify: Button
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, kw_only=True)
class EventPage(Page):
    """:param details: name and value in words. :param shred: where something is kept apart."""

    template = "web/audit/show.html"

    facts: tuple[Fact, ...]
    basis: tuple[Basis, ...]
    details: tuple[tuple[str, str], ...]
    shred: Button | None
    history: str


@dataclass(frozen=True, kw_only=True)
class HistoryPage(Page):
    """:param key: of the child or the case; the auditor sees no name."""

    template = "web/audit/history.html"

    key: str
    entries: tuple[tuple[Entry, str, tuple[tuple[str, str], ...]], ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, slots=True)
class FindingRow:
    """:param events: address of the very readings."""

    line: Line
    events: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, kw_only=True)
class UnusualPage(Page):
    """:param rule: the local setting in words."""

    template = "web/audit/unusual.html"

    parts_row: tuple[Tab, ...]
    filters: FilterForm
    rows: tuple[FindingRow, ...]
    pager: Pager
    empty: Empty
    rule: str


@dataclass(frozen=True, slots=True)
class AnchorRow:
    day: date
    streams: int
    events: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class AnchorsPage(Page):
    template = "web/audit/anchors.html"

    parts_row: tuple[Tab, ...]
    filters: FilterForm
    rows: tuple[AnchorRow, ...]
    month: str
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class ProofPage(Page):
    """:param proofs: the latest first; :param anchors: the last one, if any."""

    template = "web/audit/proof.html"

    proofs: tuple[Proof, ...]
    ask: Button
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, kw_only=True)
class YearPage(Page):
    template = "web/audit/year.html"

    parts_row: tuple[Tab, ...]
    filters: FilterForm
    told: Year
    year: int
    basis: tuple[Basis, ...]


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param note: what the act will bring about, or what it is about."""

    template = "web/audit/form.html"

    form: HouseForm
    verb: str
    back: Link
    note: str
