"""The life of the key: drawn, followed by the next, let go (密钥管理, GB/T 39786-2021 8.5)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Detail
from huishang.audit.event_types import EventType
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import NotInThisState, NotPermitted
from huishang.vault import actions as vault
from huishang.vault.actions import Moved
from huishang.vault.algorithms import Algorithm

from .. import events, permissions, policies


def _record(actor: AnyActor, event: EventType, number: int, **details: Detail) -> None:
    record(actor=actor, event=event, subject=Subject("key", f"data-{number}"), details=details)


@transaction.atomic
def begin_keys(*, actor: AnyActor, algorithm: Algorithm = Algorithm.SM4) -> None:
    """The key a new database is closed with.

    :raises NotPermitted
    """
    permissions.may_keep_keys(actor).require(NotPermitted)
    version = vault.begin(algorithm)
    _record(actor, events.KEY_DRAWN, version.number, algorithm=version.algorithm)


@transaction.atomic
def next_key(*, actor: AnyActor, algorithm: Algorithm) -> int:
    """Draw the next key (轮换). Answers its number; `move_to_newest` moves what is there.

    :raises NotPermitted
    """
    permissions.may_keep_keys(actor).require(NotPermitted)
    version = vault.take_next(algorithm)
    _record(actor, events.KEY_DRAWN, version.number, algorithm=version.algorithm)
    return version.number


def move_to_newest(*, actor: AnyActor) -> Iterator[Moved]:
    """Move everything under the newest key, beside the running platform; goes on where it stopped.

    Each batch is a transaction of its own. The end is an event, with how much was moved.

    :raises NotPermitted
    """
    permissions.may_keep_keys(actor).require(NotPermitted)
    moved: dict[str, int] = {}
    for step in vault.move():
        moved[step.store] = step.moved
        yield step
    with transaction.atomic():
        _record(actor, events.KEYS_MOVED, vault.newest(), items=sum(moved.values()))


@transaction.atomic
def retire_key(*, actor: AnyActor, number: int) -> None:
    """Let a version go that closes nothing any more; its file may then be taken to the archive.

    :raises NotPermitted / NotInThisState
    """
    permissions.may_keep_keys(actor).require(NotPermitted)
    policies.can_retire_key(number).require(NotInThisState)
    vault.retire(number)
    _record(actor, events.KEY_RETIRED, number)
