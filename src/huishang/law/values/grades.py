"""Grades of an incident by its dead and seriously injured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade begins when either number is reached, the number itself included."""

    code: str
    label: str
    deaths: int
    serious_injuries: int

    def __str__(self) -> str:
        return f"{self.label}：死亡{self.deaths}人以上，或者重伤{self.serious_injuries}人以上"
