"""The register, assessments, rules and who acknowledged them, requests, breaches."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.actions import Subject
from huishang.audit.records import Record, StatefulRecord
from huishang.vault.fields import EncryptedJSONField, EncryptedTextField

from .labels import Ground, Requester
from .lifecycle import BREACH, RIGHTS_REQUEST, BreachState, RequestState

_HERE = "huishang.privacy.visibility.of_this_place"


class OfPlace(Scoped):
    """Abstract: kept by an office, seen by those responsible at its place."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    division = models.CharField(max_length=12)

    class Meta:
        abstract = True


class Activity(OfPlace, Record):
    """One line of the register (处理活动): what data, of whom, what for, on what ground, to whom,
    how long. ``sensitive`` wants an impact assessment."""

    sight = _HERE
    noun = "处理活动"

    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=500)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    categories = models.CharField(max_length=500)
    persons = models.CharField(max_length=200)
    recipients = models.CharField(max_length=500, blank=True)
    retention = models.CharField(max_length=200)
    measures = models.CharField(max_length=500)
    sensitive = models.BooleanField(default=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "privacy_activity"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["division", "name"],
                condition=Q(ended_on__isnull=True),
                name="activity_once",
            ),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("activity", self.pk)


class ImpactAssessment(OfPlace, Record):
    """An impact assessment of one activity; never changed, a later one takes its place.

    :cvar keep_until: last day it must be kept; nothing in the house deletes one.
    """

    sight = _HERE
    noun = "影响评估"

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    necessity = models.TextField()
    risks = models.TextField()
    measures = models.TextField()
    conclusion = models.TextField()
    assessed_on = models.DateField()
    valid_until = models.DateField()
    keep_until = models.DateField()
    assessed_by = models.CharField(max_length=200)

    class Meta:
        db_table = "privacy_assessment"
        indexes: ClassVar = [
            models.Index(fields=["activity", "-assessed_on"], name="assessment_latest")
        ]


class HandlingRules(Scoped, Record):
    """One edition of a place's 《不满十四周岁未成年人个人信息处理规则》."""

    sight = "huishang.privacy.visibility.rules_in_sight"
    noun = "处理规则"

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    division = models.CharField(max_length=12)
    edition = models.PositiveIntegerField()
    text = models.TextField()
    effective_on = models.DateField()
    published_by = models.CharField(max_length=200)

    class Meta:
        db_table = "privacy_handling_rules"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["division", "edition"], name="rules_edition_once"),
        ]


class Acknowledgement(models.Model):
    """A person has read an edition and said so."""

    id = models.BigAutoField(primary_key=True)
    rules = models.ForeignKey(HandlingRules, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "privacy_acknowledgement"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rules", "account_id"], name="acknowledged_once"),
        ]


class RightsRequest(OfPlace, StatefulRecord):
    """What a child or who answers for it asks about its data (个人信息保护法 第四十四条起).

    :cvar right: a code of provision ``rights``. :cvar letter: the written refusal, as a form.
    """

    sight = "huishang.privacy.visibility.requests_in_sight"
    noun = "权利请求"
    lifecycle = RIGHTS_REQUEST
    subject_kind = "rights_request"

    number = models.CharField(max_length=60)
    right = models.CharField(max_length=20)
    requester_kind = models.CharField(max_length=10, choices=Requester.choices)
    requester = EncryptedTextField()
    contact = EncryptedTextField()
    child = EncryptedTextField()
    asked = EncryptedTextField()
    received_on = models.DateField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    status = models.CharField(
        max_length=10, choices=RequestState.choices(), default=RequestState.RECEIVED.value
    )
    answer = EncryptedTextField(blank=True)
    letter = EncryptedJSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "privacy_rights_request"
        indexes: ClassVar = [
            models.Index(fields=["division", "-created_at", "-id"], name="request_place")
        ]


class Breach(OfPlace, StatefulRecord):
    """A leak, alteration or loss of personal data: what, how many, and the three duties.

    :cvar report_by: latest instant to report, from its discovery.
    """

    sight = _HERE
    noun = "泄露事件"
    lifecycle = BREACH
    subject_kind = "breach"

    title = models.CharField(max_length=80)
    categories = models.CharField(max_length=300)
    affected = models.PositiveIntegerField()
    account = EncryptedTextField()
    harm = EncryptedTextField()
    discovered_at = models.DateTimeField()
    report_by = models.DateTimeField()
    status = models.CharField(
        max_length=10, choices=BreachState.choices(), default=BreachState.OPEN.value
    )
    remedied_at = models.DateTimeField(null=True)
    remedy = EncryptedTextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_to = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)
    told_how = EncryptedTextField(blank=True)

    class Meta:
        db_table = "privacy_breach"
        indexes: ClassVar = [
            models.Index(fields=["division", "-created_at", "-id"], name="breach_place")
        ]
