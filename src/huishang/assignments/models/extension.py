"""A request for more time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huishang.access.scoping import Scoped
from huishang.audit.records import StatefulRecord
from huishang.vault.fields import EncryptedTextField

from .. import lifecycle
from ..lifecycle import ExtensionState
from .assignment import Assignment


class Extension(Scoped, StatefulRecord):
    """A request for more time, for a reason the regime knows, linked to the policy item.

    ``due_before`` is the due date it was asked from, ``due_requested`` the one asked for.
    """

    sight = "huishang.assignments.visibility.of_assignment_in_sight"
    noun = "延期申请"
    lifecycle = lifecycle.EXTENSION
    subject_kind = "extension"

    status = models.CharField(
        max_length=12, choices=ExtensionState.choices(), default=ExtensionState.REQUESTED.value
    )
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    reason_code = models.CharField(max_length=40)
    reason_label = models.CharField(max_length=100)
    explanation = EncryptedTextField()
    policy_item = models.CharField(max_length=300, blank=True)
    due_before = models.DateField()
    due_requested = models.DateField()
    requested_by = models.CharField(max_length=200)
    decision_note = EncryptedTextField(blank=True)
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
            models.CheckConstraint(
                condition=Q(status=ExtensionState.REQUESTED.value)
                | (Q(decided_by__gt="") & Q(decided_at__isnull=False)),
                name="extension_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=ExtensionState.REFUSED.value) | Q(decision_note__gt=""),
                name="extension_refused_with_reason",
            ),
        ]
