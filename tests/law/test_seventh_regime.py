"""A seventh regime is one file: written nowhere in the code, and asked like any other."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, OrganisationKind, PostKind
from huishang.law import provisions
from huishang.law.book import current
from huishang.law.judgements import propose_level
from huishang.law.rules import Rules
from huishang.law.values import CaseFacts, Relation
from tests.law.data import HERE

TODAY = date(2026, 11, 22)
CITY, COUNTY = DivisionCode.parse("995500"), DivisionCode.parse("995501")


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(HERE / "seventh"))


def test_it_is_one_file() -> None:
    assert [path.name for path in (HERE / "seventh").rglob("*") if path.is_file()] == [
        "xingang.yaml"
    ]


def test_it_answers_with_its_own_numbers_and_articles() -> None:
    rules = Rules.at(COUNTY, TODAY)
    period = rules.find(provisions.IMPLEMENTATION_PERIOD)
    assert current().grounds(period) == "依据：新未保委〔2024〕1号 第五条"
    assert str(current().due(date(2026, 9, 15), period.value).on) == "2026-10-19"
    assert rules.regime.key == "xingang"


def test_what_is_off_elsewhere_is_on_here() -> None:
    rules = Rules.at(CITY, TODAY)
    quorum = rules.value(provisions.QUORUM)
    confirmation = rules.value(provisions.MINUTES_CONFIRMATION)
    assert quorum is not None
    assert (quorum.met(2, 3), quorum.met(3, 5), quorum.met(4, 6)) == (True, False, True)
    assert confirmation is not None
    assert (confirmation.needed(1), confirmation.needed(5)) == (1, 2)
    assert str(rules.value(provisions.DECISION_NOTICE)) == "1个工作日"
    assert rules.value(provisions.WRITTEN_REPORT_WHEN_ABSENT)


def test_its_own_conditions_decide_its_levels() -> None:
    rules = Rules.at(COUNTY, TODAY).value(provisions.LEVEL_PROPOSALS)
    levels = [
        proposed.level
        for number in (2, 3)
        if (proposed := propose_level(rules, CaseFacts(numbers={"minors": number})))
    ]
    assert levels == [Level.COUNTY, Level.CITY]


def test_its_applicants_are_told_apart_by_relation_and_post() -> None:
    applicants = Rules.at(CITY, TODAY).value(provisions.APPLICANTS)

    def admitted(kind: OrganisationKind, relation: Relation, post: PostKind) -> bool:
        return any(applicant.admits(kind, "", relation, post) for applicant in applicants)

    office, department = OrganisationKind.OFFICE, OrganisationKind.DEPARTMENT
    assert admitted(department, Relation.OWN, PostKind.LIAISON)
    assert not admitted(department, Relation.BELOW, PostKind.LIAISON)
    assert admitted(office, Relation.BELOW, PostKind.OFFICE_DIRECTOR)
    assert not admitted(office, Relation.BELOW, PostKind.OFFICE_CLERK)


def test_the_shipped_regimes_stand_beside_it_unchanged() -> None:
    shipped = {"china", "yuncheng-2022", "henan-2022", "suzhou-2014", "difficulty-opinion"}
    assert set(current().regimes) == {*shipped, "xingang"}
