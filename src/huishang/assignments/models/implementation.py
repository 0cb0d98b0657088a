"""What the organisation says it is doing and has done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.vault.fields import EncryptedTextField

from .. import lifecycle
from ..lifecycle import ReportState
from .assignment import Assignment


class Progress(Scoped, Record):
    """A note of progress; changes no state."""

    sight = "huishang.assignments.visibility.of_assignment_in_sight"
    noun = "进展记录"

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="progress")
    text = EncryptedTextField()
    by = models.CharField(max_length=200)

    class Meta:
        db_table = "assignments_progress"


class ImplementationReport(Scoped, StatefulRecord):
    """What the organisation says it has done; the office files it or returns it with a reason."""

    sight = "huishang.assignments.visibility.of_assignment_in_sight"
    noun = "落实情况报告"
    lifecycle = lifecycle.IMPLEMENTATION_REPORT
    subject_kind = "implementation_report"

    status = models.CharField(
        max_length=12, choices=ReportState.choices(), default=ReportState.SUBMITTED.value
    )
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    text = EncryptedTextField()
    by = models.CharField(max_length=200)
    return_reason = EncryptedTextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assignments_report"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(status=ReportState.SUBMITTED.value),
                name="report_one_pending",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportState.RETURNED.value) | Q(return_reason__gt=""),
                name="report_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportState.SUBMITTED.value)
                | (Q(decided_by__gt="") & Q(decided_at__isnull=False)),
                name="report_decided_by_someone",
            ),
        ]
