"""Chinese numerals as articles are numbered with."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def chinese(number: int) -> str:
    """1 to 9999 in words.

    >>> chinese(12), chinese(203), chinese(1105)
    ('十二', '二百零三', '一千一百零五')
    """
    words = ""
    for worth, place in _PLACES:
        digit = number // worth % 10
        if digit:
            words += _DIGITS[digit] + place
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words[1:] if words.startswith("一十") else words
