"""What did not arrive is sent again, or given up; the system administrator says which."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import tidy

from .. import permissions
from ..lifecycle import DeliveryState
from ..models import Delivery, Endpoint
from ..policies.words import reason_fault


@transaction.atomic
def send_again(*, actor: Actor, delivery_id: UUID) -> Delivery:
    """From now on as if it had just been put out, under the same key (重发).

    :raises NotVisible / NotPermitted / NotInThisState
    """
    permissions.may_keep_endpoints(actor).require(NotPermitted)
    delivery = Delivery.objects.visible_to(actor).for_change(delivery_id)
    _again(actor, delivery)
    return delivery


@transaction.atomic
def send_all_again(*, actor: Actor, endpoint_id: UUID) -> int:
    """All of one program that did not arrive (全部重发). Answers how many.

    :raises NotVisible / NotPermitted
    """
    permissions.may_keep_endpoints(actor).require(NotPermitted)
    Endpoint.objects.visible_to(actor).for_reading(endpoint_id)
    dead = Delivery.objects.visible_to(actor).filter(
        endpoint_id=endpoint_id, status=DeliveryState.DEAD.value
    )
    rows = list(dead.select_for_update(of=("self",)).order_by("id"))
    for delivery in rows:
        _again(actor, delivery)
    return len(rows)


def _again(actor: Actor, delivery: Delivery) -> None:
    advance(delivery, "send_again", actor=actor, attempts=0, due_at=clock.now(), failed_at=None)


@transaction.atomic
def give_up(*, actor: Actor, delivery_id: UUID, reason: str) -> Delivery:
    """It is not sent any more; what waits behind it goes on (不再重发).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    permissions.may_keep_endpoints(actor).require(NotPermitted)
    delivery = Delivery.objects.visible_to(actor).for_change(delivery_id)
    if fault := reason_fault("不再重发的原因", reason):
        raise InvalidData({"reason": fault})
    said = tidy(reason)
    advance(delivery, "give_up", actor=actor, private={"reason": said}, given_up_because=said)
    return delivery
