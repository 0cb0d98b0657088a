"""What of a page's and of an act's time goes to writing the audit chain, and to encryption."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.test import Client

from huishang.audit import actions as chain
from huishang.vault import sealing

_ENCRYPTION = (
    sealing.seal,
    sealing.unseal,
    sealing.seal_bytes,
    sealing.unseal_bytes,
    sealing.blind_index,
    sealing.blind_indexes,
)


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts of a whole time, 0 to 1. What an event keeps apart is sealed: that counts in both."""

    audit: float
    encryption: float


@dataclass(frozen=True, slots=True)
class ShareFigures:
    """One page. :param milliseconds: median time on the clock."""

    who: str
    name: str
    milliseconds: float
    shares: Shares


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of each call."""

    audit: list[float] = field(default_factory=list)
    encryption: list[float] = field(default_factory=list)


@contextmanager
def spent() -> Iterator[Spent]:
    """Of every event written and every value sealed or opened within the block, wherever."""
    parts = Spent()
    changed = [*_timed(chain.record, parts.audit)]
    for function in _ENCRYPTION:
        changed += _timed(function, parts.encryption)
    try:
        yield parts
    finally:
        for module, name, original in changed:
            setattr(module, name, original)


def _timed(original: Callable[..., Any], told: list[float]) -> Iterator[tuple[Any, str, Any]]:
    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return original(*arguments, **named)
        finally:
            told.append(time.perf_counter() - began)

    for module, name in _users_of(original):
        setattr(module, name, timed)
        yield module, name, original


def _users_of(function: Callable[..., Any]) -> list[tuple[Any, str]]:
    return [
        (module, name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("huishang")
        for name, value in vars(module).items()
        if value is function
    ]


def measure(asked: Iterable[tuple[str, str, str, Client]], rounds: int) -> list[ShareFigures]:
    """:param asked: who, the page's name, its address, a client signed in as them."""
    return [_page(who, name, address, client, rounds) for who, name, address, client in asked]


def _page(who: str, name: str, address: str, client: Client, rounds: int) -> ShareFigures:
    first = client.get(address)
    assert first.status_code == 200, (name, first.status_code)
    seconds, audit, encryption = [], [], []
    for _ in range(rounds):
        with spent() as parts:
            began = time.perf_counter()
            client.get(address)
            seconds.append(time.perf_counter() - began)
        audit.append(sum(parts.audit) / seconds[-1])
        encryption.append(sum(parts.encryption) / seconds[-1])
    return ShareFigures(
        who, name, median(seconds) * 1000, Shares(median(audit), median(encryption))
    )
