"""How a child is found by part of a name: by its characters, by sound, by initials.

小明, xiaoming, ming, zhangx and zxm all find 张小明. A name is stored as its *parts*: what it
reads from each character on, so that a search for any part is a search for a beginning, which
an index answers at any size. Characters are compared in their common form, what is stored as what
is typed: 張曉峯 is found by 晓峰, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from huishang.access.finding import LONGEST_PART, Span, beginning_with


def _letters(text: str) -> str:
    """Without blanks and marks, in lower case: what is compared."""
    return "".join(char for char in text.lower() if char.isalnum())


def _in_common(letters: str) -> str:
    """Traditional and variant characters as the common ones they stand for, each by itself: what
    stands around one must not change how it is found."""
    convert = _opencc().convert
    return "".join(convert(char) for char in letters)


@cache
def _opencc() -> Any:
    from opencc import OpenCC  # its dictionaries are read only when a name is

    return OpenCC("t2s")


def _readings(letters: str) -> list[list[str]]:
    """Syllables per character. The first may be read several ways (单, 仇, 曾 as surnames)."""
    from pypinyin import Style, pinyin  # its dictionaries are read only when a name is

    heard = pinyin(letters, style=Style.NORMAL, heteronym=True)
    usual = [syllables[0] for syllables in heard]
    return [[first, *usual[1:]] for first in heard[0]] if heard else []


def _from_each(pieces: list[str]) -> Iterable[str]:
    return ("".join(pieces[start:]) for start in range(len(pieces)))


def common(name: str) -> str:
    """The letters of a name in their common form: what two equal names agree in."""
    return _in_common(_letters(name))[:LONGEST_PART]


def sounds_of(name: str) -> frozenset[str]:
    """Every way the whole name is read, syllables run together."""
    return frozenset("".join(reading)[:LONGEST_PART] for reading in _readings(_letters(name)))


def parts_of(name: str) -> set[bytes]:
    """Every beginning the name may be found by."""
    letters = _letters(name)
    parts = set(_from_each(list(_in_common(letters))))
    for reading in _readings(letters):
        parts |= set(_from_each(reading))
        parts |= set(_from_each([syllable[0] for syllable in reading]))
    return {part[:LONGEST_PART].encode() for part in parts}


def span_of(text: str) -> Span | None:
    """The half-open range of parts that begin with what was typed; none for no letters at all."""
    letters = _in_common(_letters(text))[:LONGEST_PART].encode()
    return beginning_with(letters) if letters else None
