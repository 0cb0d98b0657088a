"""Asking to read a file one has no duty in, and opening one in an emergency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huishang.audit.records import StatefulRecord
from huishang.kernel import clock
from huishang.vault.fields import EncryptedTextField

from .. import lifecycle
from ..lifecycle import EmergencyState, RequestState
from ..scoping import Scoped
from .sight import Grant, Matter


class AccessRequest(Scoped, StatefulRecord):
    """One person asks to read one matter, for a purpose (调阅申请; 未成年人网络保护条例第三十六条).

    ``number`` is what the person typed. ``matter_id`` and ``office`` (who decides) are empty
    where it names nothing that can be asked for: the asker is told nothing else in that case,
    and nobody else sees it.
    """

    sight = "huishang.access.visibility.asking.requests_in_sight"
    noun = "调阅申请"
    lifecycle = lifecycle.ACCESS_REQUEST
    subject_kind = "access_request"

    status = models.CharField(
        max_length=10, choices=RequestState.choices(), default=RequestState.ASKED.value
    )
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField(null=True)
    number = models.CharField(max_length=60)
    office = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=100)
    reason = EncryptedTextField()
    sections = models.JSONField(default=list)
    until = models.DateField()
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    grant = models.OneToOneField(Grant, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "access_request"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(matter_id__isnull=True, office__isnull=True)
                | Q(matter_id__isnull=False, office__isnull=False),
                name="access_request_decidable",
            ),
            models.CheckConstraint(
                condition=~Q(status=RequestState.APPROVED.value) | Q(grant__isnull=False),
                name="access_request_approved_grants",
            ),
            models.CheckConstraint(
                condition=~Q(status=RequestState.REFUSED.value) | Q(note__gt=""),
                name="access_request_refused_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "status", "created_at"], name="access_request_queue"),
            models.Index(fields=["person", "-created_at"], name="access_request_own"),
        ]


class Emergency(Scoped, StatefulRecord):
    """A file opened at once because a child was in danger, looked at afterwards by another.

    ``reviewing`` is the body whose responsible person judges whether it was right: the office that
    answers for the matter; where its own director opened it, the office above or its committee.
    """

    sight = "huishang.access.visibility.asking.emergencies_in_sight"
    noun = "紧急查阅"
    lifecycle = lifecycle.EMERGENCY
    subject_kind = "emergency"

    status = models.CharField(
        max_length=12, choices=EmergencyState.choices(), default=EmergencyState.OPENED.value
    )
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()
    reviewing = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    reason = EncryptedTextField()
    opened_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "access_emergency"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at")), name="emergency_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(status=EmergencyState.OPENED.value, reviewed_by__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="emergency_reviewed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("person")),
                name="emergency_reviewed_by_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["reviewing", "status", "opened_at"], name="emergency_queue"),
            models.Index(fields=["person", "-opened_at"], name="emergency_own"),
        ]
