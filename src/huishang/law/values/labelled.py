"""A closed vocabulary whose members carry their Chinese name beside their code."""

from __future__ import annotations

from enum import Enum


class Labelled(Enum):
    """Members are written ``CODE = "code", "中文"``; the value is the code, `label` the name.

    >>> class Colour(Labelled):
    ...     RED = "red", "红"
    >>> Colour("red").label
    '红'
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Labelled:
        member = object.__new__(cls)
        member._value_ = code
        member.label = label
        return member

    def __str__(self) -> str:
        return self.label
