"""When a conference may be asked for, and which facts each situation has to show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis

from .labelled import Labelled


class FactKind(Labelled):
    """How a fact is typed in."""

    TEXT = "text", "文字"
    INTEGER = "integer", "数目"
    DIVISIONS = "divisions", "行政区划"
    CHOICE = "choice", "选项"
    FLAG = "flag", "是否"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a `FactKind.CHOICE` fact."""

    code: str
    label: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact an applicant states when ticking a trigger.

    :param key: name of the answer; `Measure` values are read from the keys of the same name.
    :param at_least: the least number of an integer, the least count of divisions.
    :param choices: the answers open to a choice, of which one is given.
    """

    key: str
    kind: FactKind
    label: str
    required: bool = True
    help: str = ""
    at_least: int = 0
    choices: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind is FactKind.CHOICE) != bool(self.choices):
            raise ValueError("只有选项类的事实（kind: choice）写 choices，并且必须写")

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Trigger:
    """启动情形: a situation in which a conference may be asked for.

    :param one_of: keys of facts of which at least one must be above zero (deaths, injuries).
    """

    code: str
    label: str
    basis: Basis
    facts: tuple[FactSpec, ...] = ()
    one_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keys = [fact.key for fact in self.facts]
        if repeated := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"事实“{'、'.join(sorted(repeated))}”重复")
        if unknown := set(self.one_of) - set(keys):
            raise ValueError(f"one_of 中的“{'、'.join(sorted(unknown))}”不是这一情形的事实")

    def __str__(self) -> str:
        return self.label
