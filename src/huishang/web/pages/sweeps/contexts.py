"""What the pages of sweeps show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis
from huishang.sweeps.queries import (
    MissedRow,
    Part,
    PatrolRow,
    PatrolSheet,
    StretchSheet,
    SweepRow,
    SweepSheet,
    Unswept,
)

from ...components import Button, Empty, Link, Pager, Tab
from ...forms import HouseForm
from ...page import Page
from .forms import PatrolFilter, SweepFilter


@dataclass(frozen=True, slots=True)
class Line:
    """:param place: as people of the reader's place speak of it."""

    row: SweepRow
    place: str


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """排查. :param unswept: villages of the own place not swept for too long."""

    template = "web/sweeps/list.html"

    parts_row: tuple[Tab, ...]
    filters: SweepFilter
    unswept: Unswept
    lines: tuple[Line, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, slots=True)
class PartLine:
    part: Part
    place: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SweepPage(Page):
    template = "web/sweeps/show.html"

    sheet: SweepSheet
    lines: tuple[PartLine, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class MissedLine:
    """:param settle: 补办, while nobody met them."""

    row: MissedRow
    settle: Button


@dataclass(frozen=True, kw_only=True)
class VillagePage(Page):
    """本村排查. :param found: where what was found is written down."""

    template = "web/sweeps/village.html"

    sheet: StretchSheet
    buttons: tuple[Button, ...]
    missed: tuple[MissedLine, ...]
    found: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PatrolLine:
    row: PatrolRow
    place: str


@dataclass(frozen=True, kw_only=True)
class PatrolsPage(Page):
    template = "web/sweeps/patrols.html"

    parts_row: tuple[Tab, ...]
    filters: PatrolFilter
    lines: tuple[PatrolLine, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class PatrolPage(Page):
    """:param found: where what was found is written down."""

    template = "web/sweeps/patrol.html"

    sheet: PatrolSheet
    buttons: tuple[Button, ...]
    found: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param under: what it is about. :param basis: of what is asked."""

    template = "web/sweeps/form.html"

    form: HouseForm
    verb: str
    back: Link
    under: str = ""
    basis: tuple[Basis, ...] = ()
