"""Very many rows into a database nobody else uses, as fast as it takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from huishang.cli.daily import refresh_statistics


@contextmanager
def in_bulk() -> Iterator[None]:
    """The rooms' own indexes are built once at the end; nothing has to survive a crash."""
    tables = [model for model in apps.get_models() if model._meta.indexes]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode = OFF")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -1000000")
    _each_index("remove_index", tables)
    yield
    _each_index("add_index", tables)
    if connection.vendor == "sqlite":
        refresh_statistics()
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    connection.close()  # the next one reads with the settings of the service


def _each_index(act: str, tables: Sequence[Any]) -> None:
    with connection.schema_editor() as editor:
        for model in tables:
            for index in model._meta.indexes:
                getattr(editor, act)(model, index)
