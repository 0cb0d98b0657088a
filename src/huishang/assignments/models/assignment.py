"""The assignment itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When

from huishang.access.scoping import Scoped
from huishang.audit.records import StatefulRecord

from .. import lifecycle
from ..lifecycle import OWED, AssignmentState


class Stage(models.IntegerChoices):
    """Where the ledger lists an assignment: what is owed first, what is filed last."""

    OWED = 0, "待落实"
    REPORTED = 1, "待备案"
    FILED = 2, "已备案"


class Assignment(Scoped, StatefulRecord):
    """One duty of one organisation, with one named person and one due date.

    ``matter`` is the duty in words without any child's name. ``origin_*`` name what assigned it;
    ``office`` files it; ``division`` is the office's place. ``period`` is the length of time given
    (``30 working_day``), ``grounds`` the line that says where it comes from, ``counting`` how it
    was counted day by day; ``due_provisional`` that it rests on a year not yet announced.
    ``supervision_proposed_for`` is the due date for which an order was last proposed.
    """

    sight = "huishang.assignments.visibility.assignments_in_sight"
    noun = "交办事项"
    lifecycle = lifecycle.ASSIGNMENT
    subject_kind = "assignment"

    status = models.CharField(
        max_length=12, choices=AssignmentState.choices(), default=AssignmentState.ASSIGNED.value
    )
    stage = models.GeneratedField(
        expression=Case(
            When(status__in=OWED, then=Value(Stage.OWED.value)),
            When(status=AssignmentState.REPORTED.value, then=Value(Stage.REPORTED.value)),
            default=Value(Stage.FILED.value),
        ),
        output_field=models.PositiveSmallIntegerField(choices=Stage.choices),
        db_persist=True,
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
    period = models.CharField(max_length=40)
    grounds = models.CharField(max_length=300)
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    counting = models.JSONField(default=list)
    basis = models.JSONField(default=list)
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)
    accepted_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)
    filing_number = models.CharField(max_length=60, blank=True)
    supervision_proposed_for = models.DateField(null=True)

    class Meta:
        db_table = "assignments_assignment"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "filing_number"],
                condition=Q(filing_number__gt=""),
                name="assignment_filing_number_once",
            ),
            models.CheckConstraint(
                condition=Q(status=AssignmentState.ASSIGNED.value)
                | Q(responsible_person__isnull=False, accepted_at__isnull=False),
                name="assignment_accepted_has_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=AssignmentState.FILED.value,
                    filing_number__gt="",
                    filed_at__isnull=False,
                    reported_at__isnull=False,
                )
                | (
                    ~Q(status=AssignmentState.FILED.value)
                    & Q(filing_number="", filed_at__isnull=True)
                ),
                name="assignment_filed_has_number",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="assignment_due_after_start"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stage", "due_on", "id"], name="assignment_ledger"),
            models.Index(fields=["organisation", "stage", "due_on", "id"], name="assignment_owed"),
            models.Index(fields=["office", "stage", "due_on", "id"], name="assignment_chased"),
            models.Index(fields=["division", "stage", "due_on", "id"], name="assignment_place"),
            models.Index(
                fields=["responsible_person", "stage", "due_on", "id"], name="assignment_named"
            ),
            models.Index(
                fields=["division", "organisation", "status", "due_on"],
                condition=Q(filed_at__isnull=True),
                name="assignment_counted",
            ),
            models.Index(fields=["origin_kind", "origin_id"], name="assignment_origin"),
        ]
