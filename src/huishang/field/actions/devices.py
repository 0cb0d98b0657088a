"""A phone is taken along, and taken off again."""

from __future__ import annotations

import base64
import secrets
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.texts import text_fault, tidy

from .. import events, permissions
from ..models import Device

_BYTES = 32
NAME = 60
"""Characters of a phone's name; a limit of the platform, not of any rule."""


@transaction.atomic
def carry(*, actor: Actor, name: str, device_id: UUID | None = None) -> Device:
    """A phone is to carry files; its ``secret`` is what they lie under there (启用离线走访).

    :param device_id: a phone that did so before: its person forgot the PIN or signed out, and what
        lies on it opens again.
    :raises NotPermitted / NotVisible / InvalidData
    """
    permissions.may_go_out(actor).require(NotPermitted)
    found = _begun(actor, name) if device_id is None else _again(actor, device_id)
    record(
        actor=actor,
        event=events.CARRIED,
        subject=found.subject,
        details={"again": device_id is not None},
        private={"name": found.name},
    )
    return found


def _begun(actor: Actor, name: str) -> Device:
    if fault := text_fault("手机名称", name, longest=NAME):
        raise InvalidData({"name": fault})
    return Device.objects.create(
        account_id=actor.account_id,
        name=tidy(name),
        secret=base64.b64encode(secrets.token_bytes(_BYTES)).decode(),
    )


def _again(actor: Actor, device_id: UUID) -> Device:
    found = Device.objects.visible_to(actor).for_change(device_id)
    if found.wiped_at is not None:
        raise NotVisible(Device.noun)
    found.change(seen_at=clock.now())
    return found


@transaction.atomic
def wipe(*, actor: Actor, device_id: UUID, version: int | None = None) -> Device:
    """Nothing on this phone opens any more, and it erases itself as soon as it is heard of (清除).

    What was written there and not sent yet is lost with it; who presses is told so.

    :raises NotVisible / NotPermitted / NotInThisState / Conflict
    """
    found = Device.objects.visible_to(actor).for_change(device_id, version)
    permissions.may_wipe(actor, found).require(NotPermitted)
    if found.wiped_at is not None:
        raise NotInThisState("这部手机的走访资料已经清除。", instead="无须重复办理。")
    found.change(wiped_at=clock.now(), wiped_by=actor.label, secret="")
    record(actor=actor, event=events.WIPED, subject=found.subject)
    return found


def stands(device_id: UUID) -> bool:
    """Whether a phone may keep what it carries. It asks by itself, with nobody signed in.

    One of an account that was closed may not. One nobody knows may: a platform restored from a
    copy must not make phones throw away what they have still to hand in.
    """
    rows = Device.objects.unscoped(reason="手机询问是否应当清除").select_related("account")
    found = rows.filter(pk=device_id).first()
    if found is None:
        return True
    if found.wiped_at is None:
        return found.account.is_active
    if found.told_at is None:
        _note_told(found)
    return False


@transaction.atomic
def _note_told(found: Device) -> None:
    """Once, however many of its tabs ask at the same moment."""
    rows = Device.objects.unscoped(reason="手机收到清除指令").filter(pk=found.pk)
    if rows.filter(told_at__isnull=True).update(told_at=clock.now()):
        record(actor=SystemActor("离线走访"), event=events.WIPE_TOLD, subject=found.subject)
