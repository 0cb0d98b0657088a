"""Acts a second along the whole road, and the share of them spent on the audit chain."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from huishang.audit import actions as chain
from huishang.cli.demo.road import Reach, Script, take
from huishang.cli.demo.world import World, build_yuncheng, load
from huishang.cli.setup import prepare_database
from huishang.kernel import clock


@dataclass(frozen=True, slots=True)
class RoadFigures:
    """:param events: audit events of one case from report to accepted duty; one an act or more.
    :param seconds: median wall time of one such road.
    :param audit_share: part of that time spent writing events.
    """

    events: int
    seconds: float
    audit_share: float

    @property
    def acts_per_second(self) -> float:
        return self.events / self.seconds


def world() -> World:
    """A fresh Yuncheng. The password is never used: nobody signs in with it."""
    prepare_database()
    built = World("not-used-in-benchmarks", "!")
    build_yuncheng(built)
    return built


def script(number: int) -> Script:
    data = load("current")
    row = data["cases"][0]
    story = {name: value for name, value in row.items() if name not in ("days_ago", "reach")}
    story["title"] = f"{row['title']}{number}"
    return Script(**data["county"], **{**story, "issues": tuple(row["issues"])})


@contextmanager
def _spent_in_chain() -> Iterator[list[float]]:
    """Seconds of every event written within the block, wherever it was written from."""
    spent: list[float] = []
    original = chain.record

    def timed(**arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return original(**arguments)
        finally:
            spent.append(time.perf_counter() - began)

    users = _users_of(original)
    for module, name in users:
        setattr(module, name, timed)
    try:
        yield spent
    finally:
        for module, name in users:
            setattr(module, name, original)


def _users_of(function: Callable[..., Any]) -> list[tuple[Any, str]]:
    return [
        (module, name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("huishang")
        for name, value in vars(module).items()
        if value is function
    ]


def measure(built: World, rounds: int) -> RoadFigures:
    """Each round takes a new case from its report to the accepted duty."""
    begins = clock.now().replace(hour=8, minute=30) - timedelta(days=20)
    seconds, shares, events = [], [], 0
    take(built, script(0), begins=begins, reach=Reach.ACCEPTED)
    for number in range(1, rounds + 1):
        with _spent_in_chain() as spent:
            began = time.perf_counter()
            take(built, script(number), begins=begins, reach=Reach.ACCEPTED)
            seconds.append(time.perf_counter() - began)
        shares.append(sum(spent) / seconds[-1])
        events = len(spent)
    return RoadFigures(events, median(seconds), median(shares))
