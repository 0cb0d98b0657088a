"""Which rooms put what on the workbench. One function a room, one line in `SOURCES`."""

from __future__ import annotations

from ..rows import Source
from .access import reading
from .assignments import duties
from .cases import closings, visits
from .conferences import conferring
from .discovery import reports
from .documents import papers
from .inbox import inbox
from .privacy import protection

SOURCES: tuple[Source, ...] = (
    inbox,
    duties,
    reports,
    closings,
    visits,
    conferring,
    papers,
    reading,
    protection,
)

__all__ = [
    "SOURCES",
    "closings",
    "conferring",
    "duties",
    "inbox",
    "papers",
    "protection",
    "reading",
    "reports",
    "visits",
]
