"""Assignments and what happens to them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord

from . import lifecycle
from .lifecycle import AssignmentState, ExtensionState, ReportState, SupervisionState


class Assignment(Scoped, StatefulRecord):
    """One duty of one organisation, with one named person and one due date.

    ``matter`` is the duty in words without any child's name. ``counting`` keeps, day by day, how
    the due date was counted; ``due_provisional`` that it rests on a year not yet announced.
    ``origin_*`` name what assigned it; ``office`` files it; ``division`` is the office's place.
    """

    sight = "huishang.assignments.visibility.assignments_in_sight"
    noun = "交办事项"
    lifecycle = lifecycle.ASSIGNMENT
    subject_kind = "assignment"

    status = models.CharField(
        max_length=12, choices=AssignmentState.choices(), default=AssignmentState.ASSIGNED.value
    )
    case_id = models.UUIDField(db_index=True)
    case_number = models.CharField(max_length=40)
    origin_kind = models.CharField(max_length=20)
    origin_id = models.UUIDField()
    duty_code = models.CharField(max_length=60, blank=True)
    matter = models.TextField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    supporting = models.ManyToManyField(
        "organisations.Organisation", db_table="assignments_support", related_name="+"
    )
    office = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    division = models.CharField(max_length=12)
    responsible_person = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField()
    starts_on = models.DateField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    counting = models.JSONField(default=list)
    basis = models.JSONField(default=list)
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)
    accepted_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)
    filing_number = models.CharField(max_length=60, null=True, unique=True)

    class Meta:
        db_table = "assignments_assignment"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=AssignmentState.ASSIGNED.value)
                | Q(responsible_person__isnull=False),
                name="assignment_accepted_has_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=AssignmentState.FILED.value,
                    filing_number__isnull=False,
                    filed_at__isnull=False,
                )
                | (~Q(status=AssignmentState.FILED.value) & Q(filing_number__isnull=True)),
                name="assignment_filed_has_number",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="assignment_due_after_start"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "status", "due_on"], name="assignment_owed"),
            models.Index(fields=["office", "status", "due_on"], name="assignment_chased"),
            models.Index(fields=["division", "due_on"], name="assignment_place"),
            models.Index(fields=["origin_kind", "origin_id"], name="assignment_origin"),
        ]


class Progress(Scoped, Record):
    """A note of progress; changes no state."""

    sight = "huishang.assignments.visibility.of_assignment_in_sight"
    noun = "进展记录"

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="progress")
    text = models.TextField()
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
    text = models.TextField()
    by = models.CharField(max_length=200)
    return_reason = models.CharField(max_length=500, blank=True)
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
        ]


class Extension(Scoped, StatefulRecord):
    """A request for more time, for a reason the regime knows, linked to the policy item."""

    sight = "huishang.assignments.visibility.of_assignment_in_sight"
    noun = "延期申请"
    lifecycle = lifecycle.EXTENSION
    subject_kind = "extension"

    status = models.CharField(
        max_length=12, choices=ExtensionState.choices(), default=ExtensionState.REQUESTED.value
    )
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    reason_code = models.CharField(max_length=40)
    explanation = models.TextField()
    policy_item = models.CharField(max_length=300, blank=True)
    due_before = models.DateField()
    due_requested = models.DateField()
    requested_by = models.CharField(max_length=200)
    decision_note = models.CharField(max_length=500, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    basis = models.JSONField(default=list)

    class Meta:
        db_table = "assignments_extension"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(status=ExtensionState.REQUESTED.value),
                name="extension_one_pending",
            ),
            models.CheckConstraint(
                condition=Q(due_requested__gt=F("due_before")), name="extension_later"
            ),
        ]


class Reminder(Scoped, Record):
    """One reminder (催办). ``automatic``: the platform sent it when the date came near or passed."""

    sight = "huishang.assignments.visibility.of_assignment_in_sight"
    noun = "催办"

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reminders")
    text = models.CharField(max_length=500)
    by = models.CharField(max_length=200)
    automatic = models.BooleanField(default=False)

    class Meta:
        db_table = "assignments_reminder"


class SupervisionOrder(Scoped, StatefulRecord):
    """An order to finish (督办), after reminders did not help."""

    sight = "huishang.assignments.visibility.of_assignment_in_sight"
    noun = "督办"
    lifecycle = lifecycle.SUPERVISION
    subject_kind = "supervision_order"

    status = models.CharField(
        max_length=12, choices=SupervisionState.choices(), default=SupervisionState.ISSUED.value
    )
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="supervision_orders"
    )
    number = models.CharField(max_length=60, unique=True)
    requirements = models.TextField()
    due_on = models.DateField()
    issued_by = models.CharField(max_length=200)
    document_id = models.UUIDField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "assignments_supervision"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=~Q(status=SupervisionState.RELEASED.value),
                name="supervision_one_open",
            ),
        ]
