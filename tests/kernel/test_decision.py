"""A decision says yes, or says no with everything a person needs to read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, Decision, first_refusal, refused
from huishang.kernel.errors import NotPermitted, RuleUnmet

ARTICLE = Basis("yuncheng-2022", "12")


def test_an_allowed_decision_is_true_and_requires_nothing() -> None:
    assert ALLOWED
    ALLOWED.require(NotPermitted)


def test_a_refusal_raises_the_asked_error_with_its_own_words() -> None:
    decision = refused("不能开会。", instead="可改期。", basis=[ARTICLE])
    assert not decision
    with pytest.raises(RuleUnmet) as raised:
        decision.require(RuleUnmet)
    assert raised.value.message == str(raised.value) == "不能开会。"
    assert raised.value.instead == "可改期。"
    assert raised.value.basis == (ARTICLE,)


def test_the_first_refusal_wins_and_later_checks_are_not_asked() -> None:
    def checks() -> Iterator[Decision]:
        yield ALLOWED
        yield refused("甲")
        raise AssertionError("a later check was asked although it may rely on the earlier one")

    assert first_refusal(checks()).reason == "甲"


def test_no_refusal_among_the_checks_is_a_yes() -> None:
    assert first_refusal([ALLOWED, ALLOWED]) is ALLOWED
    assert first_refusal([]) is ALLOWED
