"""Acts a second along the whole road, and what of it goes to the audit chain and to encryption."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from huishang.access import actions as access
from huishang.access.queries import Birth
from huishang.cli.demo.road import Reach, Script, take
from huishang.cli.demo.world import SYSTEM, World, build_yuncheng, load
from huishang.cli.setup import prepare_database
from huishang.kernel import clock

from .shares import Shares, spent


@dataclass(frozen=True, slots=True)
class RoadFigures:
    """:param events: audit events of one case from report to accepted duty; one an act or more.
    :param seconds: median wall time of one such road.
    :param shares: of that time.
    """

    events: int
    seconds: float
    shares: Shares

    @property
    def acts_per_second(self) -> float:
        return self.events / self.seconds


def world() -> World:
    """A fresh Yuncheng. The password is never used: nobody signs in with it."""
    prepare_database()
    return built_world()


def built_world() -> World:
    """In a database that is ready."""
    access.begin_as(actor=SYSTEM, wanted=Birth.DEMO)
    built = World("not-used-in-benchmarks", "!")
    build_yuncheng(built)
    return built


def script(number: int) -> Script:
    data = load("current")
    row = data["cases"][0]
    story = {name: value for name, value in row.items() if name not in ("days_ago", "reach")}
    story["title"] = f"{row['title']}{number}"
    return Script(**data["county"], **{**story, "issues": tuple(row["issues"])})


def measure(built: World, rounds: int) -> RoadFigures:
    """Each round takes a new case from its report to the accepted duty."""
    begins = clock.now().replace(hour=8, minute=30) - timedelta(days=20)
    seconds, audit, encryption, events = [], [], [], 0
    take(built, script(0), begins=begins, reach=Reach.ACCEPTED)
    for number in range(1, rounds + 1):
        with spent() as parts:
            began = time.perf_counter()
            take(built, script(number), begins=begins, reach=Reach.ACCEPTED)
            seconds.append(time.perf_counter() - began)
        audit.append(sum(parts.audit) / seconds[-1])
        encryption.append(sum(parts.encryption) / seconds[-1])
        events = len(parts.audit)
    return RoadFigures(events, median(seconds), Shares(median(audit), median(encryption)))
