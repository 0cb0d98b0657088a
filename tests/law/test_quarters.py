"""Walking every regime by quarter: always exactly one answer, and never two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from huishang.kernel.errors import NoRuleInForce
from huishang.law.book import LawBook, current
from huishang.law.loader import load
from huishang.law.regimes import Regime, Source
from huishang.law.vocabulary import KINDS
from tests.law.data import HERE

UNTIL = date(2028, 1, 1)


def quarters(regime: Regime) -> Iterator[date]:
    yield regime.start
    for year in range(regime.start.year, UNTIL.year):
        for month in (1, 4, 7, 10):
            if regime.in_force(date(year, month, 1)):
                yield date(year, month, 1)


def unanswered(book: LawBook, regime: Regime) -> Iterator[str]:
    for day in quarters(regime):
        for level in regime.levels:
            for provision in KINDS:
                here = [
                    clause
                    for clause in regime.clauses
                    if clause.provision is provision and clause.covers(level, day)
                ]
                if len(here) > 1:
                    yield f"{regime.key} {provision.key} {level} {day}: {len(here)}"
                if any(clause.source is Source.SILENT for clause in here):
                    continue
                try:
                    book.lookup(provision, regime.division, day, level=level)
                except NoRuleInForce:
                    yield f"{regime.key} {provision.key} {level} {day}: none"


BOOKS = {"shipped": current(), "seventh": load(HERE / "seventh")}


@pytest.mark.parametrize(
    ("book", "key"),
    [(name, key) for name, book in BOOKS.items() for key, r in book.regimes.items() if r.complete],
)
def test_every_quarter_has_one_answer_to_every_question(book: str, key: str) -> None:
    assert list(unanswered(BOOKS[book], BOOKS[book].regimes[key])) == []
