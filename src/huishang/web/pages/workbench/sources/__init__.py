"""Which rooms put what on the workbench. One function a room, one line in `SOURCES`."""

from __future__ import annotations

from ..rows import Source
from .assignments import duties
from .cases import reports, visits
from .conferences import conferring
from .documents import papers
from .inbox import inbox

SOURCES: tuple[Source, ...] = (inbox, duties, reports, visits, conferring, papers)

__all__ = ["SOURCES", "conferring", "duties", "inbox", "papers", "reports", "visits"]
