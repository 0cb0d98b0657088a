"""Draw the first key, take the next, move everything under it, let an old one go.

Steps of `access`'s acts, which know who may and write the event; called inside its transaction,
except `move`, which goes on batch by batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from huishang.kernel import clock

from .algorithms import Algorithm
from .keys import KeyVersion, current, provider
from .models import Key
from .queries import check_values
from .stores import stores


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a store has got. :param remaining: items still under another key."""

    store: str
    moved: int
    remaining: int


def begin(algorithm: Algorithm = Algorithm.SM4) -> KeyVersion:
    """The key a new database begins with; the one at hand, where it was put there before."""
    if not provider().versions():
        provider().create(algorithm)
    for version in provider().versions():
        _register(version)
    return current()


@transaction.atomic
def take_next(algorithm: Algorithm) -> KeyVersion:
    """Draw the next version. What is written from now on is closed with it."""
    version = provider().create(algorithm)
    _register(version)
    return version


def _register(version: KeyVersion) -> None:
    check, index = check_values(version)
    Key.objects.get_or_create(
        number=version.number,
        defaults={
            "algorithm": version.algorithm.value,
            "check_value": check,
            "index_value": index,
        },
    )


def move() -> Iterator[Moved]:
    """Everything sealed under the newest key, while others go on working (联机轮换).

    Stopped at any moment it has harmed nothing and goes on from there when called again.
    """
    for store in stores():
        moved, remaining = 0, store.closed_otherwise(current())
        for batch in store.move():
            moved += batch
            yield Moved(store.name, moved, max(remaining - moved, 0))
        yield Moved(store.name, moved, store.closed_otherwise(current()))


def newest() -> int:
    """The number of the version that closes what is written now."""
    return current().number


@transaction.atomic
def retire(number: int) -> None:
    """The version need not be at hand any more. The caller has asked whether anything needs it."""
    Key.objects.filter(number=number, retired_at__isnull=True).update(retired_at=clock.now())


__all__ = ["Moved", "begin", "move", "newest", "retire", "take_next"]
