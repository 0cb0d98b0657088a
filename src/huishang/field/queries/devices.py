"""Phones, for their people and for who guards the accounts."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Device


def carry_act(actor: Actor) -> Act:
    """离线走访."""
    return Act("carry", "离线走访", permissions.may_go_out(actor))


def device(actor: Actor, device_id: UUID) -> Device:
    """:raises NotVisible"""
    return Device.objects.visible_to(actor).for_reading(device_id)


def devices_of(actor: Actor, account_id: UUID) -> list[Device]:
    """Those of one account, the latest first, wiped ones included."""
    rows = Device.objects.visible_to(actor).select_related("account")
    return list(rows.filter(account=account_id).order_by("-created_at", "-id"))


def wipe_act(actor: Actor, found: Device) -> Act:
    return Act(
        "wipe_device", "清除资料", permissions.may_wipe(actor, found), here=found.wiped_at is None
    )
