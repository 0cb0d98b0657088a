"""What waits for one post: to be decided, judged, signed, looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from huishang.kernel.actor import Actor

from ..models import AccessRequest, Account, Emergency, Grant, Unsealing
from .sealed import (
    unsealings_awaiting,
    unsealings_open,
    unsealings_to_decide,
    unsealings_to_look_at,
)
from .sight import (
    emergencies_awaiting,
    emergencies_to_review,
    promises_awaiting,
    promises_owed,
    requests_awaiting,
    requests_to_decide,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """:param opened: sealed records the actor may look at in these hours."""

    requests: list[AccessRequest]
    emergencies: list[Emergency]
    promises: list[Grant]
    unsealings: list[Unsealing]
    opened: list[Unsealing]


_Waiting = Callable[[Actor], QuerySet[Any, Any]]
_Read = Callable[[Actor], list[Any]]

_QUEUES: dict[str, tuple[_Waiting, _Read]] = {
    "requests": (requests_awaiting, requests_to_decide),
    "emergencies": (emergencies_awaiting, emergencies_to_review),
    "promises": (promises_awaiting, promises_owed),
    "unsealings": (unsealings_awaiting, unsealings_to_decide),
    "opened": (unsealings_open, unsealings_to_look_at),
}


def desk(actor: Actor) -> Desk:
    """One query on a day when nothing waits, and one more for each queue where something does."""
    waits = {name: Exists(waiting(actor)) for name, (waiting, _) in _QUEUES.items()}
    held: dict[str, Any] = dict(Account.objects.values(**waits).get(pk=actor.account_id))
    return Desk(**{name: read(actor) if held[name] else [] for name, (_, read) in _QUEUES.items()})
