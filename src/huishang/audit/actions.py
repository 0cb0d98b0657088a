"""Write one event at the end of its chain, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.basis import Basis

from .chain import digest
from .event_types import EventType
from .models import Event, Stream


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about: its kind (``assignment``) and its key."""

    kind: str
    id: UUID | str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def record(
    *,
    actor: AnyActor,
    event: EventType,
    subject: Subject,
    case_id: UUID | None = None,
    basis: Iterable[Basis] = (),
    details: Mapping[str, Any] | None = None,
) -> Event:
    """Append an event to the chain of its case, or of its subject where there is no case.

    :param details: JSON values only; identifiers and narrative do not belong here.
    :raises RuntimeError: called outside a transaction: an event without its change is a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"event {event.name} was written outside a transaction")
    name = f"case:{case_id}" if case_id else str(subject)
    stream, _ = Stream.objects.select_for_update().get_or_create(name=name)
    acting = actor if isinstance(actor, Actor) else None
    link = Event(
        stream=stream,
        sequence=stream.sequence + 1,
        at=clock.now(),
        act=event.name,
        actor_account=acting.account_id if acting else None,
        actor_post=acting.post_id if acting else None,
        actor_label=actor.label,
        subject_kind=subject.kind,
        subject_id=str(subject.id),
        case_id=case_id,
        division=actor.division.code,
        basis=[str(source) for source in basis],
        details=dict(details or {}),
        previous=stream.head,
    )
    link.hash = digest(link.content(), stream.head)
    link.save(force_insert=True)
    stream.sequence, stream.head = link.sequence, link.hash
    stream.save(update_fields=["sequence", "head"])
    return link


