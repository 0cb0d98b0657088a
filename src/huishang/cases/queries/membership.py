"""Which cases a child is in, by key alone."""

from __future__ import annotations

from uuid import UUID

from ..models import CaseChild


def case_ids_of_child(child_id: UUID) -> tuple[UUID, ...]:
    """For the auditor, who sees no case and no child but who looked at them."""
    members = CaseChild.objects.filter(child_id=child_id).order_by("case_id")
    return tuple(members.values_list("case_id", flat=True))
