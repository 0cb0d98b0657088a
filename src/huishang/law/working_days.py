"""Counting days as the Civil Code counts them, over the calendar the State Council publishes.

A year whose notice is not loaded is taken week by week, and whatever touches it is provisional
(暂定) until the notice is.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .values import DayCounting, Duration, Unit

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year's notice.

    :param holidays: day off → name of the holiday.
    :param make_up_days: weekend days worked in exchange.
    """

    year: int
    notice: str
    holidays: Mapping[date, str]
    make_up_days: frozenset[date]
    file: str


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count.

    :param number: how many have been counted up to and with this day.
    :param why: 工作日, 周六, 春节, 调休上班 …
    """

    day: date
    counted: bool
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class DueDate:
    """Where a period ends and how it got there.

    :param on: the last day on which it is in time.
    :param provisional: it depends on a year whose notice is not loaded.
    """

    on: date
    provisional: bool
    counted: tuple[CountedDay, ...]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The published years and the rule of counting in force."""

    years: Mapping[int, HolidayYear]
    counting: DayCounting

    def is_working_day(self, day: date) -> bool:
        return self._off(day) is None

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies in a year not yet announced."""
        return day.year not in self.years

    def why(self, day: date) -> str:
        """In a word, what kind of day it is."""
        off = self._off(day)
        if off is not None:
            return off
        return "工作日" if day.weekday() < 5 else "调休上班"

    def add(self, start: date, period: Duration) -> DueDate:
        """The last day of ``period`` running from ``start``.

        :raises ValueError: a period in hours runs from an instant, see `add_hours`.
        """
        if period.unit is Unit.HOUR:
            raise ValueError("以小时计的期限应从时刻起算")
        counted = list(self._count(start, period))
        if period.unit is not Unit.WORKING_DAY and self.counting.last_day_moves:
            counted += self._move(counted[-1])
        return DueDate(
            on=counted[-1].day,
            provisional=any(self.is_provisional(step.day) for step in counted),
            counted=tuple(counted),
        )

    def add_hours(self, start: datetime, period: Duration) -> datetime:
        """The instant ``period`` after ``start``: hours run through nights and holidays.

        :raises ValueError: the period is not in hours.
        """
        if period.unit is not Unit.HOUR:
            raise ValueError("以日计的期限应从日期起算")
        return start + timedelta(hours=period.amount)

    def latest_before(self, day: date, period: Duration) -> date:
        """The last day that still lies ``period`` ahead of ``day``, for notices.

        :raises ValueError: only days and working days can be counted back.
        """
        if period.unit is Unit.CALENDAR_DAY:
            return day - period.amount * _ONE_DAY
        if period.unit is Unit.WORKING_DAY:
            left = period.amount
            while left:
                day -= _ONE_DAY
                left -= self.is_working_day(day)
            return day
        raise ValueError("提前期应以日或者工作日计")

    def remaining(self, today: date, due: date) -> int:
        """Working days left after today, the due day included; negative once overdue."""
        if due < today:
            return -self.remaining(due, today)
        return sum(self.is_working_day(day) for day in _days(today + _ONE_DAY, due))

    def _off(self, day: date) -> str | None:
        """Why nobody works on the day, or None."""
        for year in (day.year, day.year + 1, day.year - 1):
            notice = self.years.get(year)
            if notice and day in notice.holidays:
                return notice.holidays[day]
            if notice and day in notice.make_up_days:
                return None
        return _WEEKDAYS[day.weekday()] if day.weekday() >= 5 else None

    def _count(self, start: date, period: Duration) -> Iterator[CountedDay]:
        """Every day from the start to the day the count is full."""
        number, day = 0, start
        if not self.counting.first_day_counts:
            yield CountedDay(start, False, 0, "起算日，不计入")
            day += _ONE_DAY
        last = months_later(start, period.amount) if period.unit is Unit.MONTH else None
        while (day <= last) if last else (number < period.amount):
            counts = period.unit is not Unit.WORKING_DAY or self.is_working_day(day)
            number += counts
            yield CountedDay(day, counts, number, self.why(day))
            day += _ONE_DAY

    def _move(self, last: CountedDay) -> Iterator[CountedDay]:
        """The days a period is carried on over rest days, if it ends on one; none is counted."""
        day = last.day
        while not self.is_working_day(day):
            day += _ONE_DAY
            arrived = f"末日遇{self.why(last.day)}，顺延至此"
            why = arrived if self.is_working_day(day) else self.why(day)
            yield CountedDay(day, False, last.number, why)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _ONE_DAY


def months_later(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day where there is none such."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
