"""What the pages of sealed records show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.access.queries.sealed import Unsealing, UnsealingApproval

from ...components import Button, Empty, Fact, Link, Pager
from ...forms import HouseForm
from ...page import Page


@dataclass(frozen=True, slots=True)
class RequestRow:
    request: Unsealing
    tone: str


@dataclass(frozen=True, kw_only=True)
class RequestsPage(Page):
    template = "web/sealed/list.html"

    buttons: tuple[Button, ...]
    rows: tuple[RequestRow, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class RequestPage(Page):
    """:param wanted: how many organisations have to agree."""

    template = "web/sealed/show.html"

    tone: str
    status: str
    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    approvals: tuple[UnsealingApproval, ...]
    wanted: int


@dataclass(frozen=True, kw_only=True)
class StepPage(Page):
    template = "web/sealed/step.html"

    form: HouseForm
    verb: str
    back: Link
    note: str


@dataclass(frozen=True, slots=True)
class RecordShown:
    title: str
    facts: tuple[Fact, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class LookPage(Page):
    template = "web/sealed/look.html"

    until: str
    records: tuple[RecordShown, ...]
