"""A story told once by the very acts, and its rows multiplied.

A *mould* is every row one story left behind in the rooms. A copy of it has keys, numbers, dates
and names of its own, lies where the story was told or in another place, and its sealed columns are
sealed anew. Only the audit chain and the number series are not multiplied: no list reads them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from huishang.access.finding import parts_of
from huishang.vault.fields import SealedField
from huishang.vault.sealing import seal

_NOT_MULTIPLIED = ("audit_", "auth_", "django_", "account_", "documents_number_series")
_CODE = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
_CHILD, _NAME_PARTS, _PARTS = "people_child", "people_name_part", "access_part"
OF_A_CHILD = ("name", "sex", "birth_date", "resident_id", "resident_id_index")
"""Columns of a child a copy may have of its own."""
_FOUND_BY = {
    "discovery_report": ("report", ("number", "external_number")),
    "cases_case": ("case", ("number", "title")),
    "assignments_assignment": ("duty", ("matter", "case_number")),
}
"""What the acts make findable, and by which columns; a child's name besides, where it is known."""
_NUMBER = re.compile(r"(?<=〕)[0-9]+(?=号)")
_LITE = connection.vendor == "sqlite"


@dataclass(frozen=True, eq=False)
class Place:
    """Where a copy lies.

    :param codes: a division of the story → the one that stands for it there.
    :param keys: of bodies, posts and persons, likewise.
    :param words: of names that stand in texts, likewise.
    """

    codes: Callable[[str], str]
    keys: Mapping[UUID, UUID] = made(default_factory=dict)
    words: Mapping[str, str] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Copy:
    """
    :param keys: new keys, in the order of the mould's own.
    :param later: what is added to every instant and day.
    :param child: columns of the child that are the copy's own; ``name`` at least.
    :param parts: what the child's name is found by.
    :param where: a few words put before titles and matters, so that they differ.
    """

    number: int
    keys: Sequence[UUID]
    later: timedelta
    child: Mapping[str, Any]
    parts: Sequence[bytes]
    where: str


Cell = Callable[[Copy], Any]


def _tables() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.db_table.startswith(_NOT_MULTIPLIED)
    ]


class Mould:
    """The rows that came to stand while ``story`` was told."""

    def __init__(self, story: Callable[[], object], *, but: tuple[str, ...] = ()) -> None:
        """:param but: beginnings of tables whose rows are not multiplied either."""
        tables = [one for one in _tables() if not one._meta.db_table.startswith(but)]
        before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables}
        story()
        self.rows = {
            model: rows
            for model, known in before.items()
            if (rows := [row for row in model._base_manager.all() if row.pk not in known])
        }
        own = dict.fromkeys(
            key for rows in self.rows.values() for row in rows for key in _keys_of(row)
        )
        self.own = {key: order for order, key in enumerate(own)}

    def at(self, place: Place) -> list[Shape]:
        return [
            Shape(model, rows, self.own, place)
            for model, rows in self.rows.items()
            if model._meta.db_table != _PARTS
        ]


def _keys_of(row: models.Model) -> Iterator[UUID]:
    """What no two rows may share: its key, and one drawn where it was written."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, UUID) and field.unique:
            yield value


class Shape:
    """The rows of one table for each copy at one place: values, and cells that differ by copy."""

    def __init__(
        self,
        model: type[models.Model],
        rows: list[models.Model],
        own: Mapping[UUID, int],
        place: Place,
    ) -> None:
        self.table = model._meta.db_table
        fields = [
            field
            for field in model._meta.concrete_fields
            if not (field.generated or isinstance(field, models.AutoField))
        ]
        self.columns = tuple(str(field.column) for field in fields)
        self.rows = [[_cell(field, row, own, place) for field in fields] for row in rows]

    def of(self, copy: Copy) -> Iterator[list[Any]]:
        rows = ([cell(copy) if callable(cell) else cell for cell in row] for row in self.rows)
        if self.table == _NAME_PARTS:
            first, last = next(rows), self.columns.index("part")
            return ([*first[:last], part, *first[last + 1 :]] for part in copy.parts)
        return rows

    def parts(self, rows: Iterable[list[Any]], copy: Copy) -> Iterator[tuple[str, Any, bytes]]:
        """What the copies of this table are found by."""
        if self.table not in _FOUND_BY:
            return
        kind, columns = _FOUND_BY[self.table]
        key, *texts = (self.columns.index(column) for column in ("id", *columns))
        for row in rows:
            words = set[bytes]().union(*(parts_of(row[text]) for text in texts))
            yield from ((kind, row[key], part) for part in sorted(words))
            if kind != "duty":
                yield from ((f"{kind}.child", row[key], part) for part in copy.parts)


def _cell(
    field: models.Field[Any, Any], row: models.Model, own: Mapping[UUID, int], place: Place
) -> Any:
    value = getattr(row, field.attname)
    if row._meta.db_table == _CHILD and field.name in OF_A_CHILD:
        return _own(field, value, own[row.pk])
    if isinstance(field, SealedField):
        text = _worded(field.to_text(value), place) if value else ""
        return _sealed(field, text, own[row.pk]) if value else ""
    if isinstance(value, UUID):
        return _key(own[value]) if value in own else _stored_key(place.keys.get(value, value))
    if isinstance(value, datetime | date):
        return _later(value)
    if isinstance(field, models.JSONField):
        return _text(json.dumps(value, ensure_ascii=False), place)
    if isinstance(value, str):
        name = f"{row._meta.db_table}.{field.column}"
        if name in {"cases_case.title", "assignments_assignment.matter"}:
            return lambda copy: copy.where + value
        return _text(value, place)
    return field.get_db_prep_save(value, connection)


def _stored_key(key: UUID) -> Any:
    return key.hex if _LITE else key


def _key(order: int) -> Cell:
    return lambda copy: _stored_key(copy.keys[order])


def _sealed(field: SealedField, text: str, order: int) -> Cell:
    spot = f"{field.model._meta.db_table}.{field.column}"
    return lambda copy: str(seal(text, place=f"{spot}:{copy.keys[order]}"))


def _later(value: datetime | date) -> Cell:
    if not _LITE:
        return lambda copy: value + copy.later
    if isinstance(value, datetime):
        plain = value.astimezone(UTC).replace(tzinfo=None)
        return lambda copy: str(plain + copy.later)
    return lambda copy: str(value + copy.later)


def _text(value: str, place: Place) -> Any:
    """A division of the story is the place's; a running number is the copy's."""
    pieces = _NUMBER.split(_worded(value, place))
    return (lambda copy: str(copy.number).join(pieces)) if len(pieces) > 1 else pieces[0]


def _worded(text: str, place: Place) -> str:
    text = _CODE.sub(lambda code: place.codes(code[0]), text)
    for ours, theirs in place.words.items():
        text = text.replace(ours, theirs)
    return text


def _own(field: models.Field[Any, Any], value: Any, order: int) -> Cell:
    """A column of the child as the copy has it, or else as the story has it."""
    stored = _stored(field, value)
    if isinstance(field, SealedField):
        spot = f"{_CHILD}.{field.column}"

        def sealed(copy: Copy) -> str:
            text = copy.child.get(field.name, value)
            return str(seal(text, place=f"{spot}:{copy.keys[order]}")) if text else ""

        return sealed
    return lambda copy: (
        _stored(field, copy.child[field.name]) if field.name in copy.child else stored
    )


def _stored(field: models.Field[Any, Any], value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


PARTS = (_PARTS, ("kind", "record", "part"))
"""The table of parts and its columns, as `Shape.parts` fills them."""

Rows = Mapping[tuple[str, tuple[str, ...]], Sequence[Sequence[Any]]]
"""Table and columns → rows."""


def pour(rows: Rows) -> None:
    """One batch into the database, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for (table, columns), some in rows.items():
            named = ", ".join(f'"{column}"' for column in columns)
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as stream:
                    for row in some:
                        stream.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                into = f'INSERT INTO "{table}" ({named}) VALUES ({marks})'  # noqa: S608  # ours
                cursor.executemany(into, some)
