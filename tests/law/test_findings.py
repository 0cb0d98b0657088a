"""The rules as YAML tells them: facts, as-of, what is expected, because of which article."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.errors import NoRuleInForce
from huishang.law import provisions
from huishang.law.book import current
from huishang.law.judgements import incident_grade, propose_level
from huishang.law.loader.node import Node
from huishang.law.loader.shapes import Shapes
from huishang.law.values import CaseFacts, Duration
from huishang.law.vocabulary import BY_KEY, KINDS
from tests.law.data import HERE

ALREADY = date(2026, 11, 22)


def told(name: str) -> list[Any]:
    rows = yaml.safe_load((HERE / "findings" / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["because"]) for row in rows]


def _expected(row: dict[str, Any]) -> Any:
    """The value as the law data itself would be read."""
    shapes = Shapes(current().departments, bases=None)
    return shapes.read(KINDS[BY_KEY[row["provision"]]], Node(row["expect"], "", "", []))


@pytest.mark.parametrize("row", [*told("yuncheng"), *told("henan"), *told("nation")])
def test_the_law_answers(row: dict[str, Any]) -> None:
    provision, place = BY_KEY[row["provision"]], DivisionCode.parse(row["division"])
    if "refused" in row:
        with pytest.raises(NoRuleInForce) as refusal:
            current().lookup(provision, place, row["as_of"])
        assert row["refused"] in refusal.value.message
        return
    finding = current().lookup(provision, place, row["as_of"])
    if "codes" in row:
        assert [item.code for item in finding.value] == row["codes"]
    else:
        assert finding.value == _expected(row)
    assert finding.is_law is not row.get("local_setting", False)
    assert bool(finding.basis) is finding.is_law
    if "basis" in row:
        assert [str(basis) for basis in finding.basis] == row["basis"]
    if "path" in row:
        assert [step.place for step in finding.path] == row["path"]


@pytest.mark.parametrize("row", told("levels"))
def test_the_level_proposed(row: dict[str, Any]) -> None:
    facts = row["facts"]
    place = DivisionCode.parse(row["division"])
    rules = current().lookup(provisions.LEVEL_PROPOSALS, place, row["as_of"]).value
    proposed = propose_level(
        rules,
        CaseFacts(
            triggers=frozenset(facts.get("triggers", ())),
            divisions=frozenset(map(DivisionCode.parse, facts.get("places", ()))),
            numbers=facts.get("numbers", {}),
        ),
    )
    if row["expect"] is None:
        assert proposed is None
        return
    assert proposed is not None
    assert proposed.level.value == row["expect"]
    assert [str(reason.basis) for reason in proposed.reasons] == row["reasons"]
    assert all(reason.because for reason in proposed.reasons)


@pytest.mark.parametrize("row", told("grades"))
def test_the_grade_of_an_incident(row: dict[str, Any]) -> None:
    rows = current().lookup(provisions.INCIDENT_GRADES, NATION, ALREADY).value
    grade = incident_grade(row["deaths"], row["serious_injuries"], rows)
    assert (grade.code if grade else None) == row["expect"]


@pytest.mark.parametrize("row", told("due_dates"))
def test_the_last_day_of_a_period(row: dict[str, Any]) -> None:
    due = current().due(row["start"], Duration.parse(row["period"]))
    assert (due.on, due.provisional) == (row["expect"], row.get("provisional", False))
