"""Rows that point at a row, and how they come to point at another: two records turn out to be of
one person, and later, perhaps, not.

What is protected follows: a foreign key that forbids its target to go (``PROTECT``) says that the
row belongs to the target. What cascades is derived and made anew; what restricts only speaks
of it. A new table needs no entry anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, UniqueConstraint

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows of ``model`` that point by ``column``. :param among: only these of them."""

    model: type[models.Model]
    column: str
    among: Q = field(default_factory=Q)

    def rows(self, target: object) -> QuerySet[Any, Any]:
        """Every row that points at ``target``, for whoever asks: a step of others."""
        return self.model._base_manager.filter(self.among, **{self.column: target})


@dataclass(frozen=True, slots=True)
class Step:
    """One row that pointed at ``before`` points at ``after``. :param table: ``people.Guardian``."""

    table: str
    row: str
    column: str
    before: str
    after: str


def references_to(model: type[models.Model]) -> tuple[Reference, ...]:
    """What belongs to rows of a table, in whatever room it lies."""
    return tuple(
        Reference(relation.related_model, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT
    )


def follow(references: Iterable[Reference], old: object, new: object) -> Iterator[Step]:
    """Let rows that point at ``old`` point at ``new``.

    Where the same stands at ``new`` already (a guardian of that name and relation) the row stays,
    and what belongs to it follows to its twin. The caller holds the locks of both.
    """
    for one in references:
        twins = _twins(one, old, new)
        moving = [key for key in one.rows(old).values_list("pk", flat=True) if key not in twins]
        for start in range(0, len(moving), _AT_ONCE):
            chunk = moving[start : start + _AT_ONCE]
            one.model._base_manager.filter(pk__in=chunk).update(**{one.column: new})
        for key in moving:
            yield Step(one.model._meta.label, str(key), one.column, str(old), str(new))
        for key, twin in twins.items():
            yield from follow(references_to(one.model), key, twin)


def turn_back(steps: Iterable[Step]) -> None:
    """Undo, the last first; a row that points elsewhere by now stays there."""
    for step in reversed(list(steps)):
        apps.get_model(step.table)._base_manager.filter(
            pk=step.row, **{step.column: step.after}
        ).update(**{step.column: step.before})


def _twins(one: Reference, old: object, new: object) -> dict[UUID, UUID]:
    """Rows that cannot follow, each with the row that stands in their place."""
    found: dict[UUID, UUID] = {}
    for others, condition in _alone(one):
        there = one.rows(new).filter(condition, **{name: OuterRef(name) for name in others})
        blocked = one.rows(old).filter(condition)
        blocked = blocked.annotate(twin=Subquery(there.values("pk")[:1]))
        found |= dict(blocked.filter(twin__isnull=False).values_list("pk", "twin"))
    return found


def _alone(one: Reference) -> Iterator[tuple[tuple[str, ...], Q]]:
    """Per rule that says "once": the other columns it goes by, and where it holds."""
    if getattr(one.model._meta.get_field(one.column), "unique", False):
        yield (), Q()
    for rule in one.model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and one.column in rule.fields:
            others = tuple(name for name in rule.fields if name != one.column)
            yield others, rule.condition or Q()
