"""Cases, the children in them, follow-up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel.revealing import Reveals
from huishang.kernel.secrecy import Confidentiality
from huishang.kernel.terms import Severity
from huishang.vault.fields import EncryptedTextField

from . import lifecycle
from .lifecycle import CaseState


class Case(Scoped, StatefulRecord):
    """One case at the office competent for it.

    ``title`` names the matter, never a child. ``division`` is the leading county;
    ``competent_counties`` are all counties that may handle it, the lead first; more than one is a
    reason to go up. ``owner`` is the organisation that opened and handles it (主办单位), ``office``
    the 未保办 it lies with, ``round`` the round of conferring it has reached. ``visited_at``
    is when the return visit was written down, since the case was last closed.
    """

    sight = "huishang.cases.visibility.cases_in_sight"
    noun = "个案"
    reveals = {"children": Reveals.CHILD_NAME, "summary": Reveals.NARRATIVE}
    lifecycle = lifecycle.CASE
    subject_kind = "case"

    status = models.CharField(
        max_length=14, choices=CaseState.choices(), default=CaseState.OPEN.value
    )
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    report = models.OneToOneField(
        "discovery.Report", null=True, on_delete=models.PROTECT, related_name="+"
    )
    children = models.ManyToManyField("people.Child", through="CaseChild", related_name="+")
    office = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    owner_person = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    division = models.CharField(max_length=12)
    level = models.CharField(
        max_length=10,
        choices=[(level.value, level.label) for level in Confidentiality],
        default=Confidentiality.SENSITIVE.value,
    )
    severity = models.CharField(
        max_length=10,
        choices=[(word.value, word.label) for word in Severity],
        default=Severity.ORDINARY.value,
    )
    incident_division = models.CharField(max_length=12)
    registered_division = models.CharField(max_length=12, blank=True)
    residence_division = models.CharField(max_length=12)
    competent_counties = models.JSONField(default=list)
    issues = models.JSONField(default=list)
    summary = EncryptedTextField(blank=True)
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    visited_at = models.DateTimeField(null=True)
    closing_note = EncryptedTextField(blank=True)
    reopened_because = EncryptedTextField(blank=True)
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        db_table = "cases_case"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=CaseState.CLOSED.value, closed_at__isnull=False)
                | (~Q(status=CaseState.CLOSED.value) & Q(closed_at__isnull=True)),
                name="case_closed_when",
            ),
            models.CheckConstraint(
                condition=Q(visited_at__isnull=True) | Q(closed_at__isnull=False),
                name="case_visited_after_closing",
            ),
            models.CheckConstraint(condition=Q(round__gte=1), name="case_round"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_at", "-id"], name="case_latest"),
            models.Index(fields=["division", "-opened_at", "-id"], name="case_place"),
            models.Index(fields=["office", "-opened_at", "-id"], name="case_office"),
            models.Index(fields=["status", "-opened_at", "-id"], name="case_status"),
            models.Index(fields=["severity", "-opened_at", "-id"], name="case_severity"),
            models.Index(fields=["owner", "status", "-opened_at", "-id"], name="case_owner"),
            models.Index(
                fields=["owner", "closed_at", "id"],
                condition=Q(closed_at__isnull=False, visited_at__isnull=True),
                name="case_to_visit",
            ),
        ]


class CaseChild(models.Model):
    """A child in a case; several children may share one."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "cases_child"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "child"], name="case_child_once"),
        ]


class FollowUpKind(models.TextChoices):
    TRACKING = "tracking", "跟踪督导"
    RETURN_VISIT = "return_visit", "结案回访"


class FollowUp(Scoped, Record):
    """A tracking record while the case runs, or a return visit after it closed."""

    sight = "huishang.cases.visibility.told_of_case_in_sight"
    noun = "跟踪记录"
    reveals = {"text": Reveals.NARRATIVE}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=16, choices=FollowUpKind.choices)
    on = models.DateField()
    text = EncryptedTextField()
    by = models.CharField(max_length=200)

    class Meta:
        db_table = "cases_follow_up"
