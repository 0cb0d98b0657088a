"""Answers leave, one after the other, each at least once; what is not taken is tried again.

A worker claims an answer for a while, sends it outside of any transaction, and notes what came of
it. One that is killed in between loses its claim when the while is over; another sends the same
text under the same key. No two hold a claim on one answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from huishang.audit.actions import Subject
from huishang.audit.details import Code, Detail
from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.kernel.ids import new_id

from .. import signing
from ..labels import Outcome
from ..lifecycle import UNSETTLED, DeliveryState
from ..models import Attempt, Delivery, Endpoint
from ..policies.trying import next_try
from ..sending import Reply, hand_over
from .endpoints import put_off

BY_ITSELF = SystemActor("对外答复")
_GONE = "对方答复410，声明不再接收。"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did. :param failed: attempts in vain; :param dead: answers given up for now."""

    delivered: int = 0
    failed: int = 0
    dead: int = 0
    withheld: int = 0


def deliver_due(
    *, may_leave: Callable[[Subject], bool], stop: Callable[[], bool] = lambda: False
) -> Run:
    """Send whatever is due, the longest due first, until nothing is or ``stop`` says so.

    :param may_leave: whether the thing an answer is about may still be spoken of outside; what
        has been sealed since may not.
    """
    ended: list[DeliveryState | None] = []
    while not stop() and (claimed := _claim()):
        ended.append(_send(claimed, may_leave))
    return Run(
        delivered=ended.count(DeliveryState.DELIVERED),
        failed=ended.count(None) + ended.count(DeliveryState.DEAD),
        dead=ended.count(DeliveryState.DEAD),
        withheld=ended.count(DeliveryState.WITHHELD),
    )


@transaction.atomic
def _claim() -> Delivery | None:
    """The next one, held for this worker. Behind an unsettled one about the same thing none is.

    PostgreSQL passes over rows another worker is just claiming; SQLite lets one write at a time.
    """
    now = clock.now()
    every = Delivery.objects.unscoped(reason="按到期先后发出")
    before = every.filter(
        origin=OuterRef("origin"), sequence__lt=OuterRef("sequence"), status__in=UNSETTLED
    )
    due = every.filter(
        Q(claimed_until__isnull=True) | Q(claimed_until__lte=now),
        ~Exists(before),
        status=DeliveryState.WAITING.value,
        due_at__lte=now,
        endpoint__is_on=True,
        endpoint__account__is_active=True,
    )
    skip = connection.features.has_select_for_update_skip_locked
    found = due.select_for_update(of=("self",), skip_locked=skip).order_by("due_at", "id").first()
    if found is not None:
        lease = timedelta(seconds=settings.ANSWER_LEASE_SECONDS)
        found.change(claim=new_id(), claimed_until=now + lease)
    return found


def _send(claimed: Delivery, may_leave: Callable[[Subject], bool]) -> DeliveryState | None:
    """Where it ended; None: it is tried again later, or somebody else has it."""
    assert claimed.claim is not None
    origin = claimed.origin
    if not may_leave(Subject(origin.subject_kind, origin.subject_id)):
        return _note(claimed.pk, claimed.claim, None)
    every = Endpoint.objects.unscoped(reason="发出时的地址和密钥")
    endpoint = every.get(pk=claimed.endpoint_id)
    body, at = claimed.body.encode(), clock.now()
    working = [endpoint.secret]
    if endpoint.former_until and endpoint.former_until > at:
        working.append(endpoint.former_secret)
    headers = signing.headers(str(claimed.pk), int(at.timestamp()), body, working)
    reply = hand_over(endpoint.url, body, headers)
    return _note(claimed.pk, claimed.claim, reply)


@transaction.atomic
def _note(delivery_id: UUID, claim: UUID, reply: Reply | None) -> DeliveryState | None:
    """What came of it; a reply of None: it was not to leave."""
    every = Delivery.objects.unscoped(reason="登记发出的结果")
    delivery = every.for_change(delivery_id)
    if reply is not None:
        Attempt.objects.create(
            delivery=delivery, outcome=reply.outcome, status_code=reply.status_code
        )
    if delivery.claim != claim:  # the claim ran out, and another worker took it over
        return None
    free: dict[str, Any] = {"claim": None, "claimed_until": None}
    if reply is None:
        advance(delivery, "withhold", actor=BY_ITSELF, body="", **free)
        return DeliveryState.WITHHELD
    tried = delivery.attempts + 1
    free |= {"attempts": tried, "last_outcome": reply.outcome.value}
    told: dict[str, Detail] = {"outcome": Code(reply.outcome.value), "count": tried}
    if reply.outcome is Outcome.ARRIVED:
        advance(delivery, "deliver", actor=BY_ITSELF, details=told, **free)
        return DeliveryState.DELIVERED
    now = clock.now()
    again = next_try(now, tried)
    if reply.outcome is Outcome.GONE:
        _close(delivery.endpoint_id)
        again = None
    if again is not None:
        delivery.change(due_at=again, **free)
        return None
    advance(delivery, "fail", actor=BY_ITSELF, details=told, failed_at=now, **free)
    return DeliveryState.DEAD


def _close(endpoint_id: UUID) -> None:
    """The receiver said that it takes nothing any more."""
    endpoint = Endpoint.objects.unscoped(reason="对方声明不再接收").for_change(endpoint_id)
    if endpoint.is_on:
        put_off(BY_ITSELF, endpoint, _GONE)
