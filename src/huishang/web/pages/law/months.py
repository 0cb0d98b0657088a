"""A year as twelve leaves, each day saying what kind of day it is."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from huishang.law.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Day:
    """:param mark: 休 for a holiday, 班 for a make-up day, empty for any other."""

    day: date
    works: bool
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class Month:
    """:param weeks: from Monday on; None where the day belongs to another month."""

    number: int
    works: int
    weeks: tuple[tuple[Day | None, ...], ...]


def months(working: WorkingCalendar, year: int) -> tuple[Month, ...]:
    return tuple(_month(working, year, number) for number in range(1, 13))


def _month(working: WorkingCalendar, year: int, number: int) -> Month:
    weeks = tuple(
        tuple(_day(working, date(year, number, day)) if day else None for day in week)
        for week in calendar.Calendar().monthdayscalendar(year, number)
    )
    works = sum(day.works for week in weeks for day in week if day)
    return Month(number, works, weeks)


def _day(working: WorkingCalendar, day: date) -> Day:
    works = working.is_working_day(day)
    as_usual = works == (day.weekday() < 5)
    notice = working.years.get(day.year)
    named = notice is not None and day in notice.holidays
    mark = "休" if named else "" if as_usual else "班"
    return Day(day, works, mark, working.why(day))
