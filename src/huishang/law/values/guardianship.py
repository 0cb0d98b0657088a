"""Who answers for a child, and in what order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuardianRank:
    """Those who stand at one place of the order.

    :param relations: codes of GB/T 4761-2008. :param consent: whose consent they need, in words.
    """

    label: str
    relations: tuple[str, ...]
    consent: str = ""

    def __post_init__(self) -> None:
        if not self.relations:
            raise ValueError(f"“{self.label}”没有写明亲属关系代码")
        for code in self.relations:
            if not (len(code) == 2 and code.isascii() and code.isdecimal()):
                raise ValueError(f"亲属关系代码应为两位数字，得到的是“{code}”")

    def __str__(self) -> str:
        return f"{self.label}（须经{self.consent}同意）" if self.consent else self.label
