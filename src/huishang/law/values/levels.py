"""Which level should hear a case: conditions over its facts, from a closed vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind

from .labelled import Labelled


class Measure(Labelled):
    """What may be counted of a case. Places are counted from its divisions."""

    COUNTIES = "counties", "涉及的县（市、区）"
    CITIES = "cities", "涉及的市"
    PROVINCES = "provinces", "涉及的省"
    MINORS = "minors", "涉及的未成年人"
    DEATHS = "deaths", "死亡人数"
    SERIOUS_INJURIES = "serious_injuries", "重伤人数"


_PLACES = {
    Measure.COUNTIES: Level.COUNTY,
    Measure.CITIES: Level.CITY,
    Measure.PROVINCES: Level.PROVINCE,
}


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a case when its level is asked for.

    :param triggers: codes of the triggers ticked.
    :param divisions: every place involved: of the incident, of residence, of registration.
    :param numbers: answers to the triggers' integer facts, by `FactSpec.key`.
    """

    triggers: frozenset[str] = frozenset()
    divisions: frozenset[DivisionCode] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def count(self, measure: Measure) -> int:
        """A place is counted at a level only when its code reaches that deep."""
        if measure in _PLACES:
            level = _PLACES[measure]
            return len({d.at(level) for d in self.divisions if d.level.rank >= level.rank})
        return self.numbers.get(measure.value, 0)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A measure reaches a number."""

    measure: Measure
    at_least: int

    def holds(self, facts: CaseFacts) -> bool:
        return facts.count(self.measure) >= self.at_least


@dataclass(frozen=True, slots=True)
class Ticked:
    """A trigger of the regime is ticked."""

    trigger: str

    def holds(self, facts: CaseFacts) -> bool:
        return self.trigger in facts.triggers


Condition = AtLeast | Ticked


@dataclass(frozen=True, slots=True)
class LevelProposal:
    """Propose ``level`` when any condition holds; without conditions, always.

    :param because: the reason a person reads.
    """

    level: Level
    because: str
    basis: Basis
    when: tuple[Condition, ...] = ()

    def holds(self, facts: CaseFacts) -> bool:
        return not self.when or any(condition.holds(facts) for condition in self.when)

    def __str__(self) -> str:
        return f"{self.level.label}：{self.because}"


@dataclass(frozen=True, slots=True)
class Escalation:
    """上报: when and by whom a conference may be passed up.

    :param because: the situation in a person's words, as ``when`` is for the machine.
    :param when: any one suffices; the office judges whether it does.
    :param opinion_required: whether the office passing up states its own opinion.
    """

    to: Level
    by: tuple[PostKind, ...]
    because: str
    when: tuple[Condition, ...] = ()
    opinion_required: bool = True

    def open_for(self, facts: CaseFacts) -> bool:
        return not self.when or any(condition.holds(facts) for condition in self.when)

    def __str__(self) -> str:
        posts = "、".join(post.label for post in self.by)
        return f"{self.because}的，可由{posts}提请{self.to.label}会商"
