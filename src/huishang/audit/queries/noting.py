"""Anchors as they are printed, kept outside and brought back to be compared.

One line a day: the day, then the hash in groups of eight. Whoever types it off paper may leave
the blanks out or add others; lines without a hash are for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ..models import Anchor
from ..verification import Noted

_GROUP = 8
_DIGITS = 64
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def grouped(hash_: str) -> str:
    """69d3070f 29c399bb …, so that an eye does not lose its place."""
    return " ".join(hash_[start : start + _GROUP] for start in range(0, len(hash_), _GROUP))


def kept_file(anchors: Iterable[Anchor]) -> str:
    """The text to print or to put on a medium outside."""
    lines = [
        "审计日锚（SM3）。请打印或者另存于平台以外，核验时交给 huishang audit verify --noted。"
    ]
    lines += [f"{anchor.day.isoformat()}  {grouped(anchor.hash)}" for anchor in anchors]
    return "\n".join(lines) + "\n"


def noted_in(text: str) -> Iterator[Noted]:
    """The hashes a kept text names, with their days where it tells them.

    :raises ValueError: a line that has a day but no whole hash, or names nothing at all.
    """
    found = False
    for number, line in enumerate(text.splitlines(), start=1):
        day = _DAY.search(line)
        digits = re.sub(r"\s", "", line[day.end() :] if day else line).lower()
        if re.fullmatch(f"[0-9a-f]{{{_DIGITS}}}", digits):
            found = True
            yield Noted(digits, date(*map(int, day.groups())) if day else None)
        elif day:
            raise ValueError(f"第{number}行的校验值不完整，应为{_DIGITS}位。")
    if not found:
        raise ValueError("文件中没有日锚的校验值。")
