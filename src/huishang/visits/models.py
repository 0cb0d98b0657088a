"""Risk assessments, of which the latest confirmed one says the level a child stands at; visits, and
until when the next one is due."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.actions import Subject
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel.revealing import Reveals
from huishang.law.values import Colour
from huishang.vault.fields import EncryptedJSONField, EncryptedTextField

from . import lifecycle
from .labels import Confirmed, VisitKind
from .lifecycle import AssessmentState


class Assessment(Scoped, StatefulRecord):
    """How much danger a child lives in, as somebody found it on a day (风险评估).

    ``points`` and ``emergencies`` are the answers, by the codes of the scale that was in force at
    the child's place: ``regime`` and its version say which. ``score`` is empty where an emergency
    decided. ``needs`` is by dimension. ``due_on`` is the last day to score anew, once confirmed.
    """

    sight = "huishang.visits.visibility.assessments_in_sight"
    noun = "风险评估"
    reveals = {
        "points": Reveals.NARRATIVE,
        "emergencies": Reveals.NARRATIVE,
        "needs": Reveals.NARRATIVE,
        "child_view": Reveals.NARRATIVE,
        "no_view_because": Reveals.NARRATIVE,
        "returned_because": Reveals.NARRATIVE,
    }
    lifecycle = lifecycle.ASSESSMENT
    subject_kind = "assessment"

    status = models.CharField(
        max_length=10, choices=AssessmentState.choices(), default=AssessmentState.HANDED_IN.value
    )
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    division = models.CharField(max_length=12)
    scored_on = models.DateField()
    scored_by = models.CharField(max_length=200)
    scorer = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)
    emergencies = EncryptedJSONField(default=list)
    points = EncryptedJSONField(default=dict)
    score = models.PositiveSmallIntegerField(null=True)
    level = models.CharField(max_length=20)
    level_label = models.CharField(max_length=20)
    colour = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Colour])
    needs = EncryptedJSONField(default=dict)
    child_view = EncryptedTextField(blank=True)
    no_view_because = EncryptedTextField(blank=True)
    due_on = models.DateField(null=True)
    reviewed_by = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    returned_because = EncryptedTextField(blank=True)

    class Meta:
        db_table = "visits_assessment"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(status=AssessmentState.HANDED_IN.value),
                name="assessment_waits_once",
            ),
            models.CheckConstraint(
                condition=~Q(status=AssessmentState.CONFIRMED.value) | Q(due_on__isnull=False),
                name="assessment_confirmed_is_due",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["child", "-scored_on", "-id"], name="assessment_child"),
            models.Index(
                fields=["division", "-created_at", "-id"],
                condition=Q(status=AssessmentState.HANDED_IN.value),
                name="assessment_waiting",
            ),
        ]


class Visit(Scoped, Record):
    """Somebody went to see a child and found this on a day (走访). It is never rewritten: who made
    a mistake withdraws it and writes another.

    ``found`` is by check of the rules in force there: what it came to, what is done, the words.
    ``met`` is false where the child was not seen. ``key`` is drawn where the visit is written: the
    same one handed in twice is one visit.
    """

    sight = "huishang.visits.visibility.visits_in_sight"
    noun = "走访记录"
    reveals = {
        "found": Reveals.NARRATIVE,
        "note": Reveals.NARRATIVE,
        "not_met_because": Reveals.NARRATIVE,
        "confirmed_by": Reveals.GUARDIAN_NAME,
        "withdrawn_because": Reveals.NARRATIVE,
    }

    key = models.UUIDField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    division = models.CharField(max_length=12)
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in VisitKind])
    works = models.JSONField(default=list)
    met = models.BooleanField()
    not_met_because = EncryptedTextField(blank=True)
    confirmed = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in Confirmed]
    )
    confirmed_by = EncryptedTextField(blank=True)
    found = EncryptedJSONField(default=dict)
    note = EncryptedTextField(blank=True)
    visitor = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    visited_by = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = EncryptedTextField(blank=True)

    class Meta:
        db_table = "visits_visit"
        indexes: ClassVar = [
            models.Index(fields=["child", "-on", "-id"], name="visit_child"),
            models.Index(fields=["division", "-on", "-id"], name="visit_place"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("visit", self.pk)


class Plan(Scoped):
    """Until when a child is to be visited next: worked out (`queries.rhythm`), kept so that the
    list of a day is one walk along an index. It cascades: it is derived, and made anew every night.

    ``told_for`` is the day whose being missed the town was told of.
    """

    sight = "huishang.visits.visibility.plans_in_sight"
    noun = "走访安排"

    child = models.OneToOneField(
        "people.Child", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    division = models.CharField(max_length=12)
    due_on = models.DateField()
    told_for = models.DateField(null=True)

    class Meta:
        db_table = "visits_plan"
        indexes: ClassVar = [models.Index(fields=["division", "due_on"], name="plan_place")]
