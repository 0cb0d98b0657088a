"""Who must be there, and where."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis
from huishang.kernel.terms import Level, PostKind


@dataclass(frozen=True, slots=True)
class Staffing:
    """Every place of a level has so many holders of a post."""

    level: Level
    post: PostKind
    at_least: int
    basis: tuple[Basis, ...]

    def __post_init__(self) -> None:
        if self.at_least < 1:
            raise ValueError(f"人数至少为1，得到的是{self.at_least}")

    def __str__(self) -> str:
        return f"{self.level.label}每处至少{self.at_least}名{self.post.label}"
