"""The database is safe under several processes."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections, transaction


def _ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row[0] if row else None


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="pragmas belong to SQLite")
def test_sqlite_keeps_a_journal_readers_do_not_wait_for_and_checks_foreign_keys() -> None:
    assert _ask("PRAGMA journal_mode") == "wal"
    assert _ask("PRAGMA foreign_keys") == 1
    assert _ask("PRAGMA synchronous") == 1
    assert _ask("PRAGMA busy_timeout") == 20_000


@pytest.mark.django_db(transaction=True)
def test_writers_that_read_first_wait_for_each_other_and_lose_no_step() -> None:
    """Two threads read a number and write it one higher; every step counts."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tally (n integer)")
        cursor.execute("INSERT INTO tally VALUES (0)")
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    failures: list[Exception] = []

    def count(times: int) -> None:
        try:
            for _ in range(times):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"SELECT n FROM tally{lock}")
                    (number,) = cursor.fetchone()
                    cursor.execute("UPDATE tally SET n = %s", [number + 1])
        except Exception as reason:
            failures.append(reason)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=count, args=(25,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert not failures
        assert _ask("SELECT n FROM tally") == 100
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE tally")
