"""A case says which counties are competent for it, and by which articles."""

from __future__ import annotations

from huishang.cases import queries
from tests.cases.road import opened
from tests.valley import FORD, MILL, OTHER_COUNTY, SPRING, Valley


def test_a_case_says_that_its_counties_differ_and_by_which_article(valley: Valley) -> None:
    case = opened(valley, registered_division=FORD)
    found = queries.competent_counties(case)
    assert found.differs
    assert [county.leads for county in found.counties] == [True, False]
    assert "涉及2个县（市、区）" in found.words
    assert "事发地、居住地在" in found.words or "事发地在" in found.words
    assert "第六条" in found.grounds
    assert "本地设定" in found.lead_grounds
    assert case.competent_counties[1] == OTHER_COUNTY


def test_a_case_of_one_county_does_not(valley: Valley) -> None:
    case = opened(valley, residence_division=MILL, registered_division=SPRING)
    found = queries.competent_counties(case)
    assert not found.differs
    assert len(found.counties) == 1
    assert "牵头" not in found.words
