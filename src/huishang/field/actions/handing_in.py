"""What was written without a signal comes in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from huishang.kernel.actor import Actor
from huishang.kernel.errors import Conflict, NotPermitted, NotVisible
from huishang.visits import actions as visits
from huishang.visits import queries as visiting
from huishang.visits.queries import Visit, VisitEntry

from .. import permissions
from ..models import Device
from ..queries.along import entries


@dataclass(frozen=True, slots=True)
class Handed:
    """:param stamp: of the file as it stands after the visit; empty where it is kept no more."""

    visit: Visit
    stamp: str


def carried_by(actor: Actor, device_id: UUID) -> Device:
    """A phone of the actor's own that still carries: who may go out sees no others.

    :raises NotVisible
    """
    found = Device.objects.visible_to(actor).for_reading(device_id)
    if found.wiped_at is not None:
        raise NotVisible(Device.noun)
    return found


@transaction.atomic
def hand_in_visit(
    *, actor: Actor, device_id: UUID, child_id: UUID, key: UUID, stamp: str, entry: VisitEntry
) -> Handed:
    """A visit written on a phone (报送离线走访). Sent again, it is the same visit.

    :param stamp: of what its writer had before them (`queries.Entry`).
    :raises Conflict: the file has changed since; nothing is written before its writer has seen it.
    :raises NotVisible / NotPermitted / InvalidData
    """
    permissions.may_go_out(actor).require(NotPermitted)
    carried_by(actor, device_id)
    if visiting.handed_in(actor, child_id, key) is None:
        now = entries(actor, [child_id]).get(child_id)
        if now is not None and now.stamp != stamp:
            raise Conflict(
                "您离线期间，这名儿童的档案有了变化。",
                instead="走访记录还在手机里；请核对变化后再报送。",
            )
    made = visits.visit(actor=actor, child_id=child_id, key=key, entry=entry)
    after = entries(actor, [child_id]).get(child_id)
    return Handed(made, after.stamp if after else "")
