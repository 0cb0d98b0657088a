"""What the pages of exports show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.documents.queries import Export

from ...components import Button, Empty, Fact, Link, Pager
from ...forms import HouseForm
from ...page import Page


@dataclass(frozen=True, slots=True)
class ExportRow:
    export: Export
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class ExportsPage(Page):
    template = "web/exports/list.html"

    rows: tuple[ExportRow, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class ExportPage(Page):
    """:param secret: the password, on the one page that shows it."""

    template = "web/exports/show.html"

    facts: tuple[Fact, ...]
    fetch: Button
    secret: str


@dataclass(frozen=True, kw_only=True)
class MakePage(Page):
    """A list is about to be taken out. :param about: what the file will hold."""

    template = "web/exports/make.html"

    form: HouseForm
    back: Link
    about: tuple[Fact, ...]
