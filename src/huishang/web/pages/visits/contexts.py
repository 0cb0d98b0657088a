"""What the pages of visits show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.visits.queries import Check, Round, Rounds, VisitSheet

from ...components import Button, Empty, Link, Tab
from ...page import Page
from .forms import RoundFilter


@dataclass(frozen=True, slots=True)
class Line:
    """:param place: as people of the reader's place speak of it. :param visit: 登记走访.
    :param file: the child's file, opened for the visit."""

    row: Round
    place: str
    visit: str
    file: str


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """今日走访. :param on_desk: its part ``due`` stands on the desk, and leads here."""

    template = "web/visits/list.html"
    parts = ("due",)

    parts_row: tuple[Tab, ...]
    filters: RoundFilter
    rounds: Rounds
    on_desk: bool
    lines: tuple[Line, ...]
    empty: Empty


@dataclass(frozen=True, slots=True)
class CheckLine:
    """:param tone: of what it came to. :param to: where what is left to do is done."""

    check: Check
    tone: str
    to: Link | None


@dataclass(frozen=True, kw_only=True)
class SheetPage(Page):
    template = "web/visits/show.html"

    sheet: VisitSheet
    checks: tuple[CheckLine, ...]
    buttons: tuple[Button, ...]
    file: Link
