"""Dates, hours and ordinals as official documents write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.documents.rendering.wording import (
    chinese_number,
    day,
    due,
    lines,
    meeting_time,
    width,
)
from huishang.kernel.clock import beijing


def test_dates_have_arabic_figures_without_leading_zeros():
    assert day(date(2026, 11, 22)) == "2026年11月22日"
    assert day(date(2026, 1, 2)) == "2026年1月2日"


def test_a_deadline_in_a_year_not_yet_announced_is_provisional():
    assert due(date(2026, 12, 14)) == "2026年12月14日前"
    assert due(date(2027, 1, 6), provisional=True) == "暂定2027年1月6日前"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九")],
)
def test_headings_count_in_chinese(number, words):
    assert chinese_number(number) == words


def test_every_heading_number_is_another_word():
    assert len({chinese_number(number) for number in range(1, 100)}) == 99


@pytest.mark.parametrize("number", [0, 100, -1])
def test_headings_do_not_count_further(number):
    with pytest.raises(ValueError, match="九十九"):
        chinese_number(number)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (None, "2026年11月2日（星期一）9时30分"),
        (beijing(2026, 11, 2, 11), "2026年11月2日（星期一）9时30分至11时"),
        (
            beijing(2026, 11, 3, 10, 5),
            "2026年11月2日（星期一）9时30分至2026年11月3日（星期二）10时5分",
        ),
    ],
)
def test_meeting_time_says_day_weekday_and_hours(ends, words):
    assert meeting_time(beijing(2026, 11, 2, 9, 30), ends) == words


def test_meeting_time_is_beijing_time():
    assert meeting_time(datetime(2026, 11, 1, 22, tzinfo=UTC)) == "2026年11月2日（星期一）6时"


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="时区"):
        meeting_time(datetime(2026, 11, 2, 9))  # noqa: DTZ001


@given(st.dates())
def test_no_date_has_a_leading_zero(on):
    assert not any(part.startswith("0") for part in day(on)[:-1].replace("月", "年").split("年"))


def test_figures_take_half_the_width_of_characters():
    assert width("2026年1月2日") == 6
    assert width("（代章）") == 4


def test_lines_are_paragraphs_and_empty_ones_are_left_out():
    assert lines("甲\n\n 乙 \r\n\x0b丙\u2029") == ("甲", "乙", "丙")


def test_marks_that_reorder_what_is_read_are_dropped():
    assert lines("\u202e甲\u2066乙\u2069") == ("甲乙",)
