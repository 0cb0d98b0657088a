"""Streams, their events, and the daily anchors over all stream heads."""

from __future__ import annotations

from datetime import UTC

from django.db import models

from huishang.kernel.ids import new_id

from .chain import GENESIS


class Stream(models.Model):
    """One chain: all events of one case, one account, one organisation …"""

    name = models.CharField(max_length=80, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        db_table = "audit_stream"


class Event(models.Model):
    """One link. Rows are only ever added; nothing in the house updates or deletes them."""

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
        }


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
