"""How long `huishang audit verify` takes over a record of a million links, and what it holds."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from threading import Event as Signal
from threading import Thread

from django.db import transaction

from huishang.audit.actions import anchor, record
from huishang.audit.actions.recording import Subject
from huishang.audit.chain import GENESIS, digest
from huishang.audit.details import Code
from huishang.audit.models import Event, Stream
from huishang.audit.verification import verify
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.people.events import SEARCHED

HOUSE = SystemActor("测量")
LINKS_A_STREAM = 100
PRIVATE_SHARE = 20
"""One link in so many keeps something apart; these go through `record`."""
_BATCH = 5000
_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class ChainFigures:
    """
    :param reading_seconds: of walking the same links without checking anything.
    :param peak_megabytes: by which the process grew while it verified, not in all.
    """

    events: int
    seconds: float
    reading_seconds: float
    peak_megabytes: float

    @property
    def per_second(self) -> float:
        return self.events / self.seconds


def measure(events: int) -> ChainFigures:
    """Fill the record up to ``events`` links, seal it, and verify it once."""
    fill(events)
    anchor(actor=HOUSE, day=clock.today())
    reading = _reading()
    before = _held()
    with _watched() as most:
        began = time.perf_counter()
        verdict = verify()
        seconds = time.perf_counter() - began
    if not verdict.intact:
        raise RuntimeError(str(verdict.first_break))
    return ChainFigures(verdict.events, seconds, reading, max(most) - before)


def _reading() -> float:
    began = time.perf_counter()
    for link in Event.objects.order_by("stream_id", "sequence").iterator(chunk_size=2000):
        assert link.hash
    return time.perf_counter() - began


def _held() -> float:
    """What this process holds in memory now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


@contextmanager
def _watched() -> Iterator[list[float]]:
    """What was held from time to time while the block ran."""
    held, done = [_held()], Signal()

    def look() -> None:
        while not done.wait(_EVERY):
            held.append(_held())

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield held
    finally:
        done.set()
        watcher.join()


def fill(events: int) -> None:
    """Chains of `LINKS_A_STREAM`, written in bulk as `record` would have written them."""
    missing = events - Event.objects.count()
    for number in range(missing // PRIVATE_SHARE):
        with transaction.atomic():
            record(
                actor=HOUSE,
                event=SEARCHED,
                subject=Subject("search", f"bench-{number // LINKS_A_STREAM}"),
                details={"list": Code("children")},
                private={"text": f"测试{number}"},
            )
    links = _links(missing - missing // PRIVATE_SHARE)
    while batch := list(islice(links, _BATCH)):
        streams = {link.stream_id: link for link in batch}
        with transaction.atomic():
            Stream.objects.bulk_create(
                (
                    Stream(name=n, sequence=last.sequence, head=last.hash)
                    for n, last in streams.items()
                ),
                update_conflicts=True,
                unique_fields=["name"],
                update_fields=["sequence", "head"],
            )
            Event.objects.bulk_create(batch)


def _links(count: int) -> Iterator[Event]:
    now = clock.now()
    previous = GENESIS
    for number in range(count):
        place = number % LINKS_A_STREAM
        previous = GENESIS if place == 0 else previous
        link = Event(
            stream_id=f"bench:{number // LINKS_A_STREAM}",
            sequence=place + 1,
            at=now + timedelta(microseconds=number),
            act="cases.read_file",
            actor_label="测试单位 测试人员（承办人）",
            subject_kind="case",
            subject_id=f"bench-{number // LINKS_A_STREAM}",
            division="140802000000",
            details={"part": "basics", "number": number},
            previous=previous,
        )
        previous = link.hash = digest(link.content(), link.previous)
        yield link
