"""A conference, its agenda, what it decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel.revealing import Reveals
from huishang.kernel.terms import Severity
from huishang.vault.fields import EncryptedTextField

from .. import lifecycle
from ..lifecycle import ConferenceState
from .request import LEVELS, ConferenceRequest


class Conference(Scoped, StatefulRecord):
    """One meeting of one office; it may hear several cases.

    ``chair`` is the post that chairs, held on the day; ``delegation`` names the entrustment where
    the holder of the post sent somebody. ``shortened_by`` the post that let the
    notices leave later than the rule wants, ``urgent_reason`` openly why.
    """

    sight = "huishang.conferences.visibility.conferences_in_sight"
    noun = "会商"
    lifecycle = lifecycle.CONFERENCE
    subject_kind = "conference"

    status = models.CharField(
        max_length=12, choices=ConferenceState.choices(), default=ConferenceState.PREPARING.value
    )
    number = models.CharField(max_length=60)
    office = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    division = models.CharField(max_length=12)
    level = models.CharField(max_length=10, choices=LEVELS)
    severity = models.CharField(
        max_length=10, choices=[(word.value, word.label) for word in Severity]
    )
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    chair = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey(
        "organisations.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    urgent_reason = EncryptedTextField(blank=True)
    shortened_by = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+"
    )
    sequence = models.PositiveSmallIntegerField(default=0)
    noticed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    discussion_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    previous = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="next_rounds"
    )
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)

    class Meta:
        db_table = "conferences_conference"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="conference_number_once"),
            models.CheckConstraint(condition=Q(round__gte=1), name="conference_round"),
            models.CheckConstraint(
                condition=Q(urgent_reason="") | Q(shortened_by__isnull=False),
                name="conference_shortened_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(discussion_at__isnull=True) | Q(opened_at__isnull=False),
                name="conference_discussed_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True) | Q(concluded_at__gte=F("discussion_at")),
                name="conference_concluded_after_discussion",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "status", "-starts_at"], name="conference_queue"),
            models.Index(fields=["division", "-starts_at"], name="conference_place"),
            models.Index(fields=["-starts_at", "-id"], name="conference_latest"),
            models.Index(fields=["status", "starts_at", "id"], name="conference_open"),
        ]


class AgendaItem(Scoped, Record):
    """One case on the agenda, with its own seats; others see it as 限制, without a name."""

    sight = "huishang.conferences.visibility.agenda_items_in_sight"
    noun = "议题"

    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="agenda_items"
    )
    order = models.PositiveSmallIntegerField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        ConferenceRequest, on_delete=models.PROTECT, related_name="agenda_items"
    )
    questions = EncryptedTextField(blank=True)
    seats_confirmed_at = models.DateTimeField(null=True)
    presented_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "conferences_agenda_item"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "order"], name="agenda_order_once"),
            models.UniqueConstraint(fields=["conference", "case"], name="agenda_case_once"),
        ]


class Consensus(models.TextChoices):
    AGREED = "agreed", "达成共识"
    NOT_AGREED = "not_agreed", "未达成共识"


class Decision(Scoped, Record):
    """One thing settled, or left open, about one case; a settled one becomes an assignment."""

    sight = "huishang.conferences.visibility.of_agenda_item_in_sight"
    noun = "议定事项"
    reveals = {"matter": Reveals.NARRATIVE, "measures": Reveals.NARRATIVE}

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    order = models.PositiveSmallIntegerField()
    matter = models.TextField()
    measures = models.TextField()
    duty_code = models.CharField(max_length=60, blank=True)
    responsible = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    supporting = models.ManyToManyField(
        "organisations.Organisation", db_table="conferences_support", related_name="+"
    )
    consensus = models.CharField(max_length=12, choices=Consensus.choices)
    next_way = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "conferences_decision"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agenda_item", "order"], name="decision_order_once"),
            models.CheckConstraint(
                condition=Q(consensus=Consensus.AGREED.value, next_way="")
                | (Q(consensus=Consensus.NOT_AGREED.value) & Q(next_way__gt="")),
                name="decision_open_has_way",
            ),
        ]


class Dissent(Record):
    """An organisation's dissent from a decision, with its reason, on the record."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dissents")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    reason = EncryptedTextField()

    class Meta:
        db_table = "conferences_dissent"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "organisation"], name="dissent_once"),
        ]
