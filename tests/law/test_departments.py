"""Departments are functions; what they are called follows the level and the day."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.kernel.terms import Level
from huishang.law.book import current

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("code", "level", "on", "name"),
    [
        ("youth_league", Level.PROVINCE, TODAY, "团省委"),
        ("youth_league", Level.CITY, TODAY, "团市委"),
        ("youth_league", Level.COUNTY, TODAY, "团县（市、区）委"),
        ("health", Level.CITY, date(2018, 3, 16), "卫生和计划生育委员会"),
        ("health", Level.CITY, date(2018, 3, 17), "卫生健康委员会"),
        ("health", Level.COUNTY, TODAY, "卫生健康局"),
        ("police", Level.PROVINCE, TODAY, "公安厅"),
        ("police", Level.COUNTY, TODAY, "公安局"),
        ("court", Level.COUNTY, TODAY, "人民法院"),
        ("procuratorate", Level.CITY, TODAY, "人民检察院"),
    ],
)
def test_a_department_is_called_as_its_level_and_its_time_call_it(
    code: str, level: Level, on: date, name: str
) -> None:
    assert current().departments[code].name_on(level, on) == name


def test_no_name_is_recorded_twice_for_a_level_and_a_day() -> None:
    for department in current().departments.values():
        for level in (Level.PROVINCE, Level.CITY, Level.COUNTY):
            for on in (date(2015, 1, 1), TODAY):
                assert sum(name.fits(level, on) for name in department.names) <= 1


def test_the_vocabulary_is_the_union_of_what_the_sources_name() -> None:
    of_the_two_sources = {
        *("police", "civil_affairs", "education", "health", "cyberspace", "court"),
        *("procuratorate", "justice", "youth_league", "womens_federation", "political_legal"),
    }
    of_the_others = {
        *("human_resources", "disabled_federation", "urban_management", "finance"),
        *("civilization_office", "medical_insurance", "housing", "culture_tourism"),
        *("market_regulation", "emergency_management"),
    }
    assert set(current().departments) == of_the_two_sources | of_the_others
