"""Twelve digits are a tree: 2 · 2 · 2 · 3 · 3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.terms import Level

YANHU = DivisionCode.parse("140802")
"""盐湖区 of Yuncheng, Shanxi."""


def _segment(digits: int) -> st.SearchStrategy[str]:
    return st.integers(1, 10**digits - 1).map(lambda number: f"{number:0{digits}d}")


@st.composite
def places(draw: st.DrawFn) -> DivisionCode:
    """A well-formed place of any level: no empty segment above a filled one."""
    depth = draw(st.integers(0, 5))
    segments = [draw(_segment(width)) for width in (2, 2, 2, 3, 3)[:depth]]
    return DivisionCode("".join(segments).ljust(12, "0"))


any_place = places()
any_level = st.sampled_from(Level)


def test_a_six_digit_code_names_the_same_place_as_its_twelve_digits() -> None:
    assert DivisionCode.parse(" 140802 ") == DivisionCode.parse("140802000000") == YANHU
    assert str(YANHU) == "140802000000"


def test_a_town_may_be_written_with_nine_digits() -> None:
    assert DivisionCode.parse("140802001").level is Level.TOWN


@pytest.mark.parametrize(
    "text", ["", "14", "14080", "1408020", "14080200000a", "１４０８０２", "1408 02", "-40802"]
)
def test_anything_but_six_nine_or_twelve_digits_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="区划代码应为6位、9位或12位数字") as raised:
        DivisionCode.parse(text)
    assert text in str(raised.value)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("000000000000", Level.NATION),
        ("140000000000", Level.PROVINCE),
        ("140800000000", Level.CITY),
        ("140802000000", Level.COUNTY),
        ("140802001000", Level.TOWN),
        ("140802001001", Level.VILLAGE),
        ("110100000000", Level.CITY),
        ("429004000000", Level.COUNTY),
    ],
)
def test_the_level_is_the_deepest_filled_segment(code: str, level: Level) -> None:
    assert DivisionCode(code).level is level


def test_a_place_ending_in_zeros_keeps_its_level() -> None:
    assert DivisionCode.parse("140800").prefix == "1408"
    assert DivisionCode.parse("100000").prefix == "10"
    assert DivisionCode.parse("140810100").prefix == "140810100"


def test_ancestors_by_name() -> None:
    village = DivisionCode("140802001001")
    assert village.county == YANHU
    assert village.city == DivisionCode.parse("140800")
    assert village.province == DivisionCode.parse("140000")
    assert YANHU.at(Level.VILLAGE) == YANHU


def test_upward_goes_from_the_place_to_the_nation() -> None:
    assert [place.code for place in YANHU.upward] == [
        "140802000000",
        "140800000000",
        "140000000000",
        "000000000000",
    ]


@given(any_place)
def test_upward_starts_here_ends_at_the_nation_and_climbs_one_level_a_step(
    place: DivisionCode,
) -> None:
    climbed = [step.level for step in place.upward]
    assert place.upward[0] == place
    assert place.upward[-1] == NATION
    assert [level.rank for level in climbed] == list(range(place.level.rank, -1, -1))


@given(any_place, any_level)
def test_the_ancestor_contains_its_place_and_never_stands_deeper_than_asked(
    place: DivisionCode, level: Level
) -> None:
    ancestor = place.at(level)
    assert ancestor.contains(place)
    assert ancestor.level.rank == min(level.rank, place.level.rank)
    assert ancestor.at(level) == ancestor


@given(any_place, any_place)
def test_containing_is_being_on_the_way_up(one: DivisionCode, other: DivisionCode) -> None:
    assert one.contains(other) == (one in other.upward)


@given(any_place)
def test_what_is_printed_is_read_back(place: DivisionCode) -> None:
    assert DivisionCode.parse(str(place)) == place
    assert place.code.startswith(place.prefix)
    assert not place.code[len(place.prefix) :].strip("0")


def test_the_nation_contains_everything_and_nothing_above_a_county_lies_in_it() -> None:
    assert NATION.contains(YANHU)
    assert not YANHU.contains(YANHU.city)
    assert not YANHU.contains(DivisionCode.parse("140821"))
