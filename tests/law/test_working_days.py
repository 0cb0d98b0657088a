"""Counting days: against an independent calendar, and by what must hold of any count."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.clock import beijing
from huishang.law.book import current
from huishang.law.loader import load
from huishang.law.values import DayCounting, Duration, Unit
from huishang.law.working_days import WorkingCalendar

CALENDAR = current().calendar(date(2024, 1, 1))
PUBLISHED = sorted(CALENDAR.years)
FIRST, LAST = date(PUBLISHED[0], 1, 1), date(PUBLISHED[-1], 12, 31)
ONE_DAY = timedelta(days=1)

days = st.dates(FIRST, date(2028, 12, 31))
amounts = st.integers(1, 120)


def every_day(first: date, last: date) -> list[date]:
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]


def working(amount: int) -> Duration:
    return Duration(amount, Unit.WORKING_DAY)


def test_every_published_day_agrees_with_an_independent_calendar() -> None:
    ours = {day: CALENDAR.is_working_day(day) for day in every_day(FIRST, LAST)}
    theirs = {day: chinese_calendar.is_workday(day) for day in ours}
    assert ours == theirs


@pytest.mark.parametrize(("year", "number"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_its_notice_makes(year: int, number: int) -> None:
    found = map(CALENDAR.is_working_day, every_day(date(year, 1, 1), date(year, 12, 31)))
    assert sum(found) == number


@given(days, amounts)
def test_a_period_of_working_days_holds_exactly_that_many_and_ends_on_one(
    start: date, amount: int
) -> None:
    due = CALENDAR.add(start, working(amount)).on
    after = every_day(start + ONE_DAY, due)
    assert sum(map(CALENDAR.is_working_day, after)) == amount
    assert CALENDAR.is_working_day(due)


@given(days, amounts)
def test_a_longer_period_never_ends_earlier(start: date, amount: int) -> None:
    assert CALENDAR.add(start, working(amount)).on < CALENDAR.add(start, working(amount + 1)).on


@given(days, st.sampled_from([Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.MONTH]), st.integers(1, 40))
def test_the_counting_is_told_day_by_day_without_a_gap(start: date, unit: Unit, n: int) -> None:
    due = CALENDAR.add(start, Duration(n, unit))
    told = [step.day for step in due.counted]
    assert told == every_day(start, due.on)
    assert not due.counted[0].counted, "the day it starts from does not count"
    for earlier, later in pairwise(due.counted):
        assert later.number == earlier.number + later.counted
    assert all(step.why for step in due.counted)


@given(days, st.integers(1, 400))
def test_a_period_of_days_moves_only_over_rest_days(start: date, amount: int) -> None:
    full = start + amount * ONE_DAY
    due = CALENDAR.add(start, Duration(amount, Unit.CALENDAR_DAY)).on
    assert due >= full
    assert CALENDAR.is_working_day(due)
    assert not any(map(CALENDAR.is_working_day, every_day(full, due - ONE_DAY)))


@given(days, amounts)
def test_what_remains_of_a_fresh_period_is_all_of_it(start: date, amount: int) -> None:
    due = CALENDAR.add(start, working(amount)).on
    assert CALENDAR.remaining(start, due) == amount
    assert CALENDAR.remaining(due, due) == 0
    assert CALENDAR.remaining(due, start) == -amount


@given(days, st.integers(1, 30))
def test_the_latest_day_before_is_the_last_that_leaves_the_whole_period(
    day: date, amount: int
) -> None:
    latest = CALENDAR.latest_before(day, working(amount))
    between = every_day(latest, day - ONE_DAY)
    assert sum(map(CALENDAR.is_working_day, between)) == amount
    assert CALENDAR.is_working_day(latest)


def test_one_day_ahead_is_the_day_before_whatever_day_that_is() -> None:
    monday = date(2026, 11, 23)
    assert CALENDAR.latest_before(monday, Duration.parse("1 calendar_day")) == date(2026, 11, 22)


@pytest.mark.parametrize("period", ["24 hour", "1 month"])
def test_only_days_are_counted_back(period: str) -> None:
    with pytest.raises(ValueError, match="提前期应以日或者工作日计"):
        CALENDAR.latest_before(date(2026, 11, 23), Duration.parse(period))


def test_hours_run_from_the_instant_through_nights_and_holidays() -> None:
    eve = beijing(2026, 9, 30, 22)
    assert CALENDAR.add_hours(eve, Duration.parse("24 hour")) == beijing(2026, 10, 1, 22)


def test_hours_and_days_are_not_mixed_up() -> None:
    with pytest.raises(ValueError, match="从时刻起算"):
        CALENDAR.add(date(2026, 11, 23), Duration.parse("24 hour"))
    with pytest.raises(ValueError, match="从日期起算"):
        CALENDAR.add_hours(beijing(2026, 11, 23), Duration.parse("1 calendar_day"))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 23), "工作日"),
        (date(2026, 11, 21), "周六"),
        (date(2026, 11, 22), "周日"),
        (date(2026, 2, 16), "春节"),
        (date(2026, 2, 14), "调休上班"),
        (date(2022, 12, 31), "元旦"),
    ],
)
def test_each_day_says_in_a_word_why_it_counts_or_not(day: date, why: str) -> None:
    assert CALENDAR.why(day) == why


def test_a_last_day_that_moves_says_over_what() -> None:
    due = CALENDAR.add(date(2026, 11, 19), Duration.parse("3 calendar_day"))
    assert [(step.day.day, step.why) for step in due.counted][-2:] == [
        (22, "周日"),
        (23, "末日遇周日，顺延至此"),
    ]


def test_a_day_of_an_unannounced_year_is_taken_by_its_weekday_and_marked() -> None:
    assert CALENDAR.is_working_day(date(2027, 1, 1))
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert not CALENDAR.is_provisional(date(2026, 12, 31))


def test_a_notice_loaded_later_settles_what_was_provisional(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "2027.yaml").write_text(
        "year: 2027\nnotice: 虚构的2027年安排\nholidays:\n"
        "  - {name: 元旦, first: 2027-01-01, last: 2027-01-03}\n"
        "make_up_days: [2026-12-27]\n",
        encoding="utf-8",
    )
    start, period = date(2026, 11, 20), working(30)
    before, after = current().due(start, period), load(tmp_path).due(start, period)
    assert (before.on, before.provisional) == (date(2027, 1, 1), True)
    assert (after.on, after.provisional) == (date(2026, 12, 31), False)


def test_a_published_year_may_be_replaced_by_an_amended_notice(tmp_path: Path) -> None:
    (tmp_path / "2026.yaml").write_text(
        "year: 2026\nnotice: 虚构的修改\nnumber: 虚构〔2026〕1号\n"
        "holidays:\n  - {name: 抗战胜利纪念日, first: 2026-09-03, last: 2026-09-03}\n",
        encoding="utf-8",
    )
    book = load(tmp_path)
    assert not book.calendar(date(2026, 1, 1)).is_working_day(date(2026, 9, 3))
    assert book.years[2026].notice == "《虚构的修改》（虚构〔2026〕1号）"


def test_another_rule_of_counting_counts_otherwise() -> None:
    """The Civil Code's rule is data: with the first day counted and none moved, so it goes."""
    other = WorkingCalendar(CALENDAR.years, DayCounting(True, False))
    due = other.add(date(2026, 11, 20), Duration.parse("3 calendar_day"))
    assert due.on == date(2026, 11, 22)
    assert [step.number for step in due.counted] == [1, 2, 3]
    assert other.add(date(2026, 11, 20), working(2)).on == date(2026, 11, 23)


def test_an_instant_is_never_a_naive_one() -> None:
    later = CALENDAR.add_hours(
        datetime.fromisoformat("2026-11-23T09:00+08:00"), Duration.parse("2 hour")
    )
    assert later.tzinfo is not None
