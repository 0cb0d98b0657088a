"""The table is the truth: what it lists is open, nothing else is, and no state is out of reach."""

from __future__ import annotations

from importlib import import_module

import pytest

from huishang.kernel.basis import Basis
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.workflow.acts import Act
from huishang.workflow.diagrams import mermaid, table
from huishang.workflow.lifecycle import Lifecycle, State, Transition
from tests.house.source import PACKAGE

ARTICLE = Basis("an-instrument", "1")


class Door(State):
    SHUT = "shut", "关"
    OPEN = "open", "开"
    GONE = "gone", "已拆"


def row(
    name: str, label: str, sources: tuple[Door, ...], target: Door, **more: object
) -> Transition:
    owners = (PostKind.OFFICE_DIRECTOR,)
    return Transition(name, label, sources, target, owners, f"doors.{name}", **more)  # type: ignore[arg-type]


OPEN = row("open", "打开", (Door.SHUT,), Door.OPEN, basis=(ARTICLE,), guard=provisions.CHAIR)
SHUT = row("shut", "关上", (Door.OPEN,), Door.SHUT, deadline=provisions.NOTICE_PERIOD)
REMOVE = row("remove", "拆除", (Door.SHUT, Door.OPEN), Door.GONE)


@pytest.fixture
def door() -> Lifecycle:
    return Lifecycle("door", "门", initial=Door.SHUT, rows=(OPEN, SHUT, REMOVE))


# --- what is open ----------------------------------------------------------------------------


def test_a_listed_step_is_open(door: Lifecycle) -> None:
    assert door.allows("open", "shut")
    assert door.transition("open", "shut") is OPEN


def test_a_step_out_of_turn_says_where_it_stands_and_when_it_would_be_open(door: Lifecycle) -> None:
    decision = door.allows("open", "gone")
    assert not decision
    assert decision.reason == "门目前为“已拆”，不能办理“打开”。"
    assert decision.instead == "该环节在“关”时办理。"
    assert decision.basis == (ARTICLE,)
    assert door.transition("open", "gone") is None


def test_a_step_of_several_states_names_them_all(door: Lifecycle) -> None:
    assert door.allows("remove", "gone").instead == "该环节在“关、开”时办理。"


def test_an_act_or_a_state_the_table_does_not_know_is_a_programmers_mistake(
    door: Lifecycle,
) -> None:
    with pytest.raises(KeyError, match="paint"):
        door.allows("paint", "shut")
    with pytest.raises(KeyError):
        door.allows("open", "ajar")


def test_the_steps_that_leave_a_state_come_in_the_tables_order(door: Lifecycle) -> None:
    assert door.acts_from("shut") == (OPEN, REMOVE)
    assert door.acts_from("gone") == ()


def test_a_state_nothing_leaves_is_final(door: Lifecycle) -> None:
    assert [state.value for state in Door if door.is_final(state)] == ["gone"]


# --- what a table may not be -----------------------------------------------------------------


def test_one_act_cannot_lead_two_ways_from_one_state() -> None:
    with pytest.raises(ValueError, match="leaves shut twice"):
        Lifecycle("door", "门", initial=Door.SHUT, rows=(OPEN, SHUT, REMOVE, OPEN))


def test_a_state_no_road_leads_to_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unreachable.*gone"):
        Lifecycle("door", "门", initial=Door.SHUT, rows=(OPEN, SHUT))


def test_states_that_only_lead_to_each_other_are_out_of_reach() -> None:
    with pytest.raises(ValueError, match="unreachable"):
        Lifecycle("door", "门", initial=Door.GONE, rows=(OPEN, SHUT))


# --- how it is shown -------------------------------------------------------------------------


def test_a_state_is_its_code_and_wears_its_word() -> None:
    assert Door.SHUT == "shut"
    assert Door.choices() == [("shut", "关"), ("open", "开"), ("gone", "已拆")]


def test_the_diagram_shows_every_state_and_every_way(door: Lifecycle) -> None:
    assert mermaid(door).splitlines() == [
        "stateDiagram-v2",
        "    shut : 关",
        "    open : 开",
        "    gone : 已拆",
        "    [*] --> shut",
        "    shut --> open : 打开",
        "    open --> shut : 关上",
        "    shut --> gone : 拆除",
        "    open --> gone : 拆除",
        "    gone --> [*]",
    ]


def test_the_table_shows_owner_guard_deadline_event_and_basis(door: Lifecycle) -> None:
    assert table(door).splitlines()[2:] == [
        "| 打开 `open` | 关 | 开 | 未保办主任 | `chair` |  | `doors.open` | an-instrument#1 |",
        "| 关上 `shut` | 开 | 关 | 未保办主任 |  | `notice_period` | `doors.shut` |  |",
        "| 拆除 `remove` | 关、开 | 已拆 | 未保办主任 |  |  | `doors.remove` |  |",
    ]


def test_an_act_carries_the_decision_a_button_shows(door: Lifecycle) -> None:
    act = Act("open", "打开", door.allows("open", "gone"), (ARTICLE,))
    assert not act.decision
    assert act.decision.reason.startswith("门目前为")


# --- the house's own tables ------------------------------------------------------------------

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
    assert all(row.owners for row in lifecycle.rows)
    assert all(row.label and row.event for row in lifecycle.rows)


@every_lifecycle
def test_no_two_steps_from_one_state_wear_the_same_word(lifecycle: Lifecycle) -> None:
    for state in lifecycle.states:
        words = [row.label for row in lifecycle.acts_from(state)]
        assert len(set(words)) == len(words)
