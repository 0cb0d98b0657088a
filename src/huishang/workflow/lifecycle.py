"""A lifecycle is a table of transitions; status changes nowhere else than along a row of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind
from huishang.law.provision import Provision


class State(StrEnum):
    """Base of every lifecycle's states; a member is ``CODE = "code", "中文"``.

    Calling it with a stored value looks the member up, as with any enum.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> State:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: under which act a thing passes from a state to another.

    :param name: the act, a verb, the name of the action function.
    :param label: the word on the button.
    :param owners: posts that carry it; who exactly may is the room's ``permissions``.
    :param event: name of the audit event written with it.
    :param guard: provision that must be met first.
    :param deadline: provision the time limit comes from.
    :param basis: articles the step itself comes from, for the diagram and the button.
    """

    name: str
    label: str
    sources: tuple[State, ...]
    target: State
    owners: tuple[PostKind, ...]
    event: str
    guard: Provision[Any] | None = None
    deadline: Provision[Any] | None = None
    basis: tuple[Basis, ...] = ()


class Lifecycle:
    """The table of one kind of thing.

    :param subject: what it is the life of, in Chinese, for sentences and diagrams.
    :raises ValueError: two rows of one name share a source, or a state cannot be reached.
    """

    def __init__(
        self, name: str, subject: str, *, initial: State, rows: Iterable[Transition]
    ) -> None:
        self.name = name
        self.subject = subject
        self.initial = initial
        self.rows = tuple(rows)
        self.states = type(initial)
        self._by_act: dict[tuple[str, State], Transition] = {}
        for row in self.rows:
            for source in row.sources:
                if (row.name, source) in self._by_act:
                    raise ValueError(f"{name}: {row.name} leaves {source} twice")
                self._by_act[row.name, source] = row
        if unreachable := set(self.states) - self._reached():
            raise ValueError(f"{name}: unreachable {sorted(unreachable)}")

    def _reached(self) -> set[State]:
        """Every state some road leads to from the first one."""
        reached: set[State] = set()
        ahead = [self.initial]
        while ahead:
            state = ahead.pop()
            if state not in reached:
                reached.add(state)
                ahead += [row.target for row in self.rows if state in row.sources]
        return reached

    def state(self, value: str) -> State:
        """The member a stored value stands for. :raises KeyError: not a state of this table."""
        return {member.value: member for member in self.states}[value]

    def transition(self, act: str, state: str) -> Transition | None:
        """The row that ``act`` takes from ``state``, if any."""
        return self._by_act.get((act, self.state(state)))

    def allows(self, act: str, state: str) -> Decision:
        """Whether ``act`` is open in ``state``, with the words of the refusal."""
        if self.transition(act, state) is not None:
            return ALLOWED
        rows = [row for row in self.rows if row.name == act]
        if not rows:
            raise KeyError(f"{self.name} has no act {act}")
        wanted = "、".join(dict.fromkeys(s.label for row in rows for s in row.sources))
        return refused(
            f"{self.subject}目前为“{self.state(state).label}”，不能办理“{rows[0].label}”。",
            instead=f"该环节在“{wanted}”时办理。",
            basis=rows[0].basis,
        )

    def acts_from(self, state: str) -> tuple[Transition, ...]:
        """The rows that leave ``state``, in the table's order."""
        return tuple(row for row in self.rows if self.state(state) in row.sources)

    def is_final(self, state: str) -> bool:
        return not self.acts_from(state)
