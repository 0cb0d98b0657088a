"""Closed cases that are still to be visited again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from huishang.discovery.visibility import HANDLES
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.paging import ROWS
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.working_days import DueDate

from ..models import Case
from ..policies.handling import closed_on, follow_up_due


@dataclass(frozen=True, slots=True)
class VisitDue:
    """A return visit owed (结案回访)."""

    case_id: UUID
    number: str
    title: str
    due: DueDate
    basis: tuple[Basis, ...]


def visits_due(actor: Actor) -> tuple[VisitDue, ...]:
    """Those the actor's organisation owes, the longest closed first. Basis: ``follow_up``."""
    if not actor.is_any(*HANDLES):
        return ()
    owed = (
        Case.objects.visible_to(actor)
        .filter(closed_at__isnull=False, visited_at__isnull=True, owner_id=actor.organisation_id)
        .defer("summary")
        .order_by("closed_at", "pk")
    )
    return tuple(map(_visit, owed[:ROWS]))


def _visit(case: Case) -> VisitDue:
    due, day = follow_up_due(case), closed_on(case)
    assert due is not None  # only closed ones were asked for
    assert day is not None
    basis = Rules.at(case.division, day).basis(provisions.FOLLOW_UP)
    return VisitDue(case.pk, case.number, case.title, due, basis)
