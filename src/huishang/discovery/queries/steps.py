"""The three steps a report owes: taken on, decided, its reporter told; each with its clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.clock import BEIJING
from huishang.law import reporting_provisions as provisions
from huishang.law.provision import Provision
from huishang.law.rules import Rules
from huishang.law.values import Duration

from ..lifecycle import ReportState
from ..models import Report
from ..policies.clocks import latest


@dataclass(frozen=True, slots=True)
class Step:
    """
    :param due: the latest instant in time; None where it cannot begin yet.
    :param done: when it was done; :param late: done too late, or still to be done and too late.
    :param basis: of its time; :param grounds: the time and its basis in words.
    """

    label: str
    due: datetime | None
    done: datetime | None
    late: bool
    basis: tuple[Basis, ...]
    grounds: str

    @property
    def is_overdue(self) -> bool:
        return self.late and self.done is None


def steps_of(report: Report) -> tuple[Step, ...]:
    """By the rules of the day it came in. Basis: 未成年人保护法 第十一条."""
    return tuple(_steps(report))


def next_step(report: Report) -> Step:
    """Of a report not decided yet: the first step still to be done. It has begun, so it is due."""
    return next(step for step in _steps(report) if step.done is None)


def overdue_step(report: Report) -> str:
    """The first step still to be done whose time has passed; empty where there is none."""
    if report.told_at is not None:
        return ""
    return next((step.label for step in _steps(report) if step.is_overdue), "")


def _steps(report: Report) -> Iterator[Step]:
    law = Rules.at(report.division, report.received_at.astimezone(BEIJING).date())
    came, decided = report.received_at, report.decided_at
    refused = report.status == ReportState.REFUSED
    taken_on = decided if refused else report.accepted_at
    yield _step(law, "受理", provisions.ACCEPTANCE_CLOCK, came, taken_on)
    if not refused:
        yield _step(law, "处置", provisions.DISPOSITION_CLOCK, came, decided)
    yield _step(law, "告知报告人", provisions.FEEDBACK_CLOCK, decided, report.told_at)


def _step(
    law: Rules,
    label: str,
    provision: Provision[Duration],
    begins: datetime | None,
    done: datetime | None,
) -> Step:
    found = law.find(provision)
    due = latest(law, provision, begins) if begins else None
    late = due is not None and (done or clock.now()) > due
    return Step(label, due, done, late, found.cited, f"{found.value}，{law.book.grounds(found)}")
