"""Phones that carry files out, on the pages of the account they belong to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from huishang.field import actions, queries
from huishang.field.queries import Device
from huishang.kernel.actor import Actor

from ...components import Button, Weight
from ...forms import press
from ...gate import before_the_gate
from ...request import HouseRequest
from .contexts import PhoneRow

_CONSEQUENCE = (
    "这部手机上的走访资料不能再打开，下次有信号时自动清除；"
    "还没有报送的走访记录和报告一并丢失，不能恢复。"
)


def phone_rows(actor: Actor, account_id: UUID) -> tuple[PhoneRow, ...]:
    return tuple(_row(actor, found) for found in queries.devices_of(actor, account_id))


def _row(actor: Actor, found: Device) -> PhoneRow:
    act = queries.wipe_act(actor, found)
    address = reverse("accounts:wipe_device", args=[found.pk])
    return PhoneRow(
        name=found.name,
        since=found.created_at,
        seen=found.seen_at,
        wiped=found.wiped_at,
        wiped_by=found.wiped_by,
        told=found.told_at,
        wipe=Button(
            act, address, weight=Weight.DANGER, consequence=_CONSEQUENCE, version=found.version
        )
        if act.here
        else None,
    )


@before_the_gate
@require_POST
def wipe_device(request: HouseRequest, device_id: UUID) -> HttpResponse:
    """清除资料, of one's own phone or one that is guarded."""

    def act(seen: int | None) -> str:
        found = actions.wipe(actor=request.actor, device_id=device_id, version=seen)
        messages.success(request, f"“{found.name}”的走访资料已清除；手机有信号时自动删去。")
        own = found.account_id == request.actor.account_id
        return (
            reverse("accounts:mine") if own else reverse("accounts:show", args=[found.account_id])
        )

    return press(request, act)
