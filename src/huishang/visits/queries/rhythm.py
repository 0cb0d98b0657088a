"""How often a child is to be visited, and why: worked out from what is known, stored nowhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from django.db.models import Max

from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.resident_id import age_on
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import Duration, RiskLevel
from huishang.people import queries as people
from huishang.people.queries import Child

from ..lifecycle import AssessmentState
from ..models import Assessment, Visit


@dataclass(frozen=True, slots=True)
class Rhythm:
    """:param every: visited so often. :param why: in words. :param basis: of it.
    :param last_on: the last visit; None where there was none. :param due_on: the next one by."""

    every: Duration
    why: str
    basis: tuple[Basis, ...]
    last_on: date | None
    due_on: date


def rhythms(children: Sequence[Child]) -> dict[UUID, Rhythm]:
    """Of children in hand; those grown up have none. Three queries, however many there are.

    Basis: provisions ``visiting``, ``risk_scale``, ``minor_below``.
    """
    today = clock.today()
    law = cache(lambda place: Rules.at(place, today))
    keys = [child.pk for child in children]
    levels, codes, last = _levels(keys), people.recognised_codes(keys), _last(keys)
    found: dict[UUID, Rhythm] = {}
    for child in children:
        rules = law(child.residence_division)
        if age_on(child.birth_date, today) >= rules.value(provisions.MINOR_BELOW):
            continue
        asked = rules.find(provisions.VISITING)
        scale = rules.value(provisions.RISK_SCALE)
        level = scale.level(levels.get(child.pk, ""))
        own = codes.get(child.pk, ())
        every = asked.value.every(own, level.visit if level else None)
        by_category = [one.every for one in asked.value.categories if one.category in own]
        begun = last.get(child.pk) or child.created_at.astimezone(clock.BEIJING).date()
        found[child.pk] = Rhythm(
            every=every,
            why=_why(every, level, by_category),
            basis=asked.cited,
            last_on=last.get(child.pk),
            due_on=begun + timedelta(days=every.amount),
        )
    return found


def _why(every: Duration, level: RiskLevel | None, categories: Collection[Duration]) -> str:
    if level and level.visit == every:
        return level.label
    return "所属类别" if every in categories else "一般"


def _levels(keys: Collection[UUID]) -> dict[UUID, str]:
    """Child → code of the level it stands at: that of the latest confirmed assessment."""
    rows = Assessment.objects.unscoped(reason="按等级安排走访").filter(
        child__in=keys, status=AssessmentState.CONFIRMED.value
    )
    return dict(rows.order_by("scored_on", "id").values_list("child", "level"))


def _last(keys: Collection[UUID]) -> dict[UUID, date]:
    rows = Visit.objects.unscoped(reason="按上次走访安排").filter(
        child__in=keys, withdrawn_at__isnull=True
    )
    return dict(rows.values("child").annotate(last=Max("on")).values_list("child", "last"))
