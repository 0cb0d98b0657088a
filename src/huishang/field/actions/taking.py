"""A phone is handed whom to visit; each file it gets is written down as looked into."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from huishang.account_rules import rules
from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted

from .. import events, permissions
from ..models import Device
from ..queries.along import Pack, due, entries
from .handing_in import carried_by


@transaction.atomic
def take(*, actor: Actor, device_id: UUID, have: Mapping[str, str]) -> Pack:
    """Whom to visit within days, with the part of each file a visit needs (下载走访资料).

    :param have: child → stamp of what the phone has already; that is not handed out again.
    :raises NotPermitted / NotVisible
    """
    permissions.may_go_out(actor).require(NotPermitted)
    device = carried_by(actor, device_id)
    rounds, total = due(actor)
    known = entries(actor, [one.child.id for one in rounds])
    found = tuple(known[one.child.id] for one in rounds if one.child.id in known)
    fresh = frozenset(one.id for one in found if have.get(str(one.id)) != one.stamp)
    for one in found:
        if one.id in fresh:
            record(
                actor=actor,
                event=events.TAKEN,
                subject=Subject("child", one.id),
                details={"device": device.pk, "on_duty": True},
            )
    now = clock.now()
    Device.objects.visible_to(actor).filter(pk=device.pk).update(seen_at=now)
    return Pack(now, now + timedelta(days=rules().field_days), found, fresh, total)
