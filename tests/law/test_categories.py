"""Categories of children: every article at its edge, and what the mere passing of time changes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.law import provisions
from huishang.law.book import current
from huishang.law.categories import Fact, Family, changes, holding
from huishang.law.values import Kind, Proof, Scheme, Status
from tests.law.data import HERE

TODAY = date(2026, 11, 23)
SOMEWHERE = ("140802", "320505", "999981")


def schemes(division: str, on: date = TODAY) -> tuple[Scheme, ...]:
    found = current().everywhere(provisions.CHILD_SCHEMES, DivisionCode.parse(division), on)
    return tuple(scheme for finding in found for scheme in finding.value)


def fact(row: dict[str, Any]) -> Fact:
    told = dict(row)
    if "yuan" in told:
        told["fen"] = round(told.pop("yuan") * 100)
    for key, kind in (("status", Status), ("kind", Kind), ("proof", Proof)):
        if key in told:
            told[key] = kind(told[key])
    return Fact(**told)


CASES = yaml.safe_load((HERE / "findings" / "categories.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["because"]) for row in CASES])
def test_the_categories_that_hold(row: dict[str, Any]) -> None:
    asked = [s for s in schemes(row["scheme"]["division"]) if s.code == row["scheme"]["code"]]
    family = Family(
        birth_date=row["born"],
        child=tuple(map(fact, row.get("child", ()))),
        parents=tuple(tuple(map(fact, facts)) for facts in row.get("parents", ())),
    )
    found = holding(asked, family, row["as_of"])
    assert [one.category.code for one in found] == row["expect"]
    if "missing" in row:
        (one,) = found
        assert [ground.situation.code for ground in one.missing] == row["missing"]
    for one in found:
        assert one.grounds
        assert all(ground.facts for ground in one.grounds)
        for basis in (one.category.basis, *(ground.situation.basis for ground in one.grounds)):
            assert current().article(basis).gist


def test_every_category_of_every_scheme_is_tried_at_its_edge() -> None:
    shipped = {
        (s.code, category.code)
        for place in SOMEWHERE
        for s in schemes(place)
        for category in s.categories
    }
    tried = {(row["scheme"]["code"], code) for row in CASES for code in row["expect"]}
    assert tried == shipped


def test_schemes_of_every_level_hold_at_once_the_nation_s_first() -> None:
    codes = [scheme.code for scheme in schemes("320505")]
    assert codes == ["unattended", "difficulty", "left_behind", "suzhou"]
    assert [scheme.code for scheme in schemes("110101")] == codes[:-1]
    assert schemes("110101", date(2020, 12, 31)) == ()


def test_what_is_missing_is_named_with_the_papers_that_would_do() -> None:
    unattended = schemes("140802")[0]
    gone, lost = (
        Fact(Status.DEAD, date(2020, 1, 1), proof=Proof.STATEMENT, source="口述"),
        Fact(Status.REVOKED, date(2020, 1, 1), proof=Proof.COURT),
    )
    (one,) = holding([unattended], Family(date(2015, 1, 1), (), ((gone,), (lost,))), TODAY)
    (ground,) = one.missing
    assert (ground.whose, ground.unproved) == ("父母（一）", (gone,))
    assert Proof.POLICE in ground.situation.proofs
    assert one.category.basis == Basis.parse("minfa-2019-62#object.2")


def test_a_category_that_asks_for_no_paper_misses_none() -> None:
    difficulty = schemes("140802")[1]
    poor = Fact(Status.POOR, date(2020, 1, 1))
    (one,) = holding([difficulty], Family(date(2015, 1, 1), (poor,)), TODAY)
    assert one.missing == ()


def test_who_was_born_on_a_leap_day_grows_up_on_the_first_of_march() -> None:
    orphaned = Fact(Status.PARENTS_UNKNOWN, date(2008, 3, 1))
    family = Family(date(2008, 2, 29), (orphaned,))
    (change,) = changes(schemes("999981"), family, date(2026, 1, 1), date(2026, 12, 31))
    assert change.on == date(2026, 3, 1)
    assert [one.category.code for one in change.ends] == ["orphan"]


def test_a_child_yet_to_be_born_is_told_of_ahead() -> None:
    family = Family(date(2026, 6, 1), (Fact(Status.POOR, date(2026, 1, 1)),))
    (change,) = changes([schemes("140802")[1]], family, date(2026, 5, 1), date(2026, 12, 31))
    assert change.on == family.birth_date
    assert [one.category.code for one in change.begins] == ["poor"]


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    since = draw(days)
    return Fact(
        draw(st.sampled_from(list(Status))),
        since,
        until=draw(st.none() | st.dates(since, date(2027, 12, 31))),
        ordered_until=draw(st.none() | st.dates(since, date(2028, 12, 31))),
        grade=draw(st.none() | st.integers(1, 4)),
        kind=draw(st.none() | st.sampled_from(list(Kind))),
        fen=draw(st.none() | st.integers(0, 2_500_000)),
    )


families = st.builds(
    Family,
    birth_date=st.dates(date(2007, 1, 1), date(2024, 1, 1)),
    child=st.lists(facts(), max_size=4).map(tuple),
    parents=st.lists(st.lists(facts(), max_size=3).map(tuple), max_size=2).map(tuple),
)


@given(families, st.sampled_from(SOMEWHERE))
def test_the_days_told_ahead_are_exactly_the_days_on_which_something_changes(
    family: Family, place: str
) -> None:
    every, first, last = schemes(place), date(2025, 6, 1), date(2026, 12, 31)

    def codes(day: date) -> set[tuple[str, str]]:
        return {(one.scheme.code, one.category.code) for one in holding(every, family, day)}

    told = {change.on: change for change in changes(every, family, first, last)}
    every_day = [first + timedelta(n) for n in range((last - first).days + 1)]
    for before, day in pairwise(every_day):
        begins, ends = codes(day) - codes(before), codes(before) - codes(day)
        change = told.pop(day, None)
        assert (change is not None) == bool(begins or ends), day
        if change is not None:
            assert {(one.scheme.code, one.category.code) for one in change.begins} == begins
            assert {(one.scheme.code, one.category.code) for one in change.ends} == ends
    assert told == {}


@given(families, st.sampled_from(SOMEWHERE), days)
def test_which_parent_is_written_first_makes_no_difference(
    family: Family, place: str, on: date
) -> None:
    turned = Family(family.birth_date, family.child, family.parents[::-1])
    one, other = (
        [found.category for found in holding(schemes(place), which, on)]
        for which in (family, turned)
    )
    assert one == other
