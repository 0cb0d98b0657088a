"""Administrative division codes: twelve digits whose prefix *is* the tree.

Province 2 · city 2 · county 2 · town 3 · village 3 (统计用区划代码). A six-digit code as of
GB/T 2260 means the same place with six zeros behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

from .terms import Level

_LENGTHS = {
    Level.NATION: 0,
    Level.PROVINCE: 2,
    Level.CITY: 4,
    Level.COUNTY: 6,
    Level.TOWN: 9,
    Level.VILLAGE: 12,
}


@dataclass(frozen=True, slots=True, order=True)
class DivisionCode:
    """One place.

    >>> DivisionCode.parse("140802").city
    DivisionCode(code='140800000000')
    """

    code: str

    @classmethod
    def parse(cls, text: str) -> DivisionCode:
        """Accept six, nine or twelve digits.

        :raises ValueError: not a division code, in Chinese.
        """
        digits = text.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) in (6, 9, 12)):
            raise ValueError(f"区划代码应为6位、9位或12位数字，得到的是“{text}”")
        return cls(digits.ljust(12, "0"))

    @property
    def level(self) -> Level:
        """The deepest level whose digits are not all zero."""
        for level, shorter in (
            (Level.VILLAGE, 9),
            (Level.TOWN, 6),
            (Level.COUNTY, 4),
            (Level.CITY, 2),
            (Level.PROVINCE, 0),
        ):
            if self.code[shorter : _LENGTHS[level]].strip("0"):
                return level
        return Level.NATION

    @property
    def prefix(self) -> str:
        """The digits that every place within begins with; empty for the nation."""
        return self.code[: _LENGTHS[self.level]]

    def at(self, level: Level) -> DivisionCode:
        """The place of ``level`` this one lies in; itself where it already stands higher."""
        if level.rank >= self.level.rank:
            return self
        return DivisionCode(self.code[: _LENGTHS[level]].ljust(12, "0"))

    @property
    def county(self) -> DivisionCode:
        return self.at(Level.COUNTY)

    @property
    def city(self) -> DivisionCode:
        return self.at(Level.CITY)

    @property
    def province(self) -> DivisionCode:
        return self.at(Level.PROVINCE)

    @property
    def upward(self) -> tuple[DivisionCode, ...]:
        """This place and every place above it, nearest first, the nation last."""
        levels = [level for level in reversed(Level) if level.rank <= self.level.rank]
        return tuple(dict.fromkeys(self.at(level) for level in levels))

    def contains(self, other: DivisionCode) -> bool:
        """Whether ``other`` is this place or lies within it."""
        return other.code.startswith(self.prefix)

    def __str__(self) -> str:
        return self.code


NATION = DivisionCode("000000000000")
