"""What lies sealed, store by store, and how each is moved under the newest key.

A store's own content says which key closed it, so that a move that was stopped goes on by being
started again: there is no progress to keep and none to get wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, cast

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Left

from .fields import BlindIndexField, SealedField
from .keys import KeyVersion, current
from .sealing import blind_index

BATCH = 200


class Store(Protocol):
    """:param name: as a person reads it in the progress."""

    name: str

    def total(self) -> int:
        """How many items there are."""

    def closed_otherwise(self, version: KeyVersion) -> int:
        """How many still lie under another version."""

    def move(self) -> Iterator[int]:
        """Move what lies under another version, a batch a transaction; yields how many each."""


class Columns:
    """The sealed columns of one table and the blind indexes of them."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name = str(model._meta.db_table)
        fields = model._meta.local_concrete_fields
        self.sealed = [field for field in fields if isinstance(field, SealedField)]
        self.indexes = [field for field in fields if isinstance(field, BlindIndexField)]

    def total(self) -> int:
        return self._rows().count()

    def closed_otherwise(self, version: KeyVersion) -> int:
        return self._elsewhere(version).count()

    def move(self) -> Iterator[int]:
        last: Any = None
        while True:
            with transaction.atomic():
                rows = self._elsewhere(current()).order_by("pk")
                if last is not None:
                    rows = rows.filter(pk__gt=last)
                batch = list(rows.select_for_update(no_key=True, of=("self",))[:BATCH])
                for row in batch:
                    self._reseal(row)
            if not batch:
                return
            last = batch[-1].pk
            yield len(batch)

    def _rows(self) -> models.QuerySet[Any]:
        return cast("models.QuerySet[Any]", self.model._base_manager.all())

    def _elsewhere(self, version: KeyVersion) -> models.QuerySet[Any]:
        """Rows with a column that is filled and begins otherwise; also its indexes' rows."""
        head = f"{version.mark}."
        heads = {f"{field.name}_head": Left(field.name, len(head)) for field in self.sealed}
        otherwise = Q()
        for field in self.sealed:
            otherwise |= ~Q(**{f"{field.name}_head": head}) & ~Q(**{f"{field.name}_head": ""})
        return cast("models.QuerySet[Any]", self._rows().annotate(**heads).filter(otherwise))

    def _reseal(self, row: models.Model) -> None:
        """Open and close again. Past `Record.change`: nothing a person knows of has changed."""
        written: dict[str, Any] = {}
        for field in self.sealed:
            value = getattr(row, field.attname)
            setattr(row, field.attname, value)  # opened, so that `pre_save` closes it anew
            written[field.attname] = field.pre_save(row, add=False)
        for index in self.indexes:
            written[index.attname] = blind_index(index.of, getattr(row, index.of))
        self.model._base_manager.filter(pk=row.pk).update(**written)


_stores: list[Store] = []


def register(store: Store) -> None:
    """A room's own store, that is no column. From its ``AppConfig.ready``."""
    _stores.append(store)


def stores() -> list[Store]:
    """Every sealed thing of the house."""
    tables = (Columns(model) for model in apps.get_models())
    return [*(cast("Store", table) for table in tables if table.sealed), *_stores]


__all__ = ["BATCH", "Columns", "Store", "register", "stores"]
