"""What the auditor sees."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.audit.queries import Anchor, Entry
from huishang.audit.verification import Verdict

from ...components import Button, Empty, Pager
from ...page import Page
from .forms import EventFilterForm


@dataclass(frozen=True, slots=True)
class EventRow:
    """:param subject: its kind in words, and the end of its key."""

    entry: Entry
    subject: str
    key: str


@dataclass(frozen=True, kw_only=True)
class EventsPage(Page):
    template = "web/audit/list.html"

    filters: EventFilterForm
    entries: tuple[EventRow, ...]
    pager: Pager
    empty: Empty
    verify: Button
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, kw_only=True)
class VerdictPage(Page):
    template = "web/audit/verdict.html"

    verdict: Verdict
