"""Seal the day: one anchor over the heads of all streams that moved."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from huishang.kernel import clock
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import Conflict, InvalidData, NotPermitted

from .. import events, permissions
from ..chain import GENESIS, digest, fold
from ..details import Digest
from ..models import Anchor, AnchoredHead, Stream
from .recording import Subject, record

_BATCH = 1000


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
        details={"hash": Digest(seal.hash), "streams": seal.streams, "events": seal.events},
    )
    return seal


def _moved_streams() -> QuerySet[Any]:
    """Streams with links no anchor covers; ``known`` is the last place one does, if any."""
    anchored = AnchoredHead.objects.filter(stream=OuterRef("pk")).order_by("-sequence")
    return Stream.objects.annotate(known=Subquery(anchored.values("sequence")[:1])).filter(
        Q(known__isnull=True, sequence__gt=0) | Q(known__lt=F("sequence"))
    )
