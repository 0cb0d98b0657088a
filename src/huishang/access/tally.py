"""How often something was asked in the running minute: counted by every process of the machine.

A small file beside the database, in the home's cache: counting a page must not cost the database
a write, and a count that is lost costs nobody anything. `sqlite3` adds and reads in one step, which
no file of Django's cache does.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Collection
from pathlib import Path

from huishang.home import PRIVATE_FILE

MINUTE = 60
_PATIENCE = 1.0
_TABLE = """
    CREATE TABLE IF NOT EXISTS asked (
        who TEXT PRIMARY KEY, minute INTEGER NOT NULL, times INTEGER NOT NULL
    ) WITHOUT ROWID
"""
_ONCE_MORE = """
    INSERT INTO asked (who, minute, times) VALUES {rows}
    ON CONFLICT (who) DO UPDATE SET
        times = CASE WHEN minute = excluded.minute THEN times + 1 ELSE 1 END,
        minute = excluded.minute
    RETURNING who, times
"""
_log = logging.getLogger(__name__)
_here = threading.local()


def once_more(path: Path, names: Collection[str], *, minute: int) -> dict[str, int]:
    """Count each name once and say how often it was counted in that minute.

    Where the file cannot be written nothing is counted and nobody is held up: the house must take
    a child's report in when its counter is broken. The log says so.
    """
    if not names:
        return {}
    try:
        tally = _open(path)
        _forget_the_past(tally, minute)
        asked = _ONCE_MORE.format(rows=", ".join(["(?, ?, 1)"] * len(names)))
        return dict(tally.execute(asked, [part for name in names for part in (name, minute)]))
    except sqlite3.Error as fault:
        _log.exception("nothing is counted: %s", path)
        _here.__dict__.clear()
        if not isinstance(fault, sqlite3.OperationalError):  # the file is damaged: begin anew
            path.unlink(missing_ok=True)
        return {}


def _open(path: Path) -> sqlite3.Connection:
    """This thread's own; made anew when the file was taken away."""
    held: sqlite3.Connection | None = getattr(_here, "tally", None)
    if held is None or _here.file != _identity(path):
        held = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        path.chmod(PRIVATE_FILE)
        held.execute("PRAGMA journal_mode = MEMORY")
        held.execute("PRAGMA synchronous = OFF")
        held.execute(_TABLE)
        _here.tally, _here.file, _here.minute = held, _identity(path), 0
    return held


def _identity(path: Path) -> tuple[int, int]:
    """Which file lies there now; none where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _forget_the_past(tally: sqlite3.Connection, minute: int) -> None:
    """Once a minute: the file grows with who asks now, not with who ever asked."""
    if _here.minute != minute:
        tally.execute("DELETE FROM asked WHERE minute < ?", (minute,))
        _here.minute = minute
