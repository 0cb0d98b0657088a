"""Opening an assessment is written down with the child's file."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel.actor import Actor

from .. import events
from ..models import Assessment
from ..queries.assessments import AssessmentSheet, sheet_of


@transaction.atomic
def open_assessment(*, actor: Actor, assessment_id: UUID) -> AssessmentSheet:
    """One assessment, answer by answer. :raises NotVisible"""
    rows = Assessment.objects.visible_to(actor).select_related("child")
    found = rows.for_reading(assessment_id)
    sheet = sheet_of(actor, found)
    record(
        actor=actor,
        event=events.READ,
        subject=found.child.subject,
        details={"assessment": found.pk, "on_duty": sheet.sight.on_duty},
    )
    return sheet
