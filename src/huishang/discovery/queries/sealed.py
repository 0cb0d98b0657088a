"""Whether a report may be spoken of outside the house."""

from __future__ import annotations

from huishang.access.queries import Matter
from huishang.access.visibility import not_sealed
from huishang.audit.actions import Subject

from ..models import Report


def may_leave(subject: Subject) -> bool:
    """Neither it nor its child is sealed. Of what is no report nothing is known here."""
    if subject.kind != Report.subject_kind:
        return True
    open_to_some = not_sealed(Matter.REPORT) & not_sealed(Matter.CHILD, "child_id")
    every = Report.objects.unscoped(reason="发往外部以前核对是否已封存")
    return every.filter(open_to_some, pk=subject.id).exists()
