"""Events to write where no room's own act is needed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code, Detail
from huishang.audit.event_types import EventType
from huishang.audit.models import Event, Private
from huishang.kernel.actor import AnyActor, SystemActor
from huishang.organisations.events import PERSON_REGISTERED
from huishang.people.events import SEARCHED

HOUSE = SystemActor("测试")


def note(
    subject: str = "person:1",
    *,
    actor: AnyActor = HOUSE,
    event: EventType = PERSON_REGISTERED,
    case_id: UUID | None = None,
    **details: Detail,
) -> Event:
    """One event, in a transaction of its own."""
    kind, _, key = subject.partition(":")
    with transaction.atomic():
        return record(
            actor=actor, event=event, subject=Subject(kind, key), case_id=case_id, details=details
        )


def keep_apart(
    *, actor: AnyActor, event: EventType = SEARCHED, subject: str = "search:1", **private: Any
) -> Event:
    """One event with something about a person kept apart."""
    kind, _, key = subject.partition(":")
    with transaction.atomic():
        return record(
            actor=actor,
            event=event,
            subject=Subject(kind, key),
            details={"list": Code("children")},
            private=private,
        )


def told(event: Event) -> Any:
    """What an event keeps apart, opened."""
    return Private.objects.get(pk=event.pk).content["told"]
