"""Minutes or memo: drafted from the record, signed, issued, corrected only by a new version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.vault.fields import EncryptedJSONField, EncryptedTextField

from .. import lifecycle
from ..lifecycle import MinutesState
from .conference import AgendaItem


class RecordForm(models.TextChoices):
    MINUTES = "minutes", "会议纪要"
    MEMO = "memo", "备忘录"


class Minutes(Scoped, StatefulRecord):
    """One edition of the minutes of one agenda item: one case, one paper, for its own seats.

    ``body`` is ``{"case": "…", "opinions": "…", "best_interests": "…"}``: the edited text of the
    sections, one paragraph a line; attendance and decisions are always taken from the record.
    """

    sight = "huishang.conferences.visibility.minutes_in_sight"
    noun = "会议纪要"
    lifecycle = lifecycle.MINUTES
    subject_kind = "minutes"

    status = models.CharField(
        max_length=12, choices=MinutesState.choices(), default=MinutesState.DRAFT.value
    )
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="minutes")
    form = models.CharField(max_length=8, choices=RecordForm.choices)
    edition = models.PositiveSmallIntegerField(default=1)
    correction = EncryptedTextField(blank=True)
    body = EncryptedJSONField(default=dict)
    signed_by_post = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+"
    )
    delegation = models.ForeignKey(
        "organisations.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    signed_digest = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_at = models.DateTimeField(null=True)
    document_id = models.UUIDField(null=True)

    class Meta:
        db_table = "conferences_minutes"
        indexes: ClassVar = [
            models.Index(fields=["status", "created_at", "id"], name="minutes_open"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agenda_item", "edition"], name="minutes_edition_once"),
            models.CheckConstraint(
                condition=Q(status__in=[MinutesState.DRAFT.value, MinutesState.CONFIRMING.value])
                | Q(signed_by_post__isnull=False, signed_at__isnull=False),
                name="minutes_signed_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[MinutesState.ISSUED.value, MinutesState.SUPERSEDED.value])
                | (Q(number__gt="") & Q(document_id__isnull=False)),
                name="minutes_issued_numbered",
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | Q(correction__gt=""), name="minutes_corrected_why"
            ),
        ]


class Confirmation(Record):
    """An organisation confirms a draft of the minutes (会签)."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="confirmations")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    by = models.CharField(max_length=200)
    remark = EncryptedTextField(blank=True)

    class Meta:
        db_table = "conferences_confirmation"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["minutes", "organisation"], name="confirmation_once"),
        ]
