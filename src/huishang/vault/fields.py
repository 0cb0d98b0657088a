"""Columns that a copy of the database does not give away.

A value is opened only when somebody reads the attribute; a list that does not show it never pays
for it.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models.lookups import Exact, GreaterThan

from .sealing import Sealed, seal, unseal


class _Opened:
    """The attribute of a sealed column: opens on first reading, keeps the value on the instance."""

    def __init__(self, field: SealedField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = self.field.from_text(unseal(value, place=self.field.place(instance)))
            instance.__dict__[name] = value
        elif value == "":
            value = instance.__dict__[name] = self.field.nothing()
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class _OnlyEmptiness:
    """A sealed column can be asked whether anything is in it, and nothing else."""

    rhs: Any

    def get_prep_lookup(self) -> str:
        if self.rhs != "":
            raise TypeError("a sealed column cannot be searched; use its blind index")
        return ""


class _IsEmpty(_OnlyEmptiness, Exact):
    pass


class _IsFilled(_OnlyEmptiness, GreaterThan):
    pass


class SealedField(models.TextField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Base of the sealed columns: text in the database, whatever it is in Python."""

    descriptor_class = _Opened
    _LOOKUPS: ClassVar[dict[str, Any]] = {"exact": _IsEmpty, "gt": _IsFilled}

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text

    def nothing(self) -> Any:
        """What an empty column reads as."""
        return ""

    def place(self, instance: models.Model) -> str:
        return f"{self.model._meta.db_table}.{self.column}:{instance.pk}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            return value
        return seal(self.to_text(value), place=self.place(model_instance)) if value else ""

    def get_prep_value(self, value: Any) -> Any:
        """Only what `pre_save` sealed may reach the database: no update writes plain text."""
        if value and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} must be saved through its record, never by update()")
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in self._LOOKUPS:
            raise TypeError(f"{self.name} is sealed and cannot be searched; use its blind index")
        return self._LOOKUPS[lookup_name]


class EncryptedTextField(SealedField):
    """Text at rest as cipher text. Cannot be filtered or ordered by; use a blind index column."""


class EncryptedJSONField(SealedField):
    """A JSON object or array at rest as cipher text; an empty one as nothing.

    ``default`` says which of the two it is: ``dict`` or ``list``.
    """

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def nothing(self) -> Any:
        return self.get_default()

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def from_text(self, text: str) -> Any:
        return json.loads(text)


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """What a sealed column is found by: `blind_index` of its value, empty for nothing.

    :param of: the sealed column of the same table.
    """

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}
