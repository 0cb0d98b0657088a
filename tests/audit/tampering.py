"""What somebody with the database's own tools might do. Nothing in the house can."""

from __future__ import annotations

from django.db import connection

from huishang.audit.chain import GENESIS, digest
from huishang.audit.models import Event


def sql(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def recompute(stream: str) -> None:
    """Write a whole chain anew after changing it, head included, so that it holds in itself."""
    head, sequence = GENESIS, 0
    for event in Event.objects.filter(stream=stream).order_by("sequence"):
        sequence += 1
        event.sequence, event.previous = sequence, head
        head = digest(event.content(), head)
        sql(
            "UPDATE audit_event SET sequence = %s, previous = %s, hash = %s WHERE id = %s",
            sequence,
            event.previous,
            head,
            event.pk.hex if connection.vendor == "sqlite" else event.pk,
        )
    sql("UPDATE audit_stream SET sequence = %s, head = %s WHERE name = %s", sequence, head, stream)


def dumped(*tables: str) -> str:
    """Every row as it lies there."""
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found.append(repr(cursor.fetchall()))
    return "".join(found)
