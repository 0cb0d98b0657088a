"""Streams, their events, and the daily anchors over all stream heads."""

from __future__ import annotations

from datetime import UTC

from django.db import models

from huishang.kernel.ids import new_id
from huishang.vault.fields import EncryptedJSONField, EncryptedTextField

from .chain import GENESIS
from .labels import Oddity, Outcome


class Stream(models.Model):
    """One chain: all events of one case, one account, one organisation …"""

    name = models.CharField(max_length=80, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        db_table = "audit_stream"


class Event(models.Model):
    """One link. Rows are only ever added; nothing in the house updates or deletes them.

    ``commitment`` is the SM3 of what lies apart in `Private`; empty where nothing does.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stream = models.ForeignKey(
        Stream, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # the constraint below is its index
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    actor_account = models.UUIDField(null=True)
    actor_post = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    case_id = models.UUIDField(null=True)
    division = models.CharField(max_length=12)
    basis = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    commitment = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_event"
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="audit_event_once"),
            models.CheckConstraint(
                condition=models.Q(sequence__gte=1), name="audit_event_counts_from_one"
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="audit_event_subject"),
            models.Index(fields=["actor_account", "at"], name="audit_event_actor"),
            models.Index(fields=["-at", "-id"], name="audit_event_latest"),
        ]

    def content(self) -> dict[str, object]:
        """Everything the hash covers: each column but the two hashes themselves."""
        apart = {"commitment": self.commitment} if self.commitment else {}
        return {
            "id": str(self.id),
            "stream": self.stream_id,
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "act": self.act,
            "actor_account": str(self.actor_account or ""),
            "actor_post": str(self.actor_post or ""),
            "actor_label": self.actor_label,
            "subject_kind": self.subject_kind,
            "subject_id": self.subject_id,
            "case_id": str(self.case_id or ""),
            "division": self.division,
            "basis": self.basis,
            "details": self.details,
            **apart,
        }


class Private(models.Model):
    """What an event says about a person, apart from its link: sealed, and one day shredded.

    The salt lies inside the seal, so that a commitment in a copied database cannot be guessed at.
    """

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, primary_key=True, related_name="private"
    )
    content = EncryptedJSONField(default=dict)

    class Meta:
        db_table = "audit_private"


class Anchor(models.Model):
    """One day's seal over the streams that moved since the one before, chained to it.

    ``streams`` and ``events`` count what it newly covers; ``heads`` is `chain.fold` of its rows.
    """

    day = models.DateField(primary_key=True)
    streams = models.PositiveBigIntegerField()
    events = models.PositiveBigIntegerField()
    heads = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_anchor"
        constraints = [
            models.UniqueConstraint(fields=["previous"], name="audit_anchor_never_forks"),
        ]

    def content(self) -> dict[str, object]:
        """What its hash covers."""
        return {
            "day": self.day.isoformat(),
            "streams": self.streams,
            "events": self.events,
            "heads": self.heads,
        }


class AnchoredHead(models.Model):
    """The head a stream stood at on an anchored day; kept for streams that moved since the last."""

    anchor = models.ForeignKey(
        Anchor, on_delete=models.PROTECT, related_name="anchored", db_index=False
    )
    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="+", db_index=False)
    sequence = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_anchored_head"
        constraints = [
            models.UniqueConstraint(fields=["anchor", "stream"], name="audit_anchored_once"),
            models.UniqueConstraint(fields=["stream", "sequence"], name="audit_anchored_head_once"),
        ]


class Finding(models.Model):
    """Reading of children's files by one person on one day that somebody has to look into.

    :param files: how many different files; :param usual: that person's mean of a reading day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    oddity = models.CharField(max_length=12, choices=Oddity.choices)
    day = models.DateField()
    actor_account = models.UUIDField()
    actor_label = models.CharField(max_length=200)
    division = models.CharField(max_length=12)
    files = models.PositiveIntegerField()
    usual = models.PositiveIntegerField(default=0)
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    reason = EncryptedTextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "audit_finding"
        constraints = [
            models.UniqueConstraint(
                fields=["oddity", "actor_account", "day"], name="audit_finding_once"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_at__isnull=True)
                | models.Q(outcome__gt="", answered_at__isnull=False),
                name="audit_finding_answered",
            ),
        ]
        indexes = [models.Index(fields=["-found_at", "-id"], name="audit_finding_latest")]
