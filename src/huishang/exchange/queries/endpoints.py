"""Where programs are answered, and how that stands; never the secret."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor

from ..lifecycle import UNSETTLED, DeliveryState
from ..models import Delivery, Endpoint

_SLOW = timedelta(hours=1)
"""What has been due for longer, nobody is sending."""


@dataclass(frozen=True, slots=True)
class EndpointView:
    """:param both_until: the secret before signs beside the newest until then."""

    id: UUID
    account_id: UUID
    account: str
    url: str
    is_on: bool
    off_because: str
    both_until: datetime | None
    waiting: int
    dead: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Of all programs of the place. :param idle: something is long due and nobody sends it.
    :param off: how many addresses are switched off with something waiting."""

    waiting: int
    dead: int
    idle: bool
    off: int


def endpoint(actor: Actor, endpoint_id: UUID) -> Endpoint:
    """:raises NotVisible"""
    every = Endpoint.objects.visible_to(actor).select_related("account__person")
    return every.for_reading(endpoint_id)


def endpoint_view(actor: Actor, endpoint_id: UUID) -> EndpointView:
    """:raises NotVisible"""
    return _view(actor, endpoint(actor, endpoint_id))


def endpoint_of(actor: Actor, account_id: UUID) -> EndpointView | None:
    """Where one program is answered, if anywhere."""
    every = Endpoint.objects.visible_to(actor).select_related("account__person")
    found = every.filter(account_id=account_id).first()
    return _view(actor, found) if found else None


def _view(actor: Actor, found: Endpoint) -> EndpointView:
    rows = Delivery.objects.visible_to(actor).filter(endpoint=found, status__in=UNSETTLED)
    count = Counter(rows.values_list("status", flat=True))
    until = found.former_until
    return EndpointView(
        id=found.pk,
        account_id=found.account_id,
        account=found.account.person.name,
        url=found.url,
        is_on=found.is_on,
        off_because=found.off_because,
        both_until=until if until and until > clock.now() else None,
        waiting=count[DeliveryState.WAITING.value],
        dead=count[DeliveryState.DEAD.value],
    )


def standing(actor: Actor) -> Standing:
    """For the page of the platform's state."""
    rows = Delivery.objects.visible_to(actor).filter(status__in=UNSETTLED)
    waiting = rows.filter(status=DeliveryState.WAITING.value)
    late = waiting.filter(endpoint__is_on=True, due_at__lt=clock.now() - _SLOW)
    off = waiting.filter(endpoint__is_on=False).values("endpoint").distinct()
    dead = rows.filter(status=DeliveryState.DEAD.value).count()
    return Standing(waiting.count(), dead, not dead and late.exists(), off.count())
