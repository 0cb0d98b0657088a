"""GB 11643-1999: form, date, serial and the ISO 7064 MOD 11-2 check character."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.resident_id import ResidentId, age_on, check_digit, synthetic
from huishang.kernel.terms import Sex

# The standard's own worked examples.
STANDARD = ("11010519491231002X", "440524188001010014")

areas = st.integers(110000, 659999).map(str)
birth_dates = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    body = f"{draw(areas)}{draw(birth_dates):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + check_digit(body)


def iso_7064(number: str) -> int:
    """The standard's other formula, Horner's scheme: a valid number leaves 1 modulo 11."""
    total = 0
    for character in number:
        total = (total * 2 + (10 if character == "X" else int(character))) % 11
    return total


@pytest.mark.parametrize("number", STANDARD)
def test_the_standards_examples_are_accepted(number: str) -> None:
    assert ResidentId.parse(number).number == number


@given(numbers())
def test_the_check_character_agrees_with_the_recursive_method(number: str) -> None:
    assert iso_7064(number) == 1
    assert ResidentId.parse(number).number == number


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    with pytest.raises(ValueError, match="居民身份号码"):
        ResidentId.parse(number[:place] + wrong + number[place + 1 :])


@given(numbers(), st.integers(0, 16))
def test_two_neighbours_swapped_never_pass(number: str, place: int) -> None:
    left, right = number[place], number[place + 1]
    if left == right:
        return
    with pytest.raises(ValueError, match="居民身份号码"):
        ResidentId.parse(number[:place] + right + left + number[place + 2 :])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1101051949123100",
        "11010519491231002XX",
        "1101051949123100ZX",
        "１１０１０５１９４９１２３１００２X",
    ],
)
def test_a_malformed_number_is_told_its_form(text: str) -> None:
    with pytest.raises(ValueError, match="应为18位"):
        ResidentId.parse(text)


@pytest.mark.parametrize("day", ["20230229", "20231301", "20230001", "00001231"])
def test_a_date_that_never_was_is_quoted(day: str) -> None:
    body = f"140802{day}000"
    with pytest.raises(ValueError, match=f"出生日期“{day}”不存在"):
        ResidentId.parse(body + check_digit(body))


def test_a_wrong_check_character_says_a_digit_may_be_miscopied() -> None:
    with pytest.raises(ValueError, match="校验位不符"):
        ResidentId.parse("110105194912310021")


def test_blanks_around_it_and_a_small_x_are_forgiven() -> None:
    assert ResidentId.parse(" 11010519491231002x ").number == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "sex"),
    [("11010519491231002X", Sex.FEMALE), ("440524188001010014", Sex.MALE)],
)
def test_the_serials_parity_is_the_sex(number: str, sex: Sex) -> None:
    assert ResidentId.parse(number).sex is sex


@given(areas, birth_dates)
def test_a_synthetic_number_is_valid_dated_and_belongs_to_nobody(area: str, born: date) -> None:
    invented = synthetic(area, born)
    assert ResidentId.parse(invented.number) == invented
    assert invented.is_synthetic
    assert invented.sex is Sex.UNKNOWN
    assert (invented.area, invented.birth_date) == (area, born)


def test_a_number_somebody_may_hold_is_not_synthetic() -> None:
    assert not ResidentId.parse(STANDARD[0]).is_synthetic


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2010, 5, 1), date(2024, 4, 30), 13),
        (date(2010, 5, 1), date(2024, 5, 1), 14),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2020, 1, 1), date(2020, 1, 1), 0),
    ],
)
def test_a_year_is_full_on_the_birthday_itself(born: date, day: date, years: int) -> None:
    assert age_on(born, day) == years


@given(birth_dates, st.integers(0, 40_000))
def test_age_rises_by_at_most_one_a_day_and_never_falls(born: date, days: int) -> None:
    today = date.fromordinal(born.toordinal() + days)
    tomorrow = date.fromordinal(today.toordinal() + 1)
    assert 0 <= age_on(born, tomorrow) - age_on(born, today) <= 1
