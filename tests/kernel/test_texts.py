"""What was typed is tidied, and what is wrong with it is said in one sentence."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.texts import name_fault, phone_fault, sought, text_fault, tidy


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert "\r" not in tidied
    assert unicodedata.is_normalized("NFC", tidied)


def test_line_ends_of_every_system_become_one_kind() -> None:
    assert tidy(" 一\r\n二\r三\n") == "一\n二\n三"


# --- text ------------------------------------------------------------------------------------


def test_what_is_wanted_is_asked_for_and_what_is_not_may_stay_empty() -> None:
    assert text_fault("案情", "  ", longest=10) == "请填写“案情”。"
    assert text_fault("备注", "", longest=10, required=False) is None


def test_length_is_counted_after_tidying_and_told_with_both_numbers() -> None:
    assert text_fault("案情", f"  {'字' * 10}  ", longest=10) is None
    fault = text_fault("案情", "字" * 11, longest=10) or ""
    assert "不超过10字" in fault
    assert "现有11字" in fault


def test_lines_are_allowed_where_they_are_asked_for() -> None:
    assert text_fault("案情", "一\n二", longest=10, lines=True) is None
    assert text_fault("标题", "一\n二", longest=10) is not None


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\u202e", "\u2066", "\ud800"])
def test_what_cannot_be_seen_or_turns_text_round_is_refused(char: str) -> None:
    fault = text_fault("案情", f"甲{char}乙", longest=10, lines=True) or ""
    assert "控制字符" in fault


# --- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "张小明",
        "欧阳小明",
        "阿依古丽·买买提",
        "𠮷田",
        "Jean-Luc O’Neill",
        "བཀྲ་ཤིས",
        "ئايگۈل",
        "李四（小名狗蛋2）",
    ],
)
def test_a_name_may_be_of_any_script(name: str) -> None:
    assert name_fault("姓名", name, longest=30) is None


@pytest.mark.parametrize("name", ["张三;", "<b>张三</b>", "张三\u200b", "12345", "···", "张\n三"])
def test_what_is_no_name_is_refused(name: str) -> None:
    assert name_fault("姓名", name, longest=30)


def test_a_name_is_asked_for_or_may_be_unknown() -> None:
    assert name_fault("姓名", " ", longest=30) == "请填写“姓名”。"
    assert name_fault("姓名", "", longest=30, required=False) is None
    assert "不超过2字" in (name_fault("姓名", "张小明", longest=2) or "")


# --- telephones ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["13800138000", " 19912345678 ", "0359-1234567", "01012345678", "0359-1234567-801"]
)
def test_a_number_that_can_be_dialled_is_accepted(number: str) -> None:
    assert phone_fault("电话", number) is None


@pytest.mark.parametrize("number", ["110", "12345", "12355"])
def test_a_short_service_number_is_accepted(number: str) -> None:
    assert phone_fault("电话", number) is None


@pytest.mark.parametrize(
    "number", ["1380013800", "12800138000", "1234567", "１３８００１３８０００", "0359 1234567"]
)
def test_a_number_nobody_can_dial_is_told_its_form(number: str) -> None:
    assert "11位手机号码" in (phone_fault("电话", number) or "")


def test_a_telephone_is_asked_for_where_it_is_needed() -> None:
    assert phone_fault("电话", "") is None
    assert phone_fault("电话", "", required=True) == "请填写“电话”。"


@given(st.text())
def test_a_search_never_carries_what_no_database_takes(text: str) -> None:
    words = sought(text)
    assert words.isprintable()
    words.encode()


def test_a_search_keeps_the_words() -> None:
    assert sought(" 张\x00小 明\n") == "张小 明"
