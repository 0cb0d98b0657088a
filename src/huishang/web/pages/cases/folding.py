"""A case's timeline as a person reads it: what happened at once is one line, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from huishang.audit.queries import Entry as Event
from huishang.kernel.basis import Basis
from huishang.kernel.clock import BEIJING

from ...components import Entry


@dataclass
class _Run:
    """The same act done several times on one day."""

    act: str
    events: list[Event] = field(default_factory=list)

    @property
    def words(self) -> str:
        times = f" ×{len(self.events)}" if len(self.events) > 1 else ""
        return f"{self.events[0].label}{times}"

    @property
    def who(self) -> str:
        first = self.events[0].actor
        return first if all(event.actor == first for event in self.events) else f"{first}等"

    @property
    def day(self) -> object:
        return self.events[0].at.astimezone(BEIJING).date()


def fold(events: Iterable[Event]) -> tuple[Entry, ...]:
    """The latest first.

    Neighbouring events of one act on one day become one (签到 ×13); what the same person did in
    the same minute stands on one line (立案 · 报告立案).
    """
    lines: list[list[_Run]] = []
    for run in _runs(events):
        if lines and _together(lines[-1][0], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    return tuple(map(_entry, reversed(lines)))


def _runs(events: Iterable[Event]) -> list[_Run]:
    runs: list[_Run] = []
    for event in events:
        day = event.at.astimezone(BEIJING).date()
        if not runs or runs[-1].act != event.act or runs[-1].day != day:
            runs.append(_Run(event.act))
        runs[-1].events.append(event)
    return runs


def _together(first: _Run, then: _Run) -> bool:
    begun, at = first.events[0].at, then.events[0].at
    same_minute = begun.replace(second=0, microsecond=0) == at.replace(second=0, microsecond=0)
    return same_minute and first.who == then.who


def _entry(line: list[_Run]) -> Entry:
    bases: dict[Basis, None] = {}
    for run in line:
        for event in run.events:
            bases |= dict.fromkeys(event.basis)
    last = line[-1].events[-1]
    return Entry(
        at=last.at,
        who=line[0].who,
        what=" · ".join(run.words for run in line),
        basis=tuple(bases),
    )
