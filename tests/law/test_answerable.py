"""Problem → department: by the duties laid down where it happened, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.kernel.errors import NoRuleInForce
from huishang.law.answerable import duties_called
from huishang.law.rules import Rules

DAY = date(2026, 3, 10)


def test_r042_a_problem_calls_the_departments_whose_duties_name_it() -> None:
    law = Rules.at("140802000000", DAY)
    called = duties_called(law, frozenset({"dropout"}))
    assert "education" in called
    for department, duties in called.items():
        for duty in duties:
            assert duty.department == department
            assert "dropout" in duty.issues
            assert duty.basis is not None


def test_several_problems_call_each_duty_once() -> None:
    law = Rules.at("140802000000", DAY)
    both = duties_called(law, frozenset({"dropout", "livelihood"}))
    codes = [duty.code for duties in both.values() for duty in duties]
    assert len(codes) == len(set(codes))
    assert set(both) >= set(duties_called(law, frozenset({"livelihood"})))


def test_no_problem_calls_nobody() -> None:
    assert not duties_called(Rules.at("140802000000", DAY), frozenset())


def test_where_no_duties_are_laid_down_it_says_so() -> None:
    with pytest.raises(NoRuleInForce):
        duties_called(Rules.at("320500000000", DAY), frozenset({"dropout"}))
