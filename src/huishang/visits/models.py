"""Risk assessments. The latest confirmed one says the level a child stands at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import StatefulRecord
from huishang.kernel.revealing import Reveals
from huishang.law.values import Colour
from huishang.vault.fields import EncryptedJSONField, EncryptedTextField

from . import lifecycle
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
