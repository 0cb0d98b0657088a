"""Walk the chains and name the first link that does not hold.

Each question is one statement, so that it sees one moment while others go on writing.

What it cannot find: links added after the last anchor, if their whole stream was written anew;
and anything at all, if somebody wrote every chain and every anchor anew. Against the latter an
anchor's hash is noted outside the database and handed to `verify`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from django.db.models import Exists, F, OuterRef, Q, Subquery

from . import events
from .chain import GENESIS, digest, fold
from .models import Anchor, AnchoredHead, Event, Stream

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


def verify(*, noted: Iterable[str] = ()) -> Verdict:
    """Check every chain and every anchor.

    :param noted: hashes of anchors kept outside; each must still be there.
    """
    return Verdict(
        first_break=next(_breaks(noted), None),
        streams=Stream.objects.count(),
        events=Event.objects.count(),
        anchors=Anchor.objects.count(),
        last_anchor=Anchor.objects.order_by("-day").first(),
    )


def _breaks(noted: Iterable[str]) -> Iterator[Break]:
    return chain(
        _links(), _lost_streams(), _anchors(), _anchored_heads(), _lost_anchors(), _unkept(noted)
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


def _anchors() -> Iterator[Break]:
    previous = GENESIS
    for anchor in Anchor.objects.order_by("day").prefetch_related("anchored"):
        name = f"anchor:{anchor.day}"
        heads = [(row.stream_id, row.sequence, row.head) for row in anchor.anchored.all()]
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
    for event in Event.objects.filter(act=events.ANCHORED.name).order_by("at", "id"):
        if kept.get(event.subject_id) != event.details.get("hash"):
            yield Break(f"anchor:{event.subject_id}", 0, "日锚被删除或者改写过")


def _unkept(noted: Iterable[str]) -> Iterator[Break]:
    for seal in noted:
        if not Anchor.objects.filter(hash=seal).exists():
            yield Break("anchor", 0, f"没有校验值为{seal}的日锚，与另行留存的不符")
