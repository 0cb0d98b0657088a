"""``huishang daily`` forgets no date, and a second run on the same day does nothing twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from huishang.assignments import queries as assignments
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from tests.conferences.road import ON, Road


@pytest.fixture
def late(db: None) -> Road:
    """One duty accepted by nobody, and its date long past."""
    with clock.at(ON):
        road = Road()
        road.issued()
    return road


def run() -> str:
    from huishang.cli.daily import daily

    outcome = CliRunner().invoke(daily)
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_what_is_late_is_reminded_of_once_a_day(late: Road) -> None:
    with clock.at(beijing(2026, 3, 23, 6, 30)):
        assert "发出1件" in run()
        assert "发出0件" in run()
        [duty] = assignments.of_case(late.clerk, late.case.pk)
        assert len(assignments.reminders(late.clerk, duty.pk)) == 1


def test_after_the_reminders_the_office_is_told_to_consider_an_order(late: Road) -> None:
    said = []
    for days in range(4):
        with clock.at(beijing(2026, 3, 23, 6, 30) + timedelta(days=days)):
            said.append(run())
    assert sum("建议转为督办1件" in text for text in said) == 1


def test_each_run_says_once_what_it_read_without_anybodys_sight(late: Road) -> None:
    with clock.at(beijing(2026, 3, 23, 6, 30)):
        assert "异常查阅：新发现0项" in run()
    runs = Event.objects.filter(act="audit.run_job").order_by("subject_id")
    assert [(event.subject_id, event.actor_label) for event in runs] == [
        ("daily", "系统（每日例行）"),
        ("watch", "系统（每日例行）"),
    ]


def test_the_day_is_anchored_and_the_record_verified(late: Road) -> None:
    with clock.at(beijing(2026, 3, 23, 6, 30)):
        said = run()
    assert "2026-03-23" in said
    told = Event.objects.get(act="audit.verify").details
    assert told["intact"] is True
    assert f"审计核验：{told['events']}条记录完整。" in said


def test_a_broken_record_ends_the_run_as_failed_and_is_named(late: Road) -> None:
    from huishang.cli.daily import daily

    event = Event.objects.order_by("at").first()
    assert event is not None
    Event.objects.filter(pk=event.pk).update(actor_label="别人")
    with clock.at(beijing(2026, 3, 23, 6, 30)):
        outcome = CliRunner().invoke(daily)
    assert outcome.exit_code == 1
    assert f"审计记录不完整：{event.stream_id} 第{event.sequence}条" in outcome.output
