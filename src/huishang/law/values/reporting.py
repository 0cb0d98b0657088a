"""What those who are bound to report have to say, and which of them must have called the police."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis
from huishang.kernel.terms import Sex


@dataclass(frozen=True, slots=True)
class ReportableSituation:
    """A situation that has to be reported (强制报告情形).

    :param sex: the only one it is about; None where it is about every child.
    :param from_age: full years it begins at; :param below: full years it ends before.
    """

    code: str
    label: str
    basis: Basis
    sex: Sex | None = None
    from_age: int | None = None
    below: int | None = None

    def __post_init__(self) -> None:
        if self.from_age is not None and self.below is not None and self.from_age >= self.below:
            raise ValueError(f"“{self.label}”自{self.from_age}周岁起，却限{self.below}周岁以下")

    def fits_sex(self, sex: Sex) -> bool:
        """Whether a child of ``sex`` may be in it; of whom nobody could say, it may."""
        return self.sex is None or sex in (self.sex, Sex.UNKNOWN, Sex.UNSTATED)

    def fits_age(self, age: int | None) -> bool:
        """:param age: full years; None where nobody could say."""
        return age is None or (
            (self.from_age or 0) <= age and (self.below is None or age < self.below)
        )

    def fits(self, sex: Sex, age: int | None) -> bool:
        """Whether a child may be in it."""
        return self.fits_sex(sex) and self.fits_age(age)

    @property
    def whose(self) -> str:
        """不满14周岁的女性; empty where it is about every child."""
        ages = "".join(
            (
                f"已满{self.from_age}周岁" if self.from_age is not None else "",
                f"不满{self.below}周岁" if self.below is not None else "",
            )
        )
        sex = f"{self.sex.label}性" if self.sex else ""
        return f"{ages}的{sex or '儿童'}" if ages else sex

    def __str__(self) -> str:
        return f"{self.label}（{self.whose}）" if self.whose else self.label


@dataclass(frozen=True, slots=True)
class Industry:
    """A line of work that is bound to report (强制报告行业).

    :param alarm_first: situations in which a unit of it has called 110 before it reports here.
    """

    code: str
    label: str
    alarm_first: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.label
