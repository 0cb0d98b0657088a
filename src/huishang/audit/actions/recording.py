"""Write one event at the end of its chain; keep a refusal."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import HuishangError

from .. import events
from ..chain import commit, digest, plain
from ..details import Code, Detail, Subject, written
from ..event_types import EventType
from ..models import Event, Private, Stream

_LONGEST_PATH = 200
_SALT_BYTES = 16


def record(
    *,
    actor: AnyActor,
    event: EventType,
    subject: Subject,
    case_id: UUID | None = None,
    basis: Iterable[Basis] = (),
    details: Mapping[str, Detail] | None = None,
    private: Mapping[str, Any] | None = None,
) -> Event:
    """Append an event to the chain of its case, or of its subject where there is no case.

    :param details: no words: what a `Detail` is, stays in the link for ever.
    :param private: what somebody typed, and what names or places a person; JSON values. Kept apart
        and sealed, so that it can be shredded later; the link keeps only its commitment. What is
        empty is left out.
    :raises RuntimeError: called outside a transaction: an event without its change is a lie.
    :raises TypeError / ValueError: ``details`` hold words, or ``private`` is no JSON.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"event {event.name} was written outside a transaction")
    name = f"case:{case_id}" if case_id else str(subject)
    # The key is left alone, so that an anchor may point at a stream that is being written.
    stream, _ = Stream.objects.select_for_update(no_key=True).get_or_create(name=name)
    acting = actor if isinstance(actor, Actor) else None
    told = {name: value for name, value in (private or {}).items() if value}
    apart, salt = plain(told), secrets.token_hex(_SALT_BYTES)
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
        basis=[str(source) for source in dict.fromkeys(basis)],
        details=written(details or {}),
        commitment=commit(salt, apart) if apart else "",
        previous=stream.head,
    )
    link.hash = digest(link.content(), stream.head)
    link.save(force_insert=True)
    stream.sequence, stream.head = link.sequence, link.hash
    stream.save(update_fields=["sequence", "head"])
    if apart:
        Private.objects.create(event=link, content={"salt": salt, "told": apart})
    return link


def record_refusal(actor: AnyActor, error: HuishangError, path: str) -> Event:
    """Keep that somebody was refused, in a transaction of its own: the refused one is gone.

    For the faces' error handlers. What was typed is not kept.

    :param path: of the page or endpoint; anything behind ``?`` is cut off.
    """
    who = str(actor.account_id) if isinstance(actor, Actor) else "system"
    with transaction.atomic(durable=True):
        return record(
            actor=actor,
            event=events.REFUSED,
            subject=Subject("refusal", who),
            basis=error.basis,
            details={"code": Code(error.code)},
            private={"path": path.partition("?")[0][:_LONGEST_PATH]},
        )


__all__ = ["Subject", "record", "record_refusal"]
