"""Walk the chains and name the first link that does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .chain import GENESIS, digest
from .models import Anchor, Event, Stream


@dataclass(frozen=True, slots=True)
class Break:
    """A link that does not hold: which stream, which place in it, and what is wrong."""

    stream: str
    sequence: int
    fault: str


@dataclass(frozen=True, slots=True)
class Verdict:
    streams: int
    events: int
    anchors: int
    first_break: Break | None

    @property
    def intact(self) -> bool:
        return self.first_break is None


def _stream_breaks() -> Iterator[Break]:
    heads = dict(Stream.objects.values_list("name", "head"))
    lengths = dict(Stream.objects.values_list("name", "sequence"))
    seen: dict[str, tuple[int, str]] = {}
    for event in Event.objects.order_by("stream_id", "sequence").iterator(chunk_size=2000):
        sequence, head = seen.get(event.stream_id, (0, GENESIS))
        if event.sequence != sequence + 1:
            yield Break(event.stream_id, sequence + 1, "缺少这一条记录")
        if event.previous != head:
            yield Break(event.stream_id, event.sequence, "与前一条不相连")
        if event.hash != digest(event.content(), event.previous):
            yield Break(event.stream_id, event.sequence, "内容与校验值不符")
        seen[event.stream_id] = (event.sequence, event.hash)
    for name, length in lengths.items():
        sequence, head = seen.get(name, (0, GENESIS))
        if sequence != length:
            yield Break(name, sequence + 1, f"末尾缺少记录：应有 {length} 条")
        elif head != heads[name]:
            yield Break(name, sequence, "链头与末条记录不符")


def _anchor_breaks() -> Iterator[Break]:
    previous = GENESIS
    for anchor in Anchor.objects.order_by("day"):
        if anchor.previous != previous:
            yield Break("anchors", anchor.day.toordinal(), f"{anchor.day} 的日锚与前一日不相连")
        if anchor.hash != digest(anchor_content(anchor), anchor.previous):
            yield Break("anchors", anchor.day.toordinal(), f"{anchor.day} 的日锚内容与校验值不符")
        previous = anchor.hash


def anchor_content(anchor: Anchor) -> dict[str, object]:
    """What a daily anchor's hash covers."""
    return {
        "day": anchor.day.isoformat(),
        "streams": anchor.streams,
        "events": anchor.events,
        "heads": anchor.heads,
    }


def verify() -> Verdict:
    """Check every chain and every anchor; stop at the first break."""
    first = next(_stream_breaks(), None) or next(_anchor_breaks(), None)
    return Verdict(
        streams=Stream.objects.count(),
        events=Event.objects.count(),
        anchors=Anchor.objects.count(),
        first_break=first,
    )
