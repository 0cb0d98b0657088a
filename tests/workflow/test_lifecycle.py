"""A lifecycle is its table: what leaves a state, what is refused and in which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.basis import Basis
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.workflow.diagrams import mermaid, table
from huishang.workflow.lifecycle import Lifecycle, State, Transition


class Lamp(State):
    OFF = "off", "灭"
    DIM = "dim", "微亮"
    BRIGHT = "bright", "亮"


ARTICLE = Basis("lamp-rules", "1")
CLERK = (PostKind.OFFICE_CLERK,)


def row(name: str, sources: tuple[Lamp, ...], target: Lamp) -> Transition:
    return Transition(name, f"做{name}", sources, target, CLERK, f"lamp.{name}", basis=(ARTICLE,))


TABLE = (
    row("light", (Lamp.OFF,), Lamp.DIM),
    row("raise", (Lamp.DIM,), Lamp.BRIGHT),
    row("quench", (Lamp.DIM, Lamp.BRIGHT), Lamp.OFF),
)
LAMP = Lifecycle("lamp", "灯", initial=Lamp.OFF, rows=TABLE)


def test_an_act_is_open_only_in_the_states_its_row_names() -> None:
    assert LAMP.allows("light", "off")
    assert not LAMP.allows("light", "bright")


def test_a_refusal_names_the_present_state_the_act_and_the_states_it_is_open_in() -> None:
    refusal = LAMP.allows("raise", "off")
    assert refusal.reason == "灯目前为“灭”，不能办理“做raise”。"
    assert "微亮" in refusal.instead
    assert refusal.basis == (ARTICLE,)


def test_an_act_of_several_sources_names_each_once() -> None:
    assert LAMP.allows("quench", "off").instead == "该环节在“微亮、亮”时办理。"


def test_an_act_the_table_does_not_have_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        LAMP.allows("explode", "off")


def test_a_state_the_table_does_not_have_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        LAMP.allows("light", "broken")


def test_two_rows_of_one_act_may_not_leave_the_same_state() -> None:
    with pytest.raises(ValueError, match="leaves off twice"):
        Lifecycle(
            "lamp", "灯", initial=Lamp.OFF, rows=(*TABLE, row("light", (Lamp.OFF,), Lamp.BRIGHT))
        )


def test_a_state_nothing_leads_to_is_refused() -> None:
    with pytest.raises(ValueError, match="unreachable"):
        Lifecycle("lamp", "灯", initial=Lamp.OFF, rows=TABLE[:1])


def test_a_state_nothing_leaves_is_final() -> None:
    fuse = Lifecycle(
        "fuse", "保险丝", initial=Lamp.OFF,
        rows=(row("light", (Lamp.OFF,), Lamp.DIM), row("blow", (Lamp.DIM,), Lamp.BRIGHT)),
    )  # fmt: skip
    assert fuse.is_final("bright")
    assert not fuse.is_final("dim")
    assert "bright --> [*]" in mermaid(fuse)


@given(st.lists(st.sampled_from(["light", "raise", "quench"]), max_size=30))
def test_walking_the_table_never_leaves_it(acts: list[str]) -> None:
    """Against a plain reading of the rows: the same acts are open, and lead to the same state."""
    state: Lamp = Lamp.OFF
    for act in acts:
        plain = next((r for r in TABLE if r.name == act and state in r.sources), None)
        assert bool(LAMP.allows(act, state.value)) is (plain is not None)
        assert LAMP.transition(act, state.value) == plain
        assert {r.name for r in LAMP.acts_from(state.value)} == {
            r.name for r in TABLE if state in r.sources
        }
        if plain is not None:
            state = Lamp(plain.target.value)  # type: ignore[call-arg]


def test_the_diagram_has_every_state_and_every_row_once_per_source() -> None:
    text = mermaid(LAMP)
    assert text.count("-->") == 1 + sum(len(r.sources) for r in TABLE)
    assert all(f"{state.value} : {state.label}" in text for state in Lamp)


def test_the_table_prints_guard_and_deadline_by_the_name_of_their_provision() -> None:
    guarded = Transition(
        "light", "点灯", (Lamp.OFF,), Lamp.DIM, CLERK, "lamp.light",
        guard=provisions.CHAIR, deadline=provisions.NOTICE_PERIOD,
    )  # fmt: skip
    text = table(Lifecycle("lamp", "灯", initial=Lamp.OFF, rows=(guarded, *TABLE[1:])))
    assert "`chair`" in text
    assert "`notice_period`" in text
    assert Lamp.choices() == [("off", "灭"), ("dim", "微亮"), ("bright", "亮")]
