"""Due dates: counted as the Civil Code counts, provisional until the year is announced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.assignments import actions, queries
from huishang.assignments.policies import due_dates
from huishang.assignments.queries.counts import _last_near_day
from huishang.audit.models import Event
from huishang.kernel.actor import SystemActor
from huishang.law import book
from huishang.law.rules import Rules
from huishang.notifications import queries as notifications
from huishang.workflow.deadlines import Deadline, Urgency
from tests.assignments.desk import Desk, on

CITY = "140800000000"
JOB = SystemActor("年度放假安排公布")
DAYS = st.dates(date(2023, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2024, 1, 29), date(2024, 3, 14)),
        (date(2024, 9, 10), date(2024, 10, 28)),
        (date(2025, 1, 20), date(2025, 3, 7)),
        (date(2025, 4, 20), date(2025, 6, 4)),
        (date(2025, 9, 15), date(2025, 10, 31)),
        (date(2026, 2, 13), date(2026, 4, 2)),
        (date(2026, 4, 20), date(2026, 6, 3)),
        (date(2026, 9, 15), date(2026, 11, 2)),
        (date(2026, 11, 2), date(2026, 12, 14)),
    ],
)
def test_thirty_working_days_over_holidays_and_days_worked_in_exchange(
    start: date, due: date
) -> None:
    counted = due_dates.due(Rules.at(CITY, start))
    assert (counted.due_on, counted.due_provisional) == (due, False)


@given(start=DAYS)
def test_every_day_to_the_due_date_is_in_the_counting_once(start: date) -> None:
    law = Rules.at(CITY, start)
    calendar = law.book.calendar(start)
    counted = due_dates.due(law)
    steps = due_dates.from_json(counted.counting)
    assert [step.day for step in steps] == [
        start + timedelta(days=n) for n in range((counted.due_on - start).days + 1)
    ]
    numbers = [step.number for step in steps if step.counted]
    assert numbers == list(range(1, 31))
    assert all(step.counted == calendar.is_working_day(step.day) for step in steps[1:])
    assert steps[-1].day == counted.due_on
    assert counted.due_provisional == (counted.due_on.year not in law.book.years)
    assert due_dates.as_json(steps) == counted.counting


@given(day=DAYS)
def test_a_day_is_carried_to_the_first_working_day_from_it_on(day: date) -> None:
    calendar = book.current().calendar(day)
    carried = due_dates.carried(calendar, day)
    assert carried >= day
    assert calendar.is_working_day(carried)
    between = (day + timedelta(days=n) for n in range((carried - day).days))
    assert not any(map(calendar.is_working_day, between))


@pytest.fixture
def announce(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and an invented 2027 is announced whose 元旦 lasts a week."""
    calendars = tmp_path / "calendars"
    calendars.mkdir()
    (calendars / "2027.yaml").write_text(
        "year: 2027\n"
        "notice: 关于2027年部分节假日安排的通知（测试）\n"
        "number: 测试〔2026〕1号\n"
        "holidays:\n"
        "  - {name: 元旦, first: 2027-01-01, last: 2027-01-07}\n"
        "make_up_days:\n"
        "  - 2027-01-09\n",
        encoding="utf-8",
    )

    return lambda: monkeypatch.setenv("HUISHANG_LAW_DIR", str(tmp_path))


@pytest.mark.django_db
class TestWhenAYearIsAnnounced:
    def test_provisional_dates_are_counted_again_once(
        self, desk: Desk, announce: Callable[[], None]
    ) -> None:
        starts_on = on(12, 1).date()
        made = desk.assigned(starts_on=starts_on)
        settled = desk.assigned()
        before = made.due_on
        assert (before, made.due_provisional) == (date(2027, 1, 12), True)
        assert actions.recount(actor=JOB) == 0, "nothing is known yet"
        assert not Event.objects.filter(act="assignments.recount").exists()

        announce()
        assert actions.recount(actor=JOB) == 1
        after = desk.fresh(made.pk)
        assert (after.due_on, after.due_provisional) == (date(2027, 1, 18), False)
        assert queries.counting(after)[-1].day == after.due_on
        assert desk.fresh(settled.pk).version == settled.version
        told = notifications.inbox(desk.liaison)[0]
        assert "由2027年1月12日调整为2027年1月18日" in told.body
        event = Event.objects.get(act="assignments.recount")
        assert event.details == {"from": "2027-01-12", "to": "2027-01-18", "provisional": False}

        assert actions.recount(actor=JOB) == 0
        assert Event.objects.filter(act="assignments.recount").count() == 1

    def test_a_date_that_proves_right_only_loses_its_mark(
        self, desk: Desk, announce: Callable[[], None]
    ) -> None:
        """Counted over the invented week it would move; begun before it, it ends before it."""
        made = desk.accepted(starts_on=on(12, 1).date())
        extension = desk.ask(made, until=date(2027, 1, 22))
        actions.grant_extension(actor=desk.director, extension_id=extension.pk)
        assert desk.fresh(made.pk).due_provisional
        announce()
        inbox = len(notifications.inbox(desk.liaison))
        assert actions.recount(actor=JOB) == 0
        stands = desk.fresh(made.pk)
        assert (stands.due_on, stands.due_provisional) == (date(2027, 1, 22), False)
        assert len(notifications.inbox(desk.liaison)) == inbox

    def test_a_granted_date_that_proves_a_holiday_is_carried(
        self, desk: Desk, announce: Callable[[], None]
    ) -> None:
        made = desk.accepted(starts_on=on(11, 2).date())
        extension = desk.ask(made, until=date(2027, 1, 5))
        actions.grant_extension(actor=desk.director, extension_id=extension.pk)
        announce()
        assert actions.recount(actor=JOB) == 1
        assert desk.fresh(made.pk).due_on == date(2027, 1, 8)

    def test_what_is_filed_is_left_alone(self, desk: Desk, announce: Callable[[], None]) -> None:
        made = desk.accepted(starts_on=on(12, 1).date())
        desk.report(made)
        actions.file(actor=desk.clerk, assignment_id=made.pk)
        announce()
        assert actions.recount(actor=JOB) == 0
        assert desk.fresh(made.pk).due_provisional


@given(today=DAYS)
def test_the_last_near_day_is_the_last_that_shows_as_near(today: date) -> None:
    calendar = book.current().calendar(today)
    last = _last_near_day(calendar, today)
    assert Deadline.seen(last, today, calendar).urgency is Urgency.NEAR
    assert Deadline.seen(last + timedelta(days=1), today, calendar).urgency is Urgency.IN_TIME
