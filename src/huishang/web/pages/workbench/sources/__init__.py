"""Which rooms put what on the workbench. One function a room, one line in `SOURCES`."""

from __future__ import annotations

from ..rows import Source
from .access import reading
from .assignments import duties
from .cases import reports, visits
from .conferences import conferring
from .documents import papers
from .inbox import inbox
from .privacy import protection
from .sealed import unsealings

SOURCES: tuple[tuple[str, Source], ...] = (
    ("inbox", inbox),
    ("assignments", duties),
    ("reports", reports),
    ("cases", visits),
    ("conferences", conferring),
    ("documents", papers),
    ("sealed", unsealings),
    ("access", reading),
    ("privacy", protection),
)
"""The page group its lines lead to, and the room's function."""

__all__ = [
    "SOURCES",
    "conferring",
    "duties",
    "inbox",
    "papers",
    "protection",
    "reading",
    "reports",
    "visits",
]
