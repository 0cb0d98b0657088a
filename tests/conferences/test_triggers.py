"""Ticked triggers and their facts, against the regime's own list; all is answered in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.conferences.policies.triggers import TickedTrigger, case_facts, faults
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.law.values import Choice, FactKind, FactSpec, Measure, Trigger

SPECS = (
    FactSpec("words", FactKind.TEXT, "文字"),
    FactSpec("number", FactKind.INTEGER, "数目", at_least=2),
    FactSpec("places", FactKind.DIVISIONS, "地方", at_least=2),
    FactSpec("kind", FactKind.CHOICE, "种类", choices=(Choice("a", "甲"), Choice("b", "乙"))),
    FactSpec("danger", FactKind.FLAG, "是否危险", required=False),
)
GOOD: dict[str, Any] = {
    "words": "写明",
    "number": 2,
    "places": ["140802", "140821"],
    "kind": "a",
    "danger": True,
}
TRIGGER = Trigger("t", "情形", Basis("i", "1"), SPECS)
CASUALTY = Trigger(
    "c",
    "伤亡",
    Basis("i", "2"),
    (
        FactSpec("deaths", FactKind.INTEGER, "死亡", required=False),
        FactSpec("serious_injuries", FactKind.INTEGER, "重伤", required=False),
    ),
    one_of=("deaths", "serious_injuries"),
)


def wrong(**changes: Any) -> set[str]:
    ticked = TickedTrigger("t", {**GOOD, **changes})
    return set(faults((TRIGGER,), (ticked,)))


def test_what_is_right_has_no_fault() -> None:
    assert wrong() == set()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "t.words"),
        ({"words": 7}, "t.words"),
        ({"number": 1}, "t.number"),
        ({"number": "2"}, "t.number"),
        ({"number": True}, "t.number"),
        ({"number": None}, "t.number"),
        ({"places": "140802"}, "t.places"),
        ({"places": ["140802", "140802000000"]}, "t.places"),
        ({"places": ["140802", "运城"]}, "t.places"),
        ({"kind": "c"}, "t.kind"),
        ({"kind": ["a"]}, "t.kind"),
        ({"danger": "是"}, "t.danger"),
        ({"weather": "晴"}, "t.weather"),
    ],
)
def test_each_kind_of_fact_is_judged_by_its_own_measure(
    changes: dict[str, Any], field: str
) -> None:
    assert wrong(**changes) == {field}


def test_an_optional_fact_may_stay_open() -> None:
    assert wrong(danger=None) == set()


def test_of_facts_that_belong_together_one_is_enough_and_none_is_not() -> None:
    def judged(**facts: Any) -> set[str]:
        return set(faults((CASUALTY,), (TickedTrigger("c", facts),)))

    assert judged(deaths=1) == set()
    assert judged(serious_injuries=2, deaths=0) == set()
    assert judged() == {"c.deaths"}
    assert judged(deaths=0) == {"c.deaths"}


def test_nothing_ticked_and_an_unknown_tick_are_faults_of_the_list_itself() -> None:
    assert set(faults((TRIGGER,), ())) == {"triggers"}
    assert set(faults((TRIGGER,), (TickedTrigger("x", {}),))) == {"triggers"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*GOOD, "other"]), JSON))
def test_whatever_is_sent_is_answered_in_words_never_with_an_error(facts: dict[str, Any]) -> None:
    found = faults((TRIGGER,), (TickedTrigger("t", facts),))
    assert all(text and name.startswith("t.") for name, text in found.items())


def test_level_is_judged_from_ticks_places_and_the_greatest_number_stated() -> None:
    facts = case_facts(
        (
            TickedTrigger("a", {"minors": 2, "regions": ["410100", "x"], "danger": True}),
            TickedTrigger("b", {"minors": 5, "why": "理由"}),
        ),
        ("140802000000", "", "140821000000"),
    )
    assert facts.triggers == {"a", "b"}
    assert facts.count(Measure.MINORS) == 5
    assert facts.count(Measure.COUNTIES) == 2
    assert DivisionCode.parse("410100") in facts.divisions


def test_a_tick_goes_into_the_record_and_comes_back() -> None:
    tick = TickedTrigger("t", GOOD)
    assert TickedTrigger.from_json(tick.as_json()) == tick
    assert TickedTrigger.from_json({"code": "t"}) == TickedTrigger("t", {})
