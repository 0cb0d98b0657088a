"""Who takes files along, and who takes them off a phone."""

from __future__ import annotations

from huishang.access import permissions as access
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import Level, PostKind

from .models import Device

_GO_OUT = {PostKind.CHILD_DIRECTOR: Level.VILLAGE, PostKind.CHILD_SUPERVISOR: Level.TOWN}


def may_go_out(actor: Actor) -> Decision:
    """Those who go from door to door: each with the files of the own village or town."""
    if _GO_OUT.get(actor.post) is actor.division.level:
        return ALLOWED
    return refused(
        "离线走访供村（居）儿童主任、乡镇（街道）儿童督导员使用。",
        instead="需要走访的，请在“今日走访”登记。",
    )


def may_wipe(actor: Actor, device: Device) -> Decision:
    """Its person, from whatever machine; else who guards the account."""
    if device.account_id == actor.account_id:
        return ALLOWED
    return access.may_guard(actor, device.account)
