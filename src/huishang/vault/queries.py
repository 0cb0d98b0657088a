"""Whether the keys at hand are those the database was closed with, and what lies under which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .algorithms import Algorithm, DoesNotOpen
from .keys import BadKey, KeyVersion, current, provider
from .models import Key
from .stores import stores

_KNOWN = "会商"
_PLACE = "vault_key.check_value"


@dataclass(frozen=True, slots=True)
class KeyFault:
    """:param name: ``data-1``; :param fault: what is wrong with it, in Chinese."""

    name: str
    fault: str


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One version. :param is_current: closes what is written now."""

    number: int
    algorithm: Algorithm
    created_at: datetime
    retired_at: datetime | None
    is_current: bool


def check_values(version: KeyVersion) -> tuple[str, str]:
    """A known text closed and indexed under a version, to know the key again by."""
    place = f"{_PLACE}:{version.number}".encode()
    return (
        provider().seal(version, _KNOWN.encode(), place).hex(),
        provider().index(version, place).hex(),
    )


def faults() -> list[KeyFault]:
    """Keys this database needs that are missing, damaged or not the same; empty if all is well.

    A database no key was ever drawn for has none.
    """
    try:
        held = {version.number: version for version in provider().versions()}
    except BadKey as damaged:
        return [KeyFault(str(damaged), "内容不完整或者被改动")]
    found = []
    for key in Key.objects.filter(retired_at__isnull=True).order_by("number"):
        name = f"data-{key.number}"
        version = held.get(key.number)
        if version is None:
            found.append(KeyFault(name, "缺少"))
        elif not _same(key, version):
            found.append(KeyFault(name, "不是这个数据库所用的密钥"))
    return found


def _same(key: Key, version: KeyVersion) -> bool:
    place = f"{_PLACE}:{version.number}".encode()
    try:
        known = provider().open(version, bytes.fromhex(key.check_value), place)
    except DoesNotOpen:
        return False
    return known == _KNOWN.encode() and provider().index(version, place).hex() == key.index_value


def mismatch() -> str:
    """What is wrong with the keys at hand and what to do; empty if all is well."""
    listed = "；".join(f"{found.name} {found.fault}" for found in faults())
    return f"密钥与数据库不符：{listed}。请先从备份恢复密钥。" if listed else ""


def has_begun() -> bool:
    """Whether a key was ever drawn for this database."""
    return Key.objects.exists()


def uses() -> list[KeyUse]:
    """Every version this database has known, oldest first."""
    newest = current().number
    return [
        KeyUse(
            key.number,
            Algorithm(key.algorithm),
            key.created_at,
            key.retired_at,
            key.number == newest,
        )
        for key in Key.objects.order_by("number")
    ]


def under_other_keys() -> dict[str, int]:
    """Store → items that do not lie under the newest key; stores with none are left out."""
    counted = {store.name: store.closed_otherwise(current()) for store in stores()}
    return {name: number for name, number in counted.items() if number}
