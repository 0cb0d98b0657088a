"""Acts as a room offers them: who may, what state and rule allow, and the articles behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, Decision, first_refusal, refused
from huishang.kernel.errors import NoRuleInForce
from huishang.law.provision import Provision
from huishang.law.rules import Rules

from .acts import Act

R = TypeVar("R")


def _always(_: object) -> Decision:
    return ALLOWED


def _everywhere(_: object) -> bool:
    return True


def _nothing(_: object) -> tuple[Basis, ...]:
    return ()


def transition(name: str) -> Callable[[Any], Decision]:
    """Whether the state a record is in has this step of its lifecycle."""
    return lambda record: record.lifecycle.allows(name, record.status)


def ruled_by(provision: Provision[Any]) -> Callable[[Any], tuple[Basis, ...]]:
    """The articles of a provision at the record's own place, today."""
    return lambda record: Rules.at(record.division, clock.today()).basis(provision)


@dataclass(frozen=True, slots=True)
class Offer(Generic[R]):
    """An act: who may, what state and rule allow, and the articles behind it.

    :param here: whether the record as it is has this act at all; a page shows no button else.
    """

    name: str
    label: str
    may: Callable[[Actor, R], Decision]
    state: Callable[[R], Decision] = _always
    can: Callable[[R], Decision] = _always
    basis: Callable[[R], tuple[Basis, ...]] = _nothing
    here: Callable[[R], bool] = _everywhere

    def made_to(self, actor: Actor, record: R) -> Act:
        """Where the place has no rule for it the act is refused, and the page is drawn."""

        def checks() -> Iterator[Decision]:
            yield self.may(actor, record)
            yield self.state(record)
            yield self.can(record)

        here = self.here(record)
        try:
            act = Act.judged(self.name, self.label, checks(), here=here)
        except NoRuleInForce as silence:
            return Act(self.name, self.label, _unruled(silence), here=here)
        try:
            return replace(act, basis=self.basis(record))
        except NoRuleInForce as silence:
            return replace(act, now=first_refusal((act.now, _unruled(silence))))


def _unruled(silence: NoRuleInForce) -> Decision:
    return refused(silence.message, instead=silence.instead, basis=silence.basis)
