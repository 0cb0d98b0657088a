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
    :param choices: the answers open to a choice; several may be given.
    """

    key: str
    kind: FactKind
    label: str
    required: bool = True
    help: str = ""
    choices: tuple[Choice, ...] = ()

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Trigger:
    """启动情形: a situation in which a conference may be asked for.

    Facts that belong together (deaths, injuries) may all be optional while the trigger wants at
    least one of them above zero: that is ``one_of``.
    """

    code: str
    label: str
    basis: Basis
    facts: tuple[FactSpec, ...] = ()
    one_of: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.label
