"""Which rooms put what on the workbench. One function a room, one line in `SOURCES`."""

from __future__ import annotations

from ..rows import Source
from .assignments import duties
from .cases import closings, reports, visits
from .conferences import conferring
from .documents import papers
from .inbox import inbox

SOURCES: tuple[Source, ...] = (inbox, duties, reports, closings, visits, conferring, papers)

__all__ = ["SOURCES", "closings", "conferring", "duties", "inbox", "papers", "reports", "visits"]
