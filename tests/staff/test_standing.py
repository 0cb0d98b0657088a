"""What is done, runs out, ran out or was never done follows from the days alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind
from huishang.law.book import current
from huishang.law.values import Duration, Unit
from huishang.staff.labels import TrainingKind
from huishang.staff.policies.needs import needs_of
from huishang.staff.policies.standing import (
    Checked,
    Facts,
    Need,
    Needs,
    State,
    Trained,
    last_day,
    latest_answer,
    standings,
)

CALENDAR = current().calendar(date(2026, 3, 2))
YEAR = Duration(12, Unit.MONTH)
BASIS = (Basis("minors-protection-law", "62"),)
NEEDS = Needs(
    dict.fromkeys(Need, BASIS),
    {Need.TRAINING_YEARLY: YEAR, Need.CHECK_YEARLY: YEAR},
    Duration(30, Unit.CALENDAR_DAY),
    CALENDAR,
)
SINCE = date(2020, 1, 1)
KEPT = (PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR)

days = st.dates(date(2021, 1, 1), date(2030, 12, 31))
checks = st.builds(Checked, asked_on=days, answered_on=st.none() | days, found=st.booleans())


def states(facts: Facts, today: date, needs: Needs = NEEDS) -> dict[Need, State]:
    return {each.need: each.state for each in standings(needs, facts, today)}


def answered(on: date, *, found: bool = False) -> Checked:
    return Checked(on, on, found)


@pytest.mark.parametrize(
    ("answered_on", "last"),
    [
        (date(2025, 3, 2), date(2026, 3, 2)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
        (date(2025, 10, 1), date(2026, 10, 1)),
    ],
)
def test_a_year_ends_on_its_day_even_where_that_is_a_holiday_or_is_not_in_the_calendar(
    answered_on: date, last: date
) -> None:
    facts = Facts(SINCE, checked=(answered(answered_on),))
    assert last_day(answered_on, YEAR, CALENDAR) == last
    assert states(facts, last)[Need.CHECK_YEARLY] is State.DUE_SOON
    assert states(facts, last + timedelta(1))[Need.CHECK_YEARLY] is State.EXPIRED


def test_a_period_in_days_counts_them_and_in_working_days_asks_the_calendar() -> None:
    friday = date(2026, 3, 6)
    assert last_day(friday, Duration(1, Unit.CALENDAR_DAY), CALENDAR) == date(2026, 3, 7)
    assert last_day(friday, Duration(1, Unit.WORKING_DAY), CALENDAR) == date(2026, 3, 9)


@given(days, st.integers(0, 800))
def test_a_check_is_met_then_runs_out_soon_then_has_run_out_and_never_goes_back(
    on: date, later: int
) -> None:
    facts, today = Facts(SINCE, checked=(answered(on),)), on + timedelta(later)
    last = last_day(on, YEAR, CALENDAR)
    expected = (
        State.EXPIRED
        if today > last
        else State.DUE_SOON
        if last - today <= timedelta(30)
        else State.MET
    )
    assert states(facts, today)[Need.CHECK_YEARLY] is expected


@given(st.lists(checks, max_size=6), days)
def test_only_the_latest_answer_counts_and_on_one_day_the_one_that_bars(
    given_checks: list[Checked], today: date
) -> None:
    known = [check for check in given_checks if check.answered_on]
    latest = latest_answer(given_checks)
    found = states(Facts(SINCE, checked=tuple(given_checks)), today)
    if not known:
        assert latest is None
        assert found[Need.CHECK_ON_ENTRY] is State.MISSING
        return
    assert latest is not None
    assert latest.answered_on == max(check.answered_on for check in known if check.answered_on)
    same_day = [check for check in known if check.answered_on == latest.answered_on]
    assert latest.found == any(check.found for check in same_day)
    assert (found[Need.CHECK_ON_ENTRY] is State.BARRED) == latest.found
    assert (Need.CHECK_YEARLY in found) != latest.found


@given(st.lists(checks, max_size=6), days, days)
def test_a_further_clean_answer_never_makes_it_worse(
    given_checks: list[Checked], on: date, today: date
) -> None:
    newest = max((c.answered_on for c in given_checks if c.answered_on), default=on)
    later = max(newest + timedelta(1), on)
    after = Facts(SINCE, checked=(*given_checks, answered(later)))
    assert states(after, max(today, later))[Need.CHECK_ON_ENTRY] is State.MET


@given(st.lists(days, max_size=5), days)
def test_training_runs_from_the_latest_or_from_the_day_the_post_began(
    trained: list[date], today: date
) -> None:
    facts = Facts(SINCE, trained=tuple(Trained(TrainingKind.YEARLY, on) for on in trained))
    (found,) = (
        each for each in standings(NEEDS, facts, today) if each.need is Need.TRAINING_YEARLY
    )
    assert found.due_on == last_day(max([*trained, SINCE]), YEAR, CALENDAR)
    assert found.lacking == (today > found.due_on)


def test_training_on_duty_does_not_stand_for_training_before_it() -> None:
    yearly = Facts(SINCE, trained=(Trained(TrainingKind.YEARLY, date(2026, 1, 5)),))
    before = Facts(SINCE, trained=(Trained(TrainingKind.BEFORE_DUTY, date(2026, 1, 5)),))
    today = date(2026, 3, 2)
    assert states(yearly, today)[Need.TRAINING_BEFORE_DUTY] is State.MISSING
    assert states(before, today)[Need.TRAINING_BEFORE_DUTY] is State.MET
    assert states(before, today)[Need.TRAINING_YEARLY] is State.MET


def test_what_is_asked_for_and_not_yet_answered_is_wanting_still_and_says_since_when() -> None:
    facts = Facts(SINCE, checked=(Checked(date(2026, 2, 20)),))
    found = {each.need: each for each in standings(NEEDS, facts, date(2026, 3, 2))}
    assert found[Need.CHECK_ON_ENTRY].state is State.MISSING
    assert found[Need.CHECK_ON_ENTRY].waiting_since == date(2026, 2, 20)
    assert Need.CHECK_YEARLY not in found


@given(st.sets(st.sampled_from(Need)), days)
def test_what_a_place_does_not_ask_is_not_told_and_everything_told_has_its_articles(
    asked: set[Need], today: date
) -> None:
    needs = Needs(dict.fromkeys(asked, BASIS), NEEDS.every, NEEDS.ahead, CALENDAR)
    facts = Facts(SINCE, checked=(answered(date(2025, 6, 1)),))
    found = standings(needs, facts, today)
    assert {each.need for each in found} == asked
    assert all(each.basis == BASIS for each in found)


def test_nothing_recurs_that_no_rule_repeats() -> None:
    needs = Needs(NEEDS.basis, {}, NEEDS.ahead, CALENDAR)
    facts = Facts(SINCE, checked=(answered(date(2021, 6, 1)),))
    assert states(facts, date(2030, 1, 1), needs)[Need.CHECK_YEARLY] is State.MET


def test_a_place_may_ask_less_where_no_law_asks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand of the county that checks directors only and wants no training before duty."""
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(Path(__file__).parent / "local"))
    county, on = DivisionCode("140824000000"), date(2026, 3, 2)
    asked = {kind: set(needs_of(kind, county, on).basis) for kind in KEPT}
    assert asked == {
        PostKind.CHILD_DIRECTOR: set(Need) - {Need.TRAINING_BEFORE_DUTY},
        PostKind.CHILD_SUPERVISOR: {Need.REAL_NAME, Need.TRAINING_YEARLY},
    }
    elsewhere = DivisionCode("140802000000")
    assert all(set(needs_of(kind, elsewhere, on).basis) == set(Need) for kind in KEPT)
