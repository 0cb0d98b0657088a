"""What time it is, asked in one place so that a story or a test can be told on its own days.

Instants are aware datetimes; days are Beijing days.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This instant, aware, in Beijing time."""
    return _told.get() or datetime.now(BEIJING)


def today() -> date:
    """Today's date in Beijing."""
    return now().date()


def span(first: date, last: date) -> tuple[datetime, datetime]:
    """The first and the last instant of Beijing days, both included."""
    return (
        datetime.combine(first, time.min, BEIJING),
        datetime.combine(last, time.max, BEIJING),
    )


def beijing(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """An instant of Beijing office time; nine in the morning unless told."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Within the block, `now` answers ``instant``. For the demo's stories and for tests."""
    if instant.tzinfo is None:
        raise ValueError("时钟只接受带时区的时间")
    token = _told.set(instant.astimezone(BEIJING))
    try:
        yield
    finally:
        _told.reset(token)
