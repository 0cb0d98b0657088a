"""What somebody typed is tidied and judged the same way everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.texts import name_fault, phone_fault, text_fault, tidy


def test_tidy_takes_blanks_off_the_ends_and_knows_one_line_end() -> None:
    assert tidy(" 　甲\r\n乙\r丙 \n") == "甲\n乙\n丙"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize("blank", ["", "  ", "\n\t", "　"])
def test_a_required_text_of_blanks_is_missing(blank: str) -> None:
    assert text_fault("案情", blank, longest=10) == "请填写“案情”。"
    assert text_fault("案情", blank, longest=10, required=False) is None


def test_a_text_may_fill_its_length_and_not_one_character_more() -> None:
    assert text_fault("案情", "字" * 10, longest=10) is None
    fault = text_fault("案情", "字" * 11, longest=10)
    assert fault is not None
    assert "不超过10字" in fault
    assert "现有11字" in fault


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\ud800"])
@pytest.mark.parametrize("lines", [True, False])
def test_control_characters_are_refused(hidden: str, lines: bool) -> None:
    fault = text_fault("案情", f"甲{hidden}乙", longest=10, lines=lines)
    assert fault is not None
    assert "控制字符" in fault


def test_lines_are_for_texts_that_may_have_them() -> None:
    assert text_fault("案情", "甲\n\t乙", longest=10, lines=True) is None
    assert text_fault("姓名", "甲\n乙", longest=10) is not None


@pytest.mark.parametrize("name", ["张小明", "阿依古丽·买买提", "男童1号", "O'Neil", "欧阳 娜娜"])
def test_names_as_people_bear_them_are_accepted(name: str) -> None:
    assert name_fault("姓名", name, longest=60) is None


@pytest.mark.parametrize("name", ["<b>张</b>", "张;明", "123", "·", "张\x00明", "张😀"])
def test_what_is_no_name_is_refused(name: str) -> None:
    assert name_fault("姓名", name, longest=60) is not None


def test_a_name_is_required_unless_told_otherwise() -> None:
    assert name_fault("姓名", " ", longest=60) == "请填写“姓名”。"
    assert name_fault("姓名", " ", longest=60, required=False) is None


@pytest.mark.parametrize(
    "number", ["13800138000", "0359-1234567", "03591234567", "010-12345678-805", "110", "12345"]
)
def test_numbers_one_can_call_are_accepted(number: str) -> None:
    assert phone_fault("电话", f" {number} ") is None


@pytest.mark.parametrize(
    "number", ["1380013800", "138001380001", "23800138000", "１３８００１３８０００", "电话", "1"]
)
def test_numbers_nobody_can_call_are_refused(number: str) -> None:
    fault = phone_fault("电话", number)
    assert fault is not None
    assert "11位手机号码" in fault


def test_a_phone_is_optional_unless_told_otherwise() -> None:
    assert phone_fault("电话", "") is None
    assert phone_fault("电话", "", required=True) == "请填写“电话”。"
