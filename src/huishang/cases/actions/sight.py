"""Who is let see the children of a report or a case: by duty, and only while the duty lasts.

An involvement in a child carries the number of the matter it is for, so that ending one matter
does not end what another still needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from huishang.access import actions as access
from huishang.access import queries as sight
from huishang.access.queries import Extent, Matter
from huishang.kernel.actor import Actor

from ..models import Case, CaseChild


def let_see_child(actor: Actor, organisation_id: UUID, child_id: UUID, number: str) -> None:
    """An organisation's whole view of one child, for the matter of that number."""
    access.involve(
        actor=actor,
        organisation_id=organisation_id,
        matter=Matter.CHILD,
        matter_id=child_id,
        extent=Extent.FILE,
        role=number,
    )


def close_child(actor: Actor, organisation_id: UUID, child_id: UUID, number: str) -> None:
    """The view the matter of that number gave."""
    access.end_involvement(
        actor=actor,
        organisation_id=organisation_id,
        matter=Matter.CHILD,
        matter_id=child_id,
        role=number,
    )


def children_of(case: Case) -> list[UUID]:
    return list(CaseChild.objects.filter(case=case).values_list("child_id", flat=True))


def children_elsewhere(case: Case, case_ids: Iterable[UUID]) -> set[UUID]:
    """Children of ``case`` that are also in one of other cases."""
    others = CaseChild.objects.filter(case__in=set(case_ids) - {case.pk})
    found = others.filter(child__in=children_of(case))
    return set(found.values_list("child_id", flat=True))


def let_see_case(actor: Actor, case: Case, organisation_id: UUID, role: str) -> None:
    """The whole file to those of an organisation who work on files, its children with it."""
    access.involve(
        actor=actor,
        organisation_id=organisation_id,
        matter=Matter.CASE,
        matter_id=case.pk,
        extent=Extent.FILE,
        role=role,
    )
    for child_id in children_of(case):
        let_see_child(actor, organisation_id, child_id, case.number)


def organisations_with_file(case: Case) -> Iterable[UUID]:
    """Whoever has the whole file now."""
    return dict.fromkeys(
        involvement.organisation_id
        for involvement in sight.involvements_in(Matter.CASE, case.pk)
        if involvement.extent == Extent.FILE
    )
