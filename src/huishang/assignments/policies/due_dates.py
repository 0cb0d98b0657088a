"""When an assignment is due, counted day by day, and counted again when a year becomes known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from huishang.kernel.basis import Basis
from huishang.law import book, provisions
from huishang.law.rules import Rules
from huishang.law.values import Duration
from huishang.law.working_days import CountedDay, WorkingCalendar

from ..lifecycle import ExtensionState
from ..models import Assignment

Counting = list[dict[str, Any]]
"""The days of a count as JSON: the fields of `CountedDay`."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date and how it came about; the fields are the assignment's columns.

    :param period: as `Duration.parse` reads it.
    :param grounds: 依据：… or 本地设定……, as it is printed.
    """

    due_on: date
    due_provisional: bool
    counting: Counting
    period: str
    grounds: str
    basis: tuple[Basis, ...]

    def columns(self) -> dict[str, Any]:
        """By the names of the assignment's columns; the basis is stored beside the duty's own."""
        return {
            field.name: getattr(self, field.name) for field in fields(self) if field.name != "basis"
        }


def due(law: Rules) -> Due:
    """The due date of what begins at the place and on the day of ``law``.

    Basis: provision ``implementation_period``; counted as 民法典 第二百零一条、第二百零三条 say.
    """
    found = law.find(provisions.IMPLEMENTATION_PERIOD)
    counted = law.book.due(law.on, found.value)
    return Due(
        due_on=counted.on,
        due_provisional=counted.provisional,
        counting=as_json(counted.counted),
        period=f"{found.value.amount} {found.value.unit.value}",
        grounds=law.book.grounds(found),
        basis=found.cited,
    )


def recounted(assignment: Assignment) -> Mapping[str, Any]:
    """The columns of the due date as the years known today give them.

    A date granted as an extension stands as granted; only where it proves to be a rest day is it
    carried to the next working day (民法典 第二百零三条).
    """
    law = book.current()
    counted = law.due(assignment.starts_on, Duration.parse(assignment.period))
    columns = {
        "due_on": counted.on,
        "due_provisional": counted.provisional,
        "counting": as_json(counted.counted),
    }
    granted = (
        assignment.extensions.unscoped(reason="按最近一次同意的延期计算")
        .filter(status=ExtensionState.GRANTED.value)
        .order_by("-due_requested")
        .first()
    )
    if granted is not None:
        calendar = law.calendar(assignment.starts_on)
        due_on = carried(calendar, granted.due_requested)
        columns |= {"due_on": due_on, "due_provisional": calendar.is_provisional(due_on)}
    return columns


def carried(calendar: WorkingCalendar, day: date) -> date:
    """``day``, or the first working day after it."""
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def as_json(counted: Iterable[CountedDay]) -> Counting:
    return [
        {
            "day": step.day.isoformat(),
            "counted": step.counted,
            "number": step.number,
            "why": step.why,
        }
        for step in counted
    ]


def from_json(counting: Counting) -> tuple[CountedDay, ...]:
    return tuple(
        CountedDay(date.fromisoformat(step["day"]), step["counted"], step["number"], step["why"])
        for step in counting
    )
