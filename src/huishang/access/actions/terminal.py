"""Reading and acting at the machine itself with somebody's sight, never as that person."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.event_types import EventType
from huishang.kernel.actor import Actor, SystemActor

from .. import events
from ..queries import account_named, actor_for


@transaction.atomic
def read_as(*, actor: SystemActor, username: str) -> Actor:
    """The sight of an account's first post, for a command that reads.

    It is written down before anything is read, and whatever that reading writes down names the
    command line, so that nobody is taken for having looked who did not.

    :raises NotVisible: no such account. :raises NotPermitted: closed, or without a post today.
    """
    return _with_the_sight_of(username, actor, events.READ_AS)


@transaction.atomic
def act_as(*, actor: SystemActor, username: str) -> Actor:
    """As `read_as`, for a command that writes: what it does bears the command line's name.

    :raises NotVisible / NotPermitted: as `read_as`.
    """
    return _with_the_sight_of(username, actor, events.ACTED_AS)


def _with_the_sight_of(username: str, actor: SystemActor, event: EventType) -> Actor:
    account = account_named(username)
    person = actor_for(account)
    record(actor=actor, event=event, subject=Subject("account", account.pk))
    return replace(person, person_name=f"命令行以{person.person_name}的权限")
