"""What the pages of assignments show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.assignments.queries import (
    Assignment,
    Entry,
    Extension,
    ImplementationReport,
    OrganisationCount,
    Progress,
    Reminder,
    SupervisionOrder,
)
from huishang.documents.queries import StoredFile
from huishang.law.working_days import CountedDay
from huishang.workflow.deadlines import Deadline

from ...components import Button, Empty, Fact, Link, Pager
from ...forms import HouseForm
from ...page import Page
from .forms import LedgerFilter


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of 交办台账; ``number`` is its 序号 on this page, ``state`` the word of its state."""

    number: int
    entry: Entry
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class LedgerPage(Page):
    """:param lights: how each organisation stands; empty for those who only bear duties.
    :param download: to the form that lets it out as a spreadsheet.
    """

    template = "web/assignments/ledger.html"

    filters: LedgerFilter
    rows: tuple[LedgerRow, ...]
    lights: tuple[OrganisationCount, ...]
    pager: Pager
    download: Button
    empty: Empty


@dataclass(frozen=True, slots=True)
class ReportRow:
    report: ImplementationReport
    files: tuple[StoredFile, ...]


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """A request for more time with the acts on it. ``reason`` is the regime's word."""

    extension: Extension
    reason: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class OrderRow:
    order: SupervisionOrder
    tone: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, kw_only=True)
class AssignmentPage(Page):
    """:param counted: how the due date was counted, day by day."""

    template = "web/assignments/show.html"

    assignment: Assignment
    state: str
    tone: str
    deadline: Deadline
    facts: tuple[Fact, ...]
    counted: tuple[CountedDay, ...]
    buttons: tuple[Button, ...]
    reports: tuple[ReportRow, ...]
    extensions: tuple[ExtensionRow, ...]
    orders: tuple[OrderRow, ...]
    progress: tuple[Progress, ...]
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True, kw_only=True)
class StepPage(Page):
    """A form of one step. :param about: what the step is about, above the form."""

    template = "web/assignments/step.html"

    form: HouseForm
    verb: str
    back: Link
    about: tuple[Fact, ...] = ()
