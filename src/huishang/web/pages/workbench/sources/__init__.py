"""Which rooms put what on the workbench. One function a room, one line in `SOURCES` or `LATER`."""

from __future__ import annotations

from collections.abc import Callable

from huishang.kernel.actor import Actor

from ..rows import Later, Source
from .access import reading
from .assessments import reviews, rounds
from .assignments import duties
from .cases import closings, visits
from .conferences import conferring
from .discovery import reports
from .documents import papers
from .exchange import answers
from .inbox import inbox
from .privacy import protection
from .staff import staff_gaps
from .sweeps import sweeping

SOURCES: tuple[Source, ...] = (
    inbox,
    duties,
    reports,
    closings,
    visits,
    sweeping,
    conferring,
    papers,
    reading,
    protection,
    answers,
)

LATER: tuple[Callable[[Actor], Later | None], ...] = (rounds, reviews, staff_gaps)
"""What has no date of the law, or is counted over a whole place: asked once the desk is shown."""

__all__ = [
    "LATER",
    "SOURCES",
    "answers",
    "closings",
    "conferring",
    "duties",
    "inbox",
    "papers",
    "protection",
    "reading",
    "reports",
    "reviews",
    "rounds",
    "staff_gaps",
    "sweeping",
    "visits",
]
