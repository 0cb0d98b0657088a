"""Entries, trainings, record checks, appraisals; supporters; what was already told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.actions import Subject
from huishang.audit.records import Record
from huishang.kernel.terms import Sex
from huishang.vault.fields import BlindIndexField, EncryptedTextField

from .labels import (
    Background,
    CheckKind,
    CheckResult,
    Employment,
    Grade,
    SupporterKind,
    TrainingKind,
)


class OfPerson(Scoped, Record):
    """Abstract: something about a person in a post.

    ``division`` is where the post was when it was written: whoever keeps the register there may
    read it after the person has left.
    """

    sight = "huishang.staff.visibility.of_people_kept"

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    division = models.CharField(max_length=12)
    written_by = models.CharField(max_length=200)

    class Meta:
        abstract = True


class RegisterEntry(OfPerson):
    """Who somebody in a post really is (实名登记): one entry a person, revised in place."""

    noun = "实名登记"

    resident_id = EncryptedTextField()
    resident_id_index = BlindIndexField(of="resident_id")
    sex = models.CharField(max_length=1, choices=[(sex.value, sex.label) for sex in Sex])
    employment = models.CharField(max_length=10, choices=Employment.choices)
    background = models.CharField(max_length=20, choices=Background.choices)

    class Meta:
        db_table = "staff_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], name="staff_entered_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["resident_id_index"], name="staff_number")]


class Training(OfPerson):
    """A training somebody completed and passed; never changed."""

    noun = "培训记录"

    kind = models.CharField(max_length=12, choices=TrainingKind.choices)
    topic = models.CharField(max_length=120)
    hours = models.PositiveSmallIntegerField()
    completed_on = models.DateField()
    certificate = EncryptedTextField(blank=True)

    class Meta:
        db_table = "staff_training"
        indexes: ClassVar = [
            models.Index(fields=["person", "-completed_on"], name="staff_training_latest")
        ]


class Supporter(Scoped, Record):
    """A volunteer or a social organisation, and what they may be asked.

    :cvar services: codes of `labels.Service`. :cvar credit_code: of an organisation.
    """

    sight = "huishang.staff.visibility.supporters_in_sight"
    noun = "社会力量"

    division = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=SupporterKind.choices)
    name = models.CharField(max_length=80)
    credit_code = models.CharField(max_length=18, blank=True)
    qualification = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=60)
    phone = EncryptedTextField()
    services = models.JSONField(default=list)
    since = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "staff_supporter"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["division", "credit_code"],
                condition=Q(credit_code__gt="", ended_on__isnull=True),
                name="supporter_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=SupporterKind.ORGANISATION, credit_code__gt="")
                | Q(kind=SupporterKind.VOLUNTEER, credit_code=""),
                name="supporter_organisation_has_code",
            ),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("supporter", self.pk)


class RecordCheck(Scoped, Record):
    """One query whether somebody has a record of violence against children and the like
    (未成年人保护法 第六十二条), of a person in a post or of a supporter.

    :cvar result: a `CheckResult`, sealed; empty until the answer came. What a record says is not
        kept.
    """

    sight = "huishang.staff.visibility.of_people_kept"
    noun = "查询记录"

    person = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    supporter = models.ForeignKey(
        Supporter, null=True, on_delete=models.PROTECT, related_name="checks"
    )
    division = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=CheckKind.choices)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    result = EncryptedTextField(blank=True)
    answer_number = EncryptedTextField(blank=True)
    written_by = models.CharField(max_length=200)

    class Meta:
        db_table = "staff_record_check"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, supporter__isnull=False)
                | Q(person__isnull=False, supporter__isnull=True),
                name="check_of_one",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, result="")
                | Q(answered_on__isnull=False, result__gt=""),
                name="check_answered_whole",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(answered_on__isnull=True), name="check_waits_once"
            ),
            models.UniqueConstraint(
                fields=["supporter"],
                condition=Q(answered_on__isnull=True),
                name="check_of_supporter_waits_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-answered_on"], name="staff_check_latest")
        ]

    @property
    def found(self) -> bool:
        """Whether the answer bars from this work."""
        return bool(self.result == CheckResult.FOUND)


class Appraisal(OfPerson):
    """How a year's work was judged; one a year, never changed."""

    noun = "考核记录"

    year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=12, choices=Grade.choices)
    remarks = EncryptedTextField(blank=True)

    class Meta:
        db_table = "staff_appraisal"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "year"], name="appraised_once_a_year"),
        ]


class Alert(models.Model):
    """What was told of whom, so that it is told once. ``state`` is never one that bars.

    :cvar due_on: the day it runs out, or the day the post began where it was never done.
    """

    id = models.BigAutoField(primary_key=True)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    due_on = models.DateField()
    told_on = models.DateField()

    class Meta:
        db_table = "staff_alert"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "need", "state", "due_on"], name="staff_told_once"
            ),
        ]
