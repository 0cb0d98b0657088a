"""What a workbench shows."""

from __future__ import annotations

from dataclasses import dataclass

from ...components import Empty
from ...page import Page
from .rows import Change, Duty, Later, Waiting


@dataclass(frozen=True, kw_only=True)
class WorkbenchPage(Page):
    """:param overdue, near: how many of the duties are late, or due within three working days."""

    template = "web/workbench/home.html"

    duties: tuple[Duty, ...]
    overdue: int
    near: int
    waiting: tuple[Waiting, ...]
    changes: tuple[Change, ...]
    empty: Empty
    later: tuple[Later, ...]
