"""What may leave as a list: declared column by column, each with where its words come from.

A column out of something that reveals who a child is (`kernel.revealing`) needs a duty: the row
shows it only where the exporter has one in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from huishang.access.scoping import Scoped
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData
from huishang.kernel.revealing import Reveals
from huishang.kernel.texts import text_fault
from huishang.vault.fields import SealedField

from ..rendering.spreadsheet import Cell

R = TypeVar("R")
MOST_ROWS = 5_000
"""Lines of one list: more is a question for statistics."""
_PURPOSE = 200


class Unfit(AssertionError):
    """A programmer's mistake: a list that would reveal a child. Never shown to a person."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """
    :param source: ``people.Child.name``, the column its words come from; empty for what is
        counted or worded here.
    :param duty: whether this actor may see it in this row; required of what reveals.
    """

    label: str
    width: int
    source: str
    value: Callable[[R], Cell]
    duty: Callable[[Actor, R], bool] | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """A list that may be exported. :param kind: ``assignments.ledger``; its room and name."""

    kind: str
    title: str
    columns: tuple[Column[R], ...]

    def lines(self, actor: Actor, rows: Iterable[R]) -> Iterator[Sequence[Cell]]:
        for row in rows:
            yield [
                column.value(row) if column.duty is None or column.duty(actor, row) else ""
                for column in self.columns
            ]


_tables: dict[str, Table[Any]] = {}


def declare(table: Table[R]) -> Table[R]:
    """:raises Unfit: a column reveals a child and asks for no duty, or comes from nowhere."""
    for column in table.columns:
        if revealed_by(column.source) and column.duty is None:
            raise Unfit(f"{table.kind}: “{column.label}” reveals a child and asks for no duty")
    _tables[table.kind] = table
    return table


def tables() -> tuple[Table[Any], ...]:
    return tuple(_tables.values())


def revealed_by(source: str) -> Reveals | None:
    """What a column gives away; whatever lies sealed tells at least a story.

    :raises Unfit: there is no such column.
    """
    if not source:
        return None
    room, model, field = source.split(".")
    try:
        found = apps.get_model(room, model)
        column = found._meta.get_field(field)
    except (LookupError, FieldDoesNotExist):
        raise Unfit(f"there is no column {source}") from None
    told = Reveals.NARRATIVE if isinstance(column, SealedField) else None
    return found.reveals.get(field, told) if issubclass(found, Scoped) else told


def purpose_fault(purpose: str) -> str | None:
    return text_fault("导出目的", purpose, longest=_PURPOSE)


def require_few(count: int) -> None:
    if count > MOST_ROWS:
        raise InvalidData(
            {"purpose": f"符合条件的超过{MOST_ROWS}条，一次不能导出。请先用筛选条件缩小范围。"}
        )
