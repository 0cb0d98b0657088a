"""Who is let see a case and its children: by duty, and only while the duty lasts."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from huishang.access import actions as access
from huishang.access import queries as sight
from huishang.access.queries import Extent, Matter
from huishang.kernel.actor import Actor
from huishang.people import actions as files

from ..models import Case, CaseChild


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
        files.let_see_child(actor, organisation_id, child_id, case.number)


def organisations_with_file(case: Case) -> Iterable[UUID]:
    """Whoever has the whole file now."""
    return dict.fromkeys(
        involvement.organisation_id
        for involvement in sight.involvements_in(Matter.CASE, case.pk)
        if involvement.extent == Extent.FILE
    )
