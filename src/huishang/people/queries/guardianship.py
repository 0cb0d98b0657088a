"""Who would answer for a child, in the order the law sets; proposed, never decided.

Basis: provision ``guardianship_order``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.masking import mask_name
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import Status

from ..models import Guardian, Relation, StatusFact

HINDERS = frozenset(
    {
        Status.DEAD,
        Status.MISSING,
        Status.IMPRISONED,
        Status.DETOX,
        Status.RESTRAINED,
        Status.CONTACT_LOST,
        Status.REVOKED,
        Status.DEPORTED,
        Status.CANNOT_CARE,
    }
)
"""What, written down of a guardian, stands in the way. Whether it ends the guardianship is for a
court or an office to say."""


@dataclass(frozen=True, slots=True)
class Standing:
    """:param who: 父亲 张某某. :param hindered: 死亡、失联 …, as written down and holding today."""

    who: str
    hindered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankLine:
    """One place of the order. :param consent: whose consent they need; empty where nobody's."""

    label: str
    consent: str
    people: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """:param next_in_line: the first place where somebody stands whom nothing hinders, when both
    parents are hindered; empty otherwise."""

    ranks: tuple[RankLine, ...]
    next_in_line: str
    basis: tuple[Basis, ...]


def order_of(guardians: Iterable[Guardian], facts: Iterable[StatusFact], law: Rules) -> Order:
    """
    :param facts: those in sight; what the reader may not see hinders nobody here.
    """
    today = clock.today()
    hindered: dict[object, list[str]] = {}
    for fact in facts:
        status = Status(fact.status)
        counts = fact.superseded_at is None and fact.holds_on(today)
        if fact.guardian_id and status in HINDERS and counts:
            hindered.setdefault(fact.guardian_id, []).append(status.label)
    ranked: dict[str, list[Standing]] = {}
    for one in guardians:
        who = f"{Relation(one.relation).label} {mask_name(one.name)}"
        standing = Standing(who, tuple(hindered.get(one.pk, ())))
        ranked.setdefault(one.relation, []).append(standing)
    found = law.find(provisions.GUARDIANSHIP_ORDER)
    ranks = tuple(
        RankLine(
            rank.label,
            rank.consent,
            tuple(one for code in rank.relations for one in ranked.get(code, ())),
        )
        for rank in found.value
    )
    parents, *others = ranks
    all_hindered = bool(parents.people) and all(one.hindered for one in parents.people)
    able = (rank for rank in others if any(not one.hindered for one in rank.people))
    after = next(able, None) if all_hindered else None
    return Order(ranks, after.label if after else "", found.cited)
