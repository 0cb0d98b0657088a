"""Several people acting at the same moment, each on a database connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all acts together; each one's answer, or the exception it raised.

    Nobody waits for a lock for ever: what would hang is an answer too.
    """
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            if connection.vendor == "postgresql":  # SQLite's own limit stands in the settings
                with connection.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '20s'")
            start.wait()
            return act()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))
