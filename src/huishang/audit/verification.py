"""Walk the chains and name the first link that does not hold.

Each question is one statement, so that it sees one moment while others go on writing.

Everything is read as a stream: memory holds one chunk of links and the heads of one day.

What it cannot find: links added after the last anchor, if their whole stream was written anew;
and anything at all, if somebody wrote every chain and every anchor anew. Against the latter an
anchor's hash is noted outside the database and handed to `verify`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import Any

from django.db.models import (
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Lower, Replace

from huishang.vault.algorithms import DoesNotOpen

from . import events
from .chain import GENESIS, commit, digest, fold
from .models import Anchor, AnchoredHead, Event, Private, Stream

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Break:
    """A link that does not hold.

    :param stream: the chain; ``anchor:2026-11-22`` for a daily anchor.
    :param sequence: the place in it, from one; 0 where the whole is meant.
    :param fault: what is wrong, in Chinese.
    """

    stream: str
    sequence: int
    fault: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was there, and the first break if any."""

    streams: int
    events: int
    anchors: int
    last_anchor: Anchor | None
    first_break: Break | None

    @property
    def intact(self) -> bool:
        return self.first_break is None


@dataclass(frozen=True, slots=True)
class Noted:
    """An anchor's hash as it was kept outside, and the day it belongs to where that was kept."""

    hash: str
    day: date | None = None


def verify(*, noted: Iterable[Noted] = ()) -> Verdict:
    """Check every chain, what is kept apart from it, and every anchor.

    :param noted: anchors kept outside; each must still be there.
    """
    return Verdict(
        first_break=next(_breaks(noted), None),
        streams=Stream.objects.count(),
        events=Event.objects.count(),
        anchors=Anchor.objects.count(),
        last_anchor=Anchor.objects.order_by("-day").first(),
    )


def _breaks(noted: Iterable[Noted]) -> Iterator[Break]:
    return chain(
        _links(),
        _lost_streams(),
        _private(),
        _lost_private(),
        _anchors(),
        _anchored_heads(),
        _lost_anchors(),
        _unkept(noted),
    )


def _links() -> Iterator[Break]:
    """Each stream from its first link to the head its row names."""
    walk = Event.objects.annotate(head=F("stream__head"), length=F("stream__sequence"))
    ordered = walk.order_by("stream_id", "sequence").iterator(chunk_size=_CHUNK)
    for name, links in groupby(ordered, key=lambda event: event.stream_id):
        sequence = length = 0
        previous = head = GENESIS
        for event in links:
            if event.sequence != sequence + 1:
                yield Break(name, sequence + 1, "缺少这一条记录")
            if event.previous != previous:
                yield Break(name, event.sequence, "与前一条记录不相连")
            if event.hash != digest(event.content(), event.previous):
                yield Break(name, event.sequence, "内容与校验值不符")
            sequence, previous = event.sequence, event.hash
            length, head = event.length, event.head
        if sequence != length:
            yield Break(name, sequence + 1, f"末尾缺少记录，应有{length}条")
        if previous != head:
            yield Break(name, sequence, "末条记录与链头不符")


def _lost_streams() -> Iterator[Break]:
    of_stream = Event.objects.filter(stream=OuterRef("pk"))
    for stream in Stream.objects.filter(~Exists(of_stream), sequence__gt=0).order_by("name"):
        yield Break(stream.name, 1, f"末尾缺少记录，应有{stream.sequence}条")
    for event in Event.objects.filter(~Exists(Stream.objects.filter(pk=OuterRef("stream_id")))):
        yield Break(event.stream_id, event.sequence, "所在的链已不存在")


def _private() -> Iterator[Break]:
    """What lies apart from a link is what the link was made with."""
    rows = Private.objects.select_related("event").order_by("event__stream_id", "event__sequence")
    for row in rows.iterator(chunk_size=_CHUNK):
        if not _is_as_committed(row):
            yield Break(row.event.stream_id, row.event.sequence, "单独保存的内容被改动过")


def _is_as_committed(row: Private) -> bool:
    try:
        kept = row.content
        return bool(commit(kept["salt"], kept["told"]) == row.event.commitment)
    except (DoesNotOpen, KeyError, TypeError, ValueError):
        return False


def _lost_private() -> Iterator[Break]:
    """What lay apart is there, or an event tells who shredded it and why."""
    told = Event.objects.filter(
        act=events.SHREDDED.name, subject_kind="event", subject_id=OuterRef("key")
    )
    gone = (
        Event.objects.filter(commitment__gt="")
        .filter(~Exists(Private.objects.filter(event=OuterRef("pk"))))
        .annotate(key=_without_dashes("pk"))
        .filter(~Exists(told))
    )
    for event in gone.order_by("stream_id", "sequence").iterator(chunk_size=_CHUNK):
        yield Break(event.stream_id, event.sequence, "单独保存的内容缺失，也没有销毁记录")


def _without_dashes(column: str) -> Any:
    """A key as `UUID.hex` writes it, whichever way the database does."""
    return Lower(Replace(Cast(column, CharField()), Value("-"), Value("")))


def _heads_of(anchor: Anchor) -> QuerySet[AnchoredHead, tuple[str, int, str]]:
    return anchor.anchored.values_list("stream_id", "sequence", "head")


def _anchors() -> Iterator[Break]:
    previous = GENESIS
    for anchor in Anchor.objects.order_by("day").iterator(chunk_size=_CHUNK):
        name = f"anchor:{anchor.day}"
        heads = list(_heads_of(anchor).iterator(chunk_size=_CHUNK))
        if anchor.previous != previous:
            yield Break(name, 0, "与前一个日锚不相连")
        if anchor.hash != digest(anchor.content(), anchor.previous):
            yield Break(name, 0, "日锚内容与校验值不符")
        if anchor.heads != fold(heads) or anchor.streams != len(heads):
            yield Break(name, 0, "日锚所记的链头与校验值不符")
        previous = anchor.hash


def _anchored_heads() -> Iterator[Break]:
    """What an anchor saw must still stand, link for link, however well a chain was re-computed."""
    link = Event.objects.filter(stream=OuterRef("stream"), sequence=OuterRef("sequence"))
    rows = AnchoredHead.objects.annotate(found=Subquery(link.values("hash")[:1]))
    for row in rows.filter(Q(found__isnull=True) | ~Q(found=F("head"))).order_by(
        "anchor_id", "stream_id"
    ):
        yield Break(row.stream_id, row.sequence, f"与{row.anchor_id}的日锚不符，此前的记录被改写过")


def _lost_anchors() -> Iterator[Break]:
    """Every anchor is also told in a chain, so that the last one cannot quietly go."""
    standing = dict(Anchor.objects.values_list("day", "hash"))
    kept = {day.isoformat(): seal for day, seal in standing.items()}
    told = Event.objects.filter(act=events.ANCHORED.name).order_by("at", "id")
    for event in told.iterator(chunk_size=_CHUNK):
        if kept.get(event.subject_id) != event.details.get("hash"):
            yield Break(f"anchor:{event.subject_id}", 0, "日锚被删除或者改写过")


def _unkept(noted: Iterable[Noted]) -> Iterator[Break]:
    for kept in noted:
        here = Anchor.objects.filter(hash=kept.hash)
        if kept.day is not None:
            here = here.filter(day=kept.day)
        if not here.exists():
            name = f"anchor:{kept.day}" if kept.day else "anchor"
            yield Break(name, 0, f"没有校验值为{kept.hash}的日锚，与另行留存的不符")
