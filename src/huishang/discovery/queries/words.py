"""Codes of a case in words: issues by the regime it was opened under, places by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from huishang.kernel import clock
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NoRuleInForce
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import Issue


def issues_at(place: DivisionCode) -> tuple[Issue, ...]:
    """The kinds of problem named at a place today; none above the places that have such rules."""
    try:
        return Rules.at(place, clock.today()).value(provisions.ISSUES)
    except NoRuleInForce:
        return ()


def issue_labels(codes: Iterable[str], division: str, on: date) -> tuple[str, ...]:
    """A code the regime no longer knows stands for itself."""
    known = {issue.code: issue.label for issue in Rules.at(division, on).value(provisions.ISSUES)}
    return tuple(known.get(code, code) for code in codes)
