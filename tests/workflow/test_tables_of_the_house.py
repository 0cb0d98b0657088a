"""The house's own lifecycles, and mistakes of a table that look right at a glance."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from huishang.kernel.terms import PostKind
from huishang.law.book import current
from huishang.workflow.acts import Act
from huishang.workflow.deadlines import Deadline, Urgency
from huishang.workflow.lifecycle import Lifecycle, State, Transition
from tests.house.source import PACKAGE

HOUSE = [
    lifecycle
    for path in sorted(PACKAGE.glob("*/lifecycle.py"))
    for lifecycle in vars(import_module(f"huishang.{path.parent.name}.lifecycle")).values()
    if isinstance(lifecycle, Lifecycle)
]
every_lifecycle = pytest.mark.parametrize("lifecycle", HOUSE, ids=lambda one: one.name)


def test_no_two_lives_share_a_name() -> None:
    names = [lifecycle.name for lifecycle in HOUSE]
    assert len(set(names)) == len(names) > 0


@every_lifecycle
def test_every_step_has_somebody_to_take_it_a_word_and_an_event(lifecycle: Lifecycle) -> None:
    assert all(row.owners and row.label and row.event for row in lifecycle.rows)


@every_lifecycle
def test_no_two_steps_from_one_state_wear_the_same_word(lifecycle: Lifecycle) -> None:
    for state in lifecycle.states:
        words = [row.label for row in lifecycle.acts_from(state)]
        assert len(set(words)) == len(words)


@every_lifecycle
def test_an_offered_step_carries_the_words_of_its_own_refusal(lifecycle: Lifecycle) -> None:
    for row in lifecycle.rows:
        for state in lifecycle.states:
            act = Act(row.name, row.label, lifecycle.allows(row.name, state.value))
            assert bool(act.decision) or state.label in act.decision.reason


class Door(State):
    SHUT = "shut", "关"
    OPEN = "open", "开"
    GONE = "gone", "已拆"


def test_states_that_only_lead_to_each_other_are_out_of_reach() -> None:
    owners = (PostKind.OFFICE_DIRECTOR,)
    to_open = Transition("open", "打开", (Door.SHUT,), Door.OPEN, owners, "doors.open")
    to_shut = Transition("shut", "关上", (Door.OPEN,), Door.SHUT, owners, "doors.shut")
    with pytest.raises(ValueError, match="unreachable"):
        Lifecycle("door", "门", initial=Door.GONE, rows=(to_open, to_shut))


SATURDAY, SUNDAY = date(2026, 3, 14), date(2026, 3, 15)


def _seen(due_on: date, today: date) -> Deadline:
    return Deadline.seen(due_on, today, current().calendar(today))


def test_what_is_due_on_a_coming_rest_day_is_not_due_today() -> None:
    assert _seen(SUNDAY, SATURDAY).words == "还剩 0 个工作日"
    assert _seen(SUNDAY, SUNDAY).words == "今日到期"


def test_late_by_rest_days_only_is_late_all_the_same() -> None:
    assert _seen(SATURDAY, SUNDAY).urgency is Urgency.OVERDUE
    assert _seen(SATURDAY, SUNDAY).words == "已逾期"
