"""Codes of a case in words: issues by the regime it was opened under, places by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from huishang.law import provisions
from huishang.law.rules import Rules


def issue_labels(codes: Iterable[str], division: str, on: date) -> tuple[str, ...]:
    """A code the regime no longer knows stands for itself."""
    known = {issue.code: issue.label for issue in Rules.at(division, on).value(provisions.ISSUES)}
    return tuple(known.get(code, code) for code in codes)
