"""Chasing: reminders, and the order after them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.vault.fields import EncryptedTextField

from .. import lifecycle
from ..lifecycle import SupervisionState
from .assignment import Assignment


class ReminderKind(models.TextChoices):
    """``AHEAD`` only says that the date comes near; the other two are 催办 and are counted."""

    AHEAD = "ahead", "到期提醒"
    OVERDUE = "overdue", "逾期催办"
    MANUAL = "manual", "人工催办"


class Reminder(Scoped, Record):
    """One reminder about one due date, sent by a person or by the platform on its own."""

    sight = "huishang.assignments.visibility.of_assignment_in_sight"
    noun = "催办"

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=8, choices=ReminderKind.choices)
    text = EncryptedTextField()
    by = models.CharField(max_length=200)
    on = models.DateField()
    due_on = models.DateField()

    class Meta:
        db_table = "assignments_reminder"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "on"],
                condition=~Q(kind=ReminderKind.MANUAL.value),
                name="reminder_automatic_once_a_day",
            ),
        ]


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
    issuer = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(max_length=60)
    requirements = EncryptedTextField()
    due_on = models.DateField()
    issued_by = models.CharField(max_length=200)
    document_id = models.UUIDField()
    answer = EncryptedTextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assignments_supervision"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "number"], name="supervision_number_once"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=~Q(status=SupervisionState.RELEASED.value),
                name="supervision_one_open",
            ),
            models.CheckConstraint(
                condition=Q(status=SupervisionState.ISSUED.value)
                | (Q(answered_by__gt="") & Q(answered_at__isnull=False)),
                name="supervision_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=SupervisionState.RELEASED.value)
                | (Q(released_by__gt="") & Q(released_at__isnull=False)),
                name="supervision_released_by_someone",
            ),
        ]
