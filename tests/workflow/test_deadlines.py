"""How a due date stands against today, in the words a person reads."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.law.book import current
from huishang.workflow.deadlines import NEAR, Deadline, Urgency

CALENDAR = current().calendar(date(2026, 1, 1))
THURSDAY = date(2026, 3, 12)

days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def seen(due_on: date, today: date = THURSDAY, **more: bool) -> Deadline:
    return Deadline.seen(due_on, today, CALENDAR, **more)


@pytest.mark.parametrize(
    ("due_on", "urgency", "words"),
    [
        (date(2026, 3, 26), Urgency.IN_TIME, "还剩 10 个工作日"),
        (date(2026, 3, 18), Urgency.IN_TIME, "还剩 4 个工作日"),
        (date(2026, 3, 17), Urgency.NEAR, "还剩 3 个工作日"),
        (date(2026, 3, 13), Urgency.NEAR, "还剩 1 个工作日"),
        (THURSDAY, Urgency.NEAR, "今日到期"),
        (date(2026, 3, 11), Urgency.OVERDUE, "逾期 1 个工作日"),
        (date(2026, 3, 6), Urgency.OVERDUE, "逾期 4 个工作日"),
    ],
)
def test_days_are_working_days_and_today_is_not_counted(
    due_on: date, urgency: Urgency, words: str
) -> None:
    deadline = seen(due_on)
    assert deadline.urgency is urgency
    assert deadline.words == words


def test_what_is_due_on_a_coming_rest_day_is_not_due_today() -> None:
    saturday, sunday = date(2026, 3, 14), date(2026, 3, 15)
    assert seen(sunday, today=saturday).words == "还剩 0 个工作日"
    assert seen(sunday, today=sunday).words == "今日到期"


def test_late_by_rest_days_only_is_late_all_the_same() -> None:
    saturday, sunday = date(2026, 3, 14), date(2026, 3, 15)
    deadline = seen(saturday, today=sunday)
    assert deadline.urgency is Urgency.OVERDUE
    assert deadline.words == "已逾期"


def test_a_date_resting_on_an_unannounced_year_says_so() -> None:
    assert seen(date(2026, 3, 26), provisional=True).words == "还剩 10 个工作日（暂定）"
    assert seen(THURSDAY, provisional=True).words == "今日到期（暂定）"


def test_what_is_done_is_never_late() -> None:
    deadline = seen(date(2026, 1, 5), done=True)
    assert deadline.urgency is Urgency.DONE
    assert deadline.words == "已办结"


def test_every_urgency_has_its_own_word() -> None:
    labels = [urgency.label for urgency in Urgency]
    assert len(set(labels)) == len(labels)


@given(days, days)
def test_it_is_overdue_after_the_due_day_and_never_before(due_on: date, today: date) -> None:
    deadline = seen(due_on, today)
    assert (deadline.urgency is Urgency.OVERDUE) == (today > due_on)
    assert (deadline.urgency is Urgency.NEAR) == (today <= due_on and deadline.remaining <= NEAR)


@given(days, st.integers(0, 60))
def test_waiting_a_day_never_leaves_more_time(due_on: date, ahead: int) -> None:
    today = date.fromordinal(due_on.toordinal() - ahead)
    tomorrow = date.fromordinal(today.toordinal() + 1)
    assert seen(due_on, tomorrow).remaining <= seen(due_on, today).remaining
