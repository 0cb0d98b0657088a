"""The second round: what only shows when all files are seen together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from huishang.kernel.errors import NoRuleInForce
from huishang.kernel.terms import Level

from ..provision import Provision
from ..regimes import Regime, overlap
from ..vocabulary import KINDS
from .floors import loosened
from .problems import Problem
from .references import dangling

if TYPE_CHECKING:
    from ..book import LawBook


def check(book: LawBook) -> Iterator[Problem]:
    """Every way in which readable data still does not hold together."""
    yield from _coverage(book)
    yield from _rivals(book)
    yield from loosened(book)
    for regime in book.regimes.values():
        yield from _overlaps(regime)
        yield from _holes(regime)
        yield from _unanswered(book, regime)
        yield from dangling(book, regime)


def _coverage(book: LawBook) -> Iterator[Problem]:
    """Every article is cited by a clause or left out with a reason, and not both.

    An article divided into items is accounted for item by item.
    """
    regimes = book.regimes.values()
    cited = {basis for regime in regimes for clause in regime.clauses for basis in clause.cited}
    left_out = {item.basis for regime in regimes for item in regime.not_encoded}
    for regime in regimes:
        for number, item in enumerate(regime.not_encoded):
            if item.basis in cited:
                reason = f"“{item.basis}”已被引用，不应再列为未编码"
                yield Problem(regime.file, f"not_encoded[{number}].basis", reason)
    for instrument in book.instruments.values():
        for article in instrument.leaves:
            if article.basis not in cited | left_out:
                reason = f"{article.number}既没有事项引用，也没有在 not_encoded 中说明原因"
                yield Problem(instrument.file, f"articles.{article.basis.article}", reason)


def _rivals(book: LawBook) -> Iterator[Problem]:
    for one, other in combinations(book.regimes.values(), 2):
        together = overlap(one.start, one.end, other.start, other.end)
        if together and one.division == other.division:
            reason = f"与“{one.key}”在同一行政区划同时施行，一地一时只能有一项制度"
            yield Problem(other.file, "division", reason)


def _overlaps(regime: Regime) -> Iterator[Problem]:
    for one, other in combinations(regime.clauses, 2):
        if one.meets(other):
            reason = f"自{max(one.start, other.start)}起，同一层级有两条规定，期间重叠"
            yield Problem(regime.file, f"provisions.{one.provision.key}", reason)


def _holes(regime: Regime) -> Iterator[Problem]:
    """Between a provision's first day and its last there is no day without a clause."""
    spoken = {(clause.provision, level) for clause in regime.clauses for level in clause.levels}
    for provision, level in spoken:
        clauses = [c for c in regime.clauses if c.provision is provision and level in c.levels]
        for earlier, later in pairwise(sorted(clauses, key=lambda clause: clause.start)):
            if earlier.end is not None and earlier.end < later.start:
                yield _gap(regime, provision, level, f"{earlier.end}至{later.start}")


def _unanswered(book: LawBook, regime: Regime) -> Iterator[Problem]:
    """Every question has an answer here or above, or is declared silent here.

    Not asked of a regime that says it is not complete.
    """
    if not regime.complete:
        return
    for provision in KINDS:
        for level in regime.levels:
            for day in book.moments(regime):
                if not _answered(book, provision, regime, level, day):
                    yield _gap(regime, provision, level, f"自{day}起")
                    break


def _answered(
    book: LawBook, provision: Provision[Any], regime: Regime, level: Level, day: date
) -> bool:
    if regime.clause(provision, level, day) is not None:
        return True
    try:
        book.lookup(provision, regime.division, day, level=level)
    except NoRuleInForce:
        return False
    return True


def _gap(regime: Regime, provision: Provision[Any], level: Level, when: str) -> Problem:
    reason = f"{level.label}{when}没有“{provision.label}”的规定，也没有写明 silent（未作规定）"
    return Problem(regime.file, f"provisions.{provision.key}", reason)
