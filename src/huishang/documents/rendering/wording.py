"""Words and figures as official documents write them."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from huishang.kernel.clock import BEIJING

_DIGITS = "零一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"

# Bidirectional overrides reorder what a reader sees; an official document has no use for them.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def lines(text: str) -> tuple[str, ...]:
    """The printable lines of a text, empty ones left out.

    Control characters, lone surrogates, noncharacters and reordering marks are dropped: they
    cannot be seen, XML cannot hold them, and they come only from pasting. A tab becomes a space.
    """
    cleaned = (
        "".join(filter(_is_printable, line.replace("\t", " "))).strip()
        for line in text.splitlines()
    )
    return tuple(line for line in cleaned if line)


def line(text: str) -> str:
    """The text on one line: a name, a place, a label."""
    return " ".join(lines(text))


def _is_printable(character: str) -> bool:
    point = ord(character)
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return not (
        is_noncharacter
        or character in _REORDERING
        or unicodedata.category(character) in ("Cc", "Cs")
    )


def width(text: str) -> float:
    """How many 字 a text takes: a full-width character one, a half-width character half."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def chinese_number(number: int) -> str:
    """一 … 九十九, for headings.

    :raises ValueError: outside 1–99.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"序数只写到九十九，得到的是{number}")
    tens, ones = divmod(number, 10)
    leading = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return leading + (_DIGITS[ones] if ones else "")


def day(on: date) -> str:
    """2026年11月2日: Arabic figures, no leading zero (GB/T 9704-2012 7.3.5.4)."""
    return f"{on.year}年{on.month}月{on.day}日"


def due(on: date, *, provisional: bool = False) -> str:
    """A deadline in words; provisional where that year's working days are not yet announced."""
    return f"暂定{day(on)}前" if provisional else f"{day(on)}前"


def hour(at: datetime) -> str:
    """9时30分, 14时."""
    return f"{at.hour}时{at.minute}分" if at.minute else f"{at.hour}时"


def meeting_time(starts: datetime, ends: datetime | None = None) -> str:
    """2026年11月22日（星期日）9时30分至11时, in Beijing time.

    :raises ValueError: an instant without a time zone.
    """
    first = _beijing(starts)
    words = f"{_dated(first)}{hour(first)}"
    if ends is None:
        return words
    last = _beijing(ends)
    same_day = last.date() == first.date()
    return f"{words}至{hour(last) if same_day else _dated(last) + hour(last)}"


def _dated(at: datetime) -> str:
    return f"{day(at.date())}（星期{_WEEKDAYS[at.weekday()]}）"


def _beijing(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("会议时间应带时区")
    return at.astimezone(BEIJING)
