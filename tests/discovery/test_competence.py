"""Whose case it is: competent counties, the lead, and that they differ is said with its article."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.discovery.policies.competence import competence
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NoRuleInForce
from huishang.kernel.terms import Level
from huishang.law.values import Place

DAY = date(2026, 3, 10)
A, B, C = "140802101201", "140824101201", "140821100000"


def counties(**places: str) -> list[str]:
    found = competence({Place(name): code for name, code in places.items()}, DAY)
    return [county.prefix for county in found.counties]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"incident": A}, ["140802"]),
        ({"incident": A, "residence": A, "registration": A}, ["140802"]),
        ({"incident": A, "registration": B}, ["140802", "140824"]),
        # living somewhere makes no county competent (S0 第六条)
        ({"incident": A, "residence": B, "registration": C}, ["140802", "140821"]),
        # but leads where nothing is known of the incident
        ({"incident": "", "residence": B, "registration": C}, ["140824", "140821"]),
        ({"registration": C}, ["140821"]),
        # a place known only down to its city names no county
        ({"incident": "140800000000", "residence": B}, ["140824"]),
        # six digits deep is enough, as is another province
        ({"incident": "140802000000", "registration": "410105000000"}, ["140802", "410105"]),
    ],
)
def test_the_counties_follow_from_the_places(places: dict[str, str], expected: list[str]) -> None:
    assert counties(**places) == expected


CODES = st.sampled_from(
    ["", A, B, C, "140802000000", "140800000000", "140000000000", "410105000000"]
)


@given(incident=CODES, residence=CODES, registration=CODES)
def test_the_lead_is_a_known_place_and_every_county_has_its_grounds(
    incident: str, residence: str, registration: str
) -> None:
    places = {
        Place.INCIDENT: incident,
        Place.RESIDENCE: residence,
        Place.REGISTRATION: registration,
    }
    deep = {
        DivisionCode(code).county
        for code in places.values()
        if code and DivisionCode(code).level.rank >= Level.COUNTY.rank
    }
    if not deep:
        return
    found = competence(places, DAY)
    assert set(found.counties) <= deep
    assert len(set(found.counties)) == len(found.counties)
    assert found.differs == (len(found.counties) > 1)
    for county, grounds in found.places.items():
        for place in grounds:
            assert DivisionCode(places[place]).county == county
    known = [place for place in found.leading.value if places[place]]
    first = next(
        place for place in known if DivisionCode(places[place]).level.rank >= Level.COUNTY.rank
    )
    assert found.lead == DivisionCode(places[first]).county


def test_before_there_were_rules_nobody_is_competent_by_guess() -> None:
    with pytest.raises(NoRuleInForce):
        competence({Place.INCIDENT: A}, date(2020, 1, 1))
