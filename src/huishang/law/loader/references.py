"""Codes that clauses name in one another: triggers and issues, and every severity a chair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from huishang.kernel.errors import NoRuleInForce
from huishang.kernel.terms import Level, Severity

from .. import provisions, reporting_provisions
from ..provision import Provision
from ..regimes import Clause, Regime
from ..values import Ticked
from .problems import Problem

if TYPE_CHECKING:
    from ..book import LawBook


def dangling(book: LawBook, regime: Regime) -> Iterator[Problem]:
    """Every code that names nothing at the place, level and time of the clause naming it."""
    for clause in regime.clauses:
        for wanted, names in _named(clause):
            for level in clause.levels:
                for day in book.moments(regime):
                    if not clause.covers(level, day):
                        continue
                    known = _codes(book, wanted, regime, level, day)
                    for name in sorted(names - known):
                        reason = f"引用的“{name}”不在{level.label}的“{wanted.label}”之中"
                        yield Problem(regime.file, f"provisions.{clause.provision.key}", reason)
        yield from _chairless(clause, regime)


def _named(clause: Clause) -> Iterator[tuple[Provision[Any], set[str]]]:
    """The codes a clause names, with the provision that defines them."""
    if clause.value is None:
        return
    if clause.provision is provisions.DUTIES:
        yield provisions.ISSUES, {issue for duty in clause.value for issue in duty.issues}
    if clause.provision is reporting_provisions.INDUSTRIES:
        named = {code for industry in clause.value for code in industry.alarm_first}
        yield reporting_provisions.REPORTABLE, named
    if clause.provision is provisions.LEVEL_PROPOSALS:
        yield provisions.TRIGGERS, _ticked(c for row in clause.value for c in row.when)
    if clause.provision is provisions.ESCALATION:
        yield provisions.TRIGGERS, _ticked(iter(clause.value.when))


def _ticked(conditions: Iterator[Any]) -> set[str]:
    return {condition.trigger for condition in conditions if isinstance(condition, Ticked)}


def _codes(
    book: LawBook, provision: Provision[Any], regime: Regime, level: Level, day: date
) -> set[str]:
    try:
        found = book.lookup(provision, regime.division, day, level=level)
    except NoRuleInForce:
        return set()
    return {item.code for item in found.value}


def _chairless(clause: Clause, regime: Regime) -> Iterator[Problem]:
    if clause.provision is provisions.CHAIR and clause.value is not None:
        severities = [rule.severity for rule in clause.value]
        for severity in Severity:
            if severities.count(severity) != 1:
                reason = f"“{severity.label}”应当有且只有一条主持规定"
                yield Problem(regime.file, "provisions.chair", reason)
