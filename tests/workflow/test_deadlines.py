"""A due date as a person sees it: late, near, in time, done; counted in working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.law.book import current
from huishang.workflow.deadlines import NEAR, Deadline, Urgency

TODAY = date(2026, 10, 9)  # a Friday; Saturday the 10th is worked in exchange for the holiday
CALENDAR = current().calendar(TODAY)


def seen(due_on: date, *, provisional: bool = False, done: bool = False) -> Deadline:
    return Deadline.seen(due_on, TODAY, CALENDAR, provisional=provisional, done=done)


@pytest.mark.parametrize(
    ("due_on", "urgency", "words"),
    [
        (date(2026, 10, 8), Urgency.OVERDUE, "逾期 1 个工作日"),
        (TODAY, Urgency.NEAR, "今日到期"),
        (date(2026, 10, 10), Urgency.NEAR, "还剩 1 个工作日"),
        (date(2026, 10, 13), Urgency.NEAR, "还剩 3 个工作日"),
        (date(2026, 10, 14), Urgency.IN_TIME, "还剩 4 个工作日"),
    ],
)
def test_what_is_left_is_counted_in_working_days(
    due_on: date, urgency: Urgency, words: str
) -> None:
    deadline = seen(due_on)
    assert deadline.urgency is urgency
    assert deadline.words == words


def test_a_due_date_on_a_year_not_announced_says_so() -> None:
    assert seen(date(2027, 3, 1), provisional=True).words.endswith("（暂定）")


def test_what_is_done_is_neither_late_nor_near() -> None:
    deadline = seen(date(2026, 1, 5), done=True)
    assert deadline.urgency is Urgency.DONE
    assert deadline.words == "已办结"


def test_a_lapsed_rest_day_is_late_though_no_working_day_has_passed() -> None:
    saturday, sunday = date(2026, 11, 21), date(2026, 11, 22)
    deadline = Deadline.seen(saturday, sunday, CALENDAR)
    assert deadline.urgency is Urgency.OVERDUE
    assert deadline.words == "已逾期"


@given(st.integers(min_value=-200, max_value=200))
def test_the_colour_follows_from_the_day_alone(offset: int) -> None:
    due_on = TODAY + timedelta(days=offset)
    deadline = seen(due_on)
    if due_on < TODAY:
        assert deadline.urgency is Urgency.OVERDUE
    else:
        left = sum(
            CALENDAR.is_working_day(TODAY + timedelta(days=step)) for step in range(1, offset + 1)
        )
        assert deadline.remaining == left
        assert (deadline.urgency is Urgency.NEAR) is (left <= NEAR)


def test_every_urgency_has_a_word_beside_its_colour() -> None:
    assert len({urgency.label for urgency in Urgency}) == len(Urgency)
