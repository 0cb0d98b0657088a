"""Columns that a copy of the database does not give away.

A value is sealed with SM4-GCM (GB/T 32907) under a key kept outside the database, bound to its
table, column and row, so that a cipher text copied elsewhere does not open. It is opened only
when somebody reads the attribute; a list that does not show it never pays for it.
"""

from __future__ import annotations

import base64
import secrets
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.db import models

_VERSION = "sm4g1"
_KEY_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16


class Sealed(str):
    """A cipher text, so that it is never mistaken for the text itself."""

    __slots__ = ()


class WrongKey(RuntimeError):
    """The key at hand does not open this value, or the value was moved or changed."""


@cache
def _column_key() -> bytes:
    return bytes(settings.HOME.key("columns", size=_KEY_BYTES))


@cache
def _index_key() -> bytes:
    return bytes(settings.HOME.key("blind-index"))


def seal(text: str, *, place: str) -> Sealed:
    """Seal ``text`` for ``place`` (``table.column:row``)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    encryptor = Cipher(algorithms.SM4(_column_key()), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(place.encode())
    body = encryptor.update(text.encode()) + encryptor.finalize()
    packed = base64.b64encode(nonce + encryptor.tag + body).decode()
    return Sealed(f"{_VERSION}.{packed}")


def unseal(sealed: str, *, place: str) -> str:
    """:raises WrongKey: another key, another place, a changed value, or never sealed at all."""
    version, _, packed = sealed.partition(".")
    if version != _VERSION:
        raise WrongKey(f"{place}: not sealed as {_VERSION}")
    try:
        raw = base64.b64decode(packed, validate=True)
        nonce, tag = raw[:_NONCE_BYTES], raw[_NONCE_BYTES : _NONCE_BYTES + _TAG_BYTES]
        decryptor = Cipher(algorithms.SM4(_column_key()), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(place.encode())
        body = decryptor.update(raw[_NONCE_BYTES + _TAG_BYTES :])
        return (body + decryptor.finalize()).decode()
    except (InvalidTag, ValueError):  # ValueError: base64 or a length that cannot be ours
        raise WrongKey(place) from None


def blind_index(column: str, text: str) -> str:
    """HMAC-SM3 of a normalised value, for exact search on a sealed column; empty for empty."""
    normal = text.strip().upper()
    if not normal:
        return ""
    mac = hmac.HMAC(_index_key(), hashes.SM3())
    mac.update(f"{column}:{normal}".encode())
    return mac.finalize().hex()


class _Opened:
    """The attribute of a sealed column: opens on first reading, keeps the text on the instance."""

    def __init__(self, field: EncryptedTextField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = unseal(value, place=self.field.place(instance))
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: str) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Text at rest as cipher text. Cannot be filtered or ordered by; use a blind index column."""

    descriptor_class = _Opened

    def place(self, instance: models.Model) -> str:
        return f"{self.model._meta.db_table}.{self.column}:{instance.pk}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = model_instance.__dict__.get(self.attname) or ""
        if isinstance(value, Sealed) or not value:
            return value
        return seal(value, place=self.place(model_instance))

    def get_prep_value(self, value: Any) -> Any:
        """Only what `pre_save` sealed may reach the database: no update writes plain text."""
        if value and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} must be saved through its record, never by update()")
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        raise TypeError(f"{self.name} is sealed and cannot be searched; use its blind index")
