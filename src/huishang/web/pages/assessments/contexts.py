"""What the pages of assessments show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis
from huishang.law.values import Colour
from huishang.people.queries import MaskedChild
from huishang.visits.queries import AssessmentRow, AssessmentSheet

from ...components import Button, Empty, Link, Pager, Tab
from ...forms import HouseForm
from ...page import Page
from .forms import AssessmentFilter

TONES = {
    Colour.RED: "red",
    Colour.AMBER: "amber",
    Colour.YELLOW: "amber",
    Colour.BLUE: "blue",
    Colour.GREEN: "green",
}
"""Colour of a level → tone of the house."""


@dataclass(frozen=True, slots=True)
class Line:
    row: AssessmentRow
    tone: str

    @classmethod
    def of(cls, row: AssessmentRow) -> Line:
        return cls(row, TONES[row.colour])


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """:param waiting: for this reader to look over; the workbench asks for them alone."""

    template = "web/assessments/list.html"
    parts = ("waiting",)

    parts_row: tuple[Tab, ...]
    waiting: tuple[Line, ...]
    filters: AssessmentFilter
    lines: tuple[Line, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param note: by which rules; :param basis: of them."""

    template = "web/assessments/form.html"

    form: HouseForm
    child: MaskedChild
    verb: str
    back: Link
    note: str = ""
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SheetPage(Page):
    """:param report: where an emergency was found and the reader may report."""

    template = "web/assessments/show.html"

    sheet: AssessmentSheet
    line: Line
    buttons: tuple[Button, ...]
    report: Link | None
    file: Link
