"""Whoever carries the database away reads nothing: tables, write-ahead log, files and log lines."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.db import connection

from huishang.kernel import clock
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import Sex
from huishang.people import actions as people
from huishang.vault import stores
from tests.conferences.road import ON, Road

pytestmark = pytest.mark.django_db(transaction=True)

TELLING = 8
"""Characters from which on a text is no word of the house by chance."""


def sealed_values() -> Iterator[tuple[str, str]]:
    """Every text that lies sealed anywhere, opened: the column and the text."""
    for store in stores.stores():
        if not isinstance(store, stores.Columns):
            continue
        for row in store.model._base_manager.all():
            for field in store.sealed:
                if value := getattr(row, field.attname):
                    yield f"{store.name}.{field.name}", field.to_text(value)


def bytes_of_the_database(since: float) -> bytes:
    """As a thief finds it: pages, what was deleted from them, the write-ahead log.

    :param since: seconds since the epoch; of a server shared by all tests, what was written then.
    """
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        logs = (database, database.with_name(f"{database.name}-wal"))
        return b"".join(path.read_bytes() for path in logs if path.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    socket = unquote(os.environ["HUISHANG_DATABASE_URL"].partition("host=")[2])
    data = Path(socket) / "data"
    return b"".join(_written(path, since) for path in data.rglob("*"))


def _written(path: Path, since: float) -> bytes:
    """A file of a living server; what it drops while we walk, no thief finds either."""
    with suppress(FileNotFoundError):
        if path.is_file() and path.stat().st_mtime >= since:
            return path.read_bytes()
    return b""


def road_travelled() -> None:
    """A child with number, address and guardian; a case reported, heard, minuted, assigned."""
    road = Road()
    born = date(2014, 5, 20)
    child = people.register_child(
        actor=road.county_clerk,
        name="程小山",
        sex=Sex.MALE,
        birth_date=born,
        resident_id=synthetic("140802", born).number,
        residence_division=road.county.place.code,
        registered_division=road.county.place.code,
        address="甲镇泉村东巷十七号",
    )
    people.add_guardian(
        actor=road.county_clerk,
        child_id=child.pk,
        name="程大山",
        relation="51",
        phone="13800009999",
        situation="外出务工，多日没有联系上。",
    )
    road.issued()


def test_no_sealed_text_stands_anywhere_in_the_clear(caplog: pytest.LogCaptureFixture) -> None:
    begun = time.time() - 1
    with caplog.at_level(logging.INFO), clock.at(ON):
        road_travelled()
    texts = {text: column for column, text in sealed_values() if len(text) >= TELLING}
    columns = set(texts.values())
    assert {
        "people_child.resident_id",
        "people_guardian.phone",
        "people_guardian.situation",
        "discovery_report.narrative",
        "conferences_minutes.body",
        "documents_official.form",
    } <= columns
    stolen = bytes_of_the_database(begun) + caplog.text.encode()
    for path in Path(settings.HOME.files).rglob("*"):
        if path.is_file():
            stolen += path.read_bytes()
    assert "程小山".encode() in stolen, "names are kept to be found by; what was written is here"
    shown = {column for text, column in texts.items() if text.encode() in stolen}
    assert shown == set()
