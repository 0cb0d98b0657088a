"""What a cell says, however it was typed: full width, with blanks, as a number, as a date.

Each reader answers the value, or raises `Unclear` with what is wrong and what to do.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

Raw = str | int | float | bool | date | datetime | None
"""A cell as the file keeps it."""

_WRITTEN_DAY = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_ZERO = date(1899, 12, 30)
"""Days of a spreadsheet are counted from here (from March 1900 on)."""
_SERIALS = range(20_000, 80_000)
"""Counted days of 1954 to 2119: a date that lost its format."""
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; what is longer has lost its last ones."""
_HAN_APART = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


class Unclear(ValueError):
    """A cell that cannot be understood; the message says what to do."""


def words(raw: Raw) -> str:
    """Text as it stands; a number without the point a spreadsheet gives it."""
    match raw:
        case None:
            return ""
        case bool():
            return "是" if raw else "否"
        case float() if raw.is_integer():
            return str(int(raw))
        case datetime():
            return f"{raw:%Y-%m-%d}"
        case _:
            return str(raw).strip()


def name(raw: Raw) -> str:
    """Chinese names are set apart by blanks to line up: 张 三."""
    return _HAN_APART.sub("", words(raw))


def code(raw: Raw) -> str:
    """Digits and letters in half width, capitals, without blanks and invisible marks.

    :raises Unclear: the spreadsheet took it for a number and lost its end.
    """
    if isinstance(raw, int | float) and abs(raw) >= _EXACT:
        raise Unclear(
            "这一格被表格软件存成了数值，末几位已经丢失。请把这一列设为“文本”格式后重新填写。"
        )
    narrow = unicodedata.normalize("NFKC", words(raw)).upper()
    return "".join(char for char in narrow if char.isprintable() and not char.isspace())


def day(raw: Raw) -> date | None:
    """:raises Unclear: no date, or none that exists."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = code(raw)
    if not text:
        return None
    if text.isdigit() and int(text) in _SERIALS:
        return _DAY_ZERO + timedelta(days=int(text))
    found = _WRITTEN_DAY.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Unclear(f"“{words(raw)}”不是日期。请写成2014-05-20或者2014年5月20日。")


def count(raw: Raw) -> int | None:
    """:raises Unclear: no whole number."""
    text = code(raw).removesuffix("周岁").removesuffix("岁")
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    raise Unclear(f"“{words(raw)}”不是整数，请只写数字。")
