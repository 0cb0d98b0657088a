"""What the pages of 队伍 show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.decision import Decision
from huishang.staff.queries import Gap, RecordCheck, Sheet, Standing, SupporterLine

from ...components import Button, Empty, Fact, Link, Pager, Tab
from ...forms import FilterForm, HouseForm
from ...page import Page


@dataclass(frozen=True, slots=True)
class PersonRow:
    """:param pressing: what is not simply done, the worst first."""

    url: str
    name: str
    place: str
    post: str
    organisation: str
    pressing: tuple[Standing, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterPage(Page):
    template = "web/staff/register.html"

    parts_row: tuple[Tab, ...]
    filters: FilterForm
    rows: tuple[PersonRow, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, slots=True)
class CheckRow:
    kind: str
    check: RecordCheck
    result: str
    barring: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the trainings or the appraisals."""

    day: object
    what: str
    note: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PersonPage(Page):
    """:param barring: why the post has to end, where it has to."""

    template = "web/staff/person.html"

    parts_row: tuple[Tab, ...]
    sheet: Sheet
    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    barring: Decision | None
    trainings: tuple[Written, ...]
    checks: tuple[CheckRow, ...]
    appraisals: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """:param cells: column → what stands in it, and whether it is red."""

    name: str
    url: str
    cells: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class CoveragePage(Page):
    """:param gaps: the workbench asks for them alone, with ``lacking``: how many people something
    is wanting of."""

    template = "web/staff/coverage.html"
    parts = ("gaps",)

    parts_row: tuple[Tab, ...]
    columns: tuple[str, ...]
    rows: tuple[PlaceRow, ...]
    total: PlaceRow
    gaps: tuple[Gap, ...]
    lacking: int
    lacking_url: str
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class SupportersPage(Page):
    template = "web/staff/supporters.html"

    parts_row: tuple[Tab, ...]
    filters: FilterForm
    lines: tuple[SupporterLine, ...]
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class SupporterPage(Page):
    """:param checks: for who keeps the register; else none."""

    template = "web/staff/supporter.html"

    line: SupporterLine
    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    checks: tuple[CheckRow, ...]
    keeps: bool


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param note: what it will bring about; may be empty."""

    template = "web/staff/form.html"

    form: HouseForm
    verb: str
    back: Link
    note: str = ""
