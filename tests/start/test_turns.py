"""On SQLite whoever writes waits in turn: first come, first served, the dead give way."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from huishang.access.models import Installation
from huishang.kernel import clock

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"] != "huishang.queued", reason="SQLite"
    ),
]
DIES = """
import sys
import django; django.setup()
from django.db import connection, transaction
connection.settings_dict["NAME"] = sys.argv[1]
with transaction.atomic():
    print("writing", flush=True)
    sys.stdin.read()
"""


def turn() -> Path:
    return Path(f"{connection.settings_dict['NAME']}-turn")


def waiting() -> int:
    """How many wait for their turn, as the system counts them."""
    node = f":{turn().stat().st_ino} "
    return sum(
        "->" in line and node in line for line in Path("/proc/locks").read_text().splitlines()
    )


def until_waiting(count: int) -> None:
    """Give up long after any machine would have come so far."""
    never = threading.Event()
    for _ in range(6000):
        if waiting() >= count:
            return
        never.wait(0.01)
    raise AssertionError(f"only {waiting()} of {count} wait")


@pytest.fixture
def writers() -> Iterator[list[threading.Thread]]:
    started: list[threading.Thread] = []
    yield started
    for thread in started:
        thread.join(60)


def test_who_came_first_writes_first(writers: list[threading.Thread]) -> None:
    went: list[int] = []

    def write(number: int) -> None:
        with transaction.atomic():
            went.append(number)
        connection.close()

    with transaction.atomic():
        for number in range(8):
            writers.append(threading.Thread(target=write, args=[number]))
            writers[-1].start()
            until_waiting(number + 1)
        assert went == []
    for thread in writers:
        thread.join(60)
    assert went == list(range(8))


def test_a_write_that_stands_alone_waits_like_any_other(writers: list[threading.Thread]) -> None:
    went: list[int] = []

    def write() -> None:
        Installation.objects.update(begun_at=clock.now())
        went.append(1)
        connection.close()

    with transaction.atomic():
        writers.append(threading.Thread(target=write))
        writers[0].start()
        until_waiting(1)
        assert went == []
    writers[0].join(60)
    assert went == [1]


def test_nobody_who_only_reads_waits(writers: list[threading.Thread]) -> None:
    went: list[int] = []

    def read() -> None:
        went.append(Installation.objects.count())
        connection.close()

    with transaction.atomic():
        writers.append(threading.Thread(target=read))
        writers[0].start()
        writers[0].join(60)
        assert len(went) == 1


def test_a_transaction_that_failed_gives_up_its_turn() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert waiting() == 0
    with transaction.atomic():
        pass


def test_a_process_that_is_killed_gives_up_its_turn(writers: list[threading.Thread]) -> None:
    went: list[int] = []
    name = str(connection.settings_dict["NAME"])
    environment = {
        "DJANGO_SETTINGS_MODULE": "huishang.settings",
        "HUISHANG_HOME": str(settings.HOME.root),
    }
    with subprocess.Popen(
        [sys.executable, "-c", DIES, name],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"

        def write() -> None:
            with transaction.atomic():
                went.append(1)
            connection.close()

        writers.append(threading.Thread(target=write))
        writers[0].start()
        until_waiting(1)
        assert went == []
        other.kill()
    writers[0].join(60)
    assert went == [1]
