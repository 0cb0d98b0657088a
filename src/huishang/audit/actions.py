"""Write one event at the end of its chain; keep a refusal; seal the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import Conflict, HuishangError, InvalidData, NotPermitted

from . import events, permissions
from .chain import GENESIS, digest, fold, plain
from .event_types import EventType
from .models import Anchor, AnchoredHead, Event, Stream

_BATCH = 1000
_LONGEST_PATH = 200


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
    :raises TypeError / ValueError: ``details`` is no JSON.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"event {event.name} was written outside a transaction")
    name = f"case:{case_id}" if case_id else str(subject)
    # The key is left alone, so that an anchor may point at a stream that is being written.
    stream, _ = Stream.objects.select_for_update(no_key=True).get_or_create(name=name)
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
        basis=[str(source) for source in dict.fromkeys(basis)],
        details=plain(details or {}),
        previous=stream.head,
    )
    link.hash = digest(link.content(), stream.head)
    link.save(force_insert=True)
    stream.sequence, stream.head = link.sequence, link.hash
    stream.save(update_fields=["sequence", "head"])
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
            details={"code": error.code, "path": path.partition("?")[0][:_LONGEST_PATH]},
        )


@transaction.atomic
def anchor(*, actor: AnyActor, day: date) -> Anchor:
    """Seal the heads of all streams that moved since the last anchor, chained to that one (日锚).

    Repeating a day changes nothing. Writers neither wait for it nor hold it up: the heads are read
    in one statement, and what moves meanwhile belongs to the next anchor.

    :raises NotPermitted: neither the nightly job nor the audit administrator.
    :raises InvalidData: a day to come, or one before the last anchored day.
    :raises Conflict: another anchor was made at the same moment.
    """
    permissions.may_anchor(actor).require(NotPermitted)
    if standing := Anchor.objects.filter(day=day).first():
        return standing
    last = Anchor.objects.order_by("-day").first()
    if day > clock.today() or (last is not None and day < last.day):
        raise InvalidData({"day": "日锚按日期先后建立，不能早于上一个日锚，也不能晚于今天。"})
    moved = list(_moved_streams())
    seal = Anchor(
        day=day,
        streams=len(moved),
        events=sum(stream.sequence - (stream.known or 0) for stream in moved),
        heads=fold((stream.name, stream.sequence, stream.head) for stream in moved),
        previous=last.hash if last else GENESIS,
    )
    seal.hash = digest(seal.content(), seal.previous)
    try:
        with transaction.atomic():
            seal.save(force_insert=True)
    except IntegrityError:
        raise Conflict("同一时刻已建立另一个日锚。", instead="请稍后核对，无须重复建立。") from None
    AnchoredHead.objects.bulk_create(
        (
            AnchoredHead(
                anchor=seal, stream_id=stream.name, sequence=stream.sequence, head=stream.head
            )
            for stream in moved
        ),
        batch_size=_BATCH,
    )
    record(
        actor=actor,
        event=events.ANCHORED,
        subject=Subject("anchor", day.isoformat()),
        details={"hash": seal.hash, "streams": seal.streams, "events": seal.events},
    )
    return seal


def _moved_streams() -> QuerySet[Any]:
    """Streams with links no anchor covers; ``known`` is the last place one does, if any."""
    anchored = AnchoredHead.objects.filter(stream=OuterRef("pk")).order_by("-sequence")
    return Stream.objects.annotate(known=Subquery(anchored.values("sequence")[:1])).filter(
        Q(known__isnull=True, sequence__gt=0) | Q(known__lt=F("sequence"))
    )
