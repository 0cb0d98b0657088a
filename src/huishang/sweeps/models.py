"""Sweeps, each village's part, the households that were not met; patrols."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huishang.access.scoping import Scoped
from huishang.audit.actions import Subject
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel.revealing import Reveals
from huishang.vault.fields import EncryptedJSONField, EncryptedTextField

from . import lifecycle
from .labels import Outcome, PatrolKind, Why
from .lifecycle import StretchState, SweepState


class Sweep(Scoped, StatefulRecord):
    """One round through all villages of ``division`` (动态排查), from a day to a day.

    ``asks`` is what to look for, in words; it names nobody.
    """

    sight = "huishang.sweeps.visibility.sweeps_in_sight"
    noun = "排查"
    lifecycle = lifecycle.SWEEP
    subject_kind = "sweep"

    status = models.CharField(
        max_length=10, choices=SweepState.choices(), default=SweepState.RUNNING.value
    )
    title = models.CharField(max_length=60)
    asks = models.TextField()
    division = models.CharField(max_length=12)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    begun_by = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_because = models.TextField(blank=True)
    told_for = models.DateField(null=True)

    class Meta:
        db_table = "sweeps_sweep"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="sweep_ends_after_it_starts"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["division", "-starts_on", "-id"], name="sweep_place"),
            models.Index(
                fields=["ends_on"], condition=Q(status=SweepState.RUNNING.value), name="sweep_runs"
            ),
        ]


class Stretch(Scoped, StatefulRecord):
    """One village's part in a sweep. ``households`` is how many there are, once handed in. Those
    met are not written down: they are all but the missed, so that the figures cannot differ.
    """

    sight = "huishang.sweeps.visibility.stretches_in_sight"
    noun = "本村排查"
    reveals = {"note": Reveals.NARRATIVE, "returned_because": Reveals.NARRATIVE}
    lifecycle = lifecycle.STRETCH
    subject_kind = "stretch"

    status = models.CharField(
        max_length=10, choices=StretchState.choices(), default=StretchState.OPEN.value
    )
    sweep = models.ForeignKey(Sweep, on_delete=models.PROTECT, related_name="stretches")
    division = models.CharField(max_length=12)
    households = models.PositiveIntegerField(null=True)
    note = EncryptedTextField(blank=True)
    handed_in_by = models.CharField(max_length=200, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    returned_because = EncryptedTextField(blank=True)

    class Meta:
        db_table = "sweeps_stretch"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sweep", "division"], name="stretch_once"),
            models.CheckConstraint(
                condition=~Q(status=StretchState.HANDED_IN.value) | Q(households__isnull=False),
                name="stretch_handed_in_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["division"],
                condition=Q(status=StretchState.OPEN.value),
                name="stretch_open",
            )
        ]


class Missed(Scoped, Record):
    """A household nobody met (未走访户), until somebody did or it turned out to be none.

    ``household`` says which: whose, and where. ``key`` is drawn where it is written down: the same
    one handed in twice is one household.
    """

    sight = "huishang.sweeps.visibility.missed_in_sight"
    noun = "未走访户"
    reveals = {
        "household": Reveals.ADDRESS,
        "note": Reveals.NARRATIVE,
        "settled_note": Reveals.NARRATIVE,
    }

    key = models.UUIDField(unique=True)
    stretch = models.ForeignKey(Stretch, on_delete=models.PROTECT, related_name="missed")
    household = EncryptedTextField()
    why = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Why])
    note = EncryptedTextField(blank=True)
    written_by = models.CharField(max_length=200)
    writer = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.label) for one in Outcome]
    )
    settled_on = models.DateField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    settled_note = EncryptedTextField(blank=True)

    class Meta:
        db_table = "sweeps_missed"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_on__isnull=True)
                | Q(outcome__gt="", settled_on__isnull=False),
                name="missed_settled_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stretch"], condition=Q(outcome=""), name="missed_open")
        ]

    @property
    def subject(self) -> Subject:
        return Subject("stretch", self.stretch_id)


class Patrol(Scoped, Record):
    """A team went out and looked (预警巡查). Never rewritten: who made a mistake withdraws it.

    ``members`` is who went, by the code of each kind the place asks for; ``short_because`` why one
    kind did not. ``key`` is drawn where it is written: the same handed in twice is one patrol.
    """

    sight = "huishang.sweeps.visibility.patrols_in_sight"
    noun = "巡查记录"
    reveals = {"found": Reveals.NARRATIVE, "withdrawn_because": Reveals.NARRATIVE}

    key = models.UUIDField(unique=True)
    division = models.CharField(max_length=12)
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in PatrolKind])
    route = models.TextField()
    members = EncryptedJSONField(default=dict)
    short = models.BooleanField()
    short_because = EncryptedTextField(blank=True)
    found = EncryptedTextField(blank=True)
    written_by = models.CharField(max_length=200)
    writer = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = EncryptedTextField(blank=True)

    class Meta:
        db_table = "sweeps_patrol"
        indexes: ClassVar = [
            models.Index(fields=["division", "-created_at", "-id"], name="patrol_place")
        ]

    @property
    def subject(self) -> Subject:
        return Subject("patrol", self.pk)
