"""A breach is remedied, reported and told before it is closed, and names nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import (
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotVisible,
    RuleUnmet,
)
from huishang.kernel.terms import PostKind
from huishang.law import book
from huishang.law.values import Duration
from huishang.privacy import actions, policies, queries
from tests.places import Jurisdiction, jurisdiction, somebody
from tests.privacy import entries

TEN = beijing(2026, 3, 2, 10)


def test_it_is_to_be_reported_within_hours_that_run_through_the_night(director: Actor) -> None:
    made = actions.find_breach(actor=director, entry=entries.breach())
    assert made.report_by == beijing(2026, 3, 3, 9)
    assert not queries.breach(director, made.pk).late
    with clock.at(beijing(2026, 3, 3, 9, 1)):
        assert queries.breach(director, made.pk).late


def test_it_is_closed_only_when_all_three_duties_are_done(director: Actor, security: Actor) -> None:
    made = actions.find_breach(actor=security, entry=entries.breach())
    with pytest.raises(RuleUnmet) as refusal:
        actions.close_breach(actor=director, breach_id=made.pk)
    for words in ("补救", "网信", "监护人"):
        assert words in refusal.value.message
    assert {str(basis) for basis in refusal.value.basis} == {
        "personal-information-law#57",
        "minors-network-regulation#35",
    }
    actions.remedy_breach(actor=security, breach_id=made.pk, at=TEN, remedy="已找回文件袋。")
    actions.report_breach(actor=director, breach_id=made.pk, at=TEN, reported_to="区网信办")
    with pytest.raises(RuleUnmet):
        actions.close_breach(actor=director, breach_id=made.pk)
    actions.tell_breach(actor=director, breach_id=made.pk, at=TEN, told_how="逐户电话告知。")
    closed = actions.close_breach(actor=director, breach_id=made.pk)
    assert closed.status_label == "已办结"
    with pytest.raises(NotInThisState):
        actions.remedy_breach(actor=director, breach_id=made.pk, at=TEN, remedy="再补救。")
    told = Event.objects.filter(subject_kind="breach").order_by("sequence")
    assert [event.act.removeprefix("privacy.") for event in told] == [
        "find_breach",
        "remedy_breach",
        "report_breach",
        "tell_breach",
        "close_breach",
    ]


def test_a_step_has_a_time_between_discovery_and_now(director: Actor) -> None:
    made = actions.find_breach(actor=director, entry=entries.breach())
    for at in (None, beijing(2026, 3, 2, 8), beijing(2026, 3, 2, 11)):
        with pytest.raises(InvalidData) as refusal:
            actions.remedy_breach(actor=director, breach_id=made.pk, at=at, remedy="已补救。")
        assert set(refusal.value.fields) == {"at"}


def test_what_is_wrong_is_said_at_once_and_no_number_of_a_person_is_taken(
    director: Actor,
) -> None:
    with pytest.raises(InvalidData) as refusal:
        actions.find_breach(
            actor=director,
            entry=entries.breach(
                title="", affected=None, account="号码11010519491231002X外泄", discovered_at=None
            ),
        )
    assert set(refusal.value.fields) == {"title", "affected", "account", "discovered_at"}


@pytest.mark.parametrize(
    "kind",
    [k for k in PostKind if k not in (PostKind.OFFICE_DIRECTOR, PostKind.SECURITY_ADMINISTRATOR)],
)
def test_it_is_between_the_director_and_the_security_administrator(
    county: Jurisdiction, director: Actor, kind: PostKind
) -> None:
    made = actions.find_breach(actor=director, entry=entries.breach())
    actor = somebody(county.office, kind)
    with pytest.raises(NotPermitted):
        actions.find_breach(actor=actor, entry=entries.breach())
    with pytest.raises(NotPermitted):
        queries.breaches(actor)
    with pytest.raises(NotVisible):
        actions.close_breach(actor=actor, breach_id=made.pk)


def test_another_place_sees_nothing_of_it(director: Actor) -> None:
    made = actions.find_breach(actor=director, entry=entries.breach())
    other = somebody(jurisdiction("140821", "临猗县").office, PostKind.OFFICE_DIRECTOR)
    assert queries.breaches(other).rows == ()
    with pytest.raises(NotVisible):
        queries.breach(other, made.pk)


def test_a_period_in_days_ends_with_its_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """No place has set one yet; the platform takes it as it takes every other period."""
    monkeypatch.setattr(
        policies,
        "_reporting",
        lambda _place, day: (Duration.parse("2 working_day"), book.current().calendar(day)),
    )
    due = policies.report_due("140800000000", beijing(2026, 3, 6, 9))
    assert due.date() == date(2026, 3, 10)
    assert (due.hour, due.minute) == (23, 59)


def test_a_day_is_named_and_has_come() -> None:
    assert policies.day_faults("on", "发现日期", None) == {"on": "请填写“发现日期”。"}
    assert policies.day_faults("on", "发现日期", clock.today()) == {}
    assert (
        "不能晚于今天"
        in policies.day_faults("on", "发现日期", clock.today() + timedelta(days=1))["on"]
    )
