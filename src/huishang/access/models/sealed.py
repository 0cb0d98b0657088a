"""Records the law has closed, a storage class of their own, and how one is opened again.

Nothing here points at a child's file or a case, and nothing there points here: whom a record
concerns lies sealed in it, and is found only by an index no other table shares.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huishang.audit.records import Record, StatefulRecord
from huishang.kernel import clock
from huishang.vault.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField

from .. import lifecycle
from ..lifecycle import UnsealingState
from ..scoping import Scoped
from .sight import Matter


class SealedMatter(Record):
    """A matter nobody sees any more, whatever their post, duty or grant."""

    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()
    sealed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "access_sealed_matter"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "matter_id"], name="sealed_matter_once"),
        ]


class SealedRecord(Scoped, Record):
    """One closed record. No scope opens it: see `actions.unsealing.look`.

    ``handle`` is drawn at random, so that neither it nor a gap says how many there are. The two
    indexes have namespaces of their own: no join finds the child. ``content`` holds
    everything: the name, the decision, the text.
    """

    sight = "huishang.access.visibility.sealed.sealed_records_in_sight"
    noun = "封存记录"

    handle = models.CharField(max_length=12, unique=True)
    keeper = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=40)
    sealed_number = EncryptedTextField(blank=True)
    sealed_number_index = BlindIndexField(of="sealed_number")
    sealed_name = EncryptedTextField()
    sealed_name_index = BlindIndexField(of="sealed_name")
    content = EncryptedJSONField(default=dict)

    class Meta:
        db_table = "access_sealed_record"
        indexes: ClassVar = [
            models.Index(fields=["sealed_number_index"], name="sealed_record_number"),
            models.Index(fields=["sealed_name_index"], name="sealed_record_name"),
        ]


class Unsealing(Scoped, StatefulRecord):
    """A statutory request to look at what may be sealed about one person (封存记录查询).

    It is the same whether there is such a record or not. ``body`` asks, under ``document_number``;
    ``person`` handed it in; ``viewer`` alone looks, until ``ends_at``. ``keeper`` answers.
    """

    sight = "huishang.access.visibility.sealed.unsealings_in_sight"
    noun = "封存记录查询"
    lifecycle = lifecycle.UNSEALING
    subject_kind = "unsealing"

    status = models.CharField(
        max_length=10, choices=UnsealingState.choices(), default=UnsealingState.ASKED.value
    )
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    viewer = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=100)
    ground = models.CharField(max_length=40)
    ground_label = models.CharField(max_length=100)
    basis = models.JSONField(default=list)
    document_number = models.CharField(max_length=60)
    purpose = EncryptedTextField()
    subject_name = EncryptedTextField()
    subject_number = EncryptedTextField(blank=True)
    subject_born = EncryptedTextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_unsealing"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status=UnsealingState.OPEN.value) | Q(ends_at__gt=F("decided_at")),
                name="unsealing_open_ends",
            ),
            models.CheckConstraint(
                condition=~Q(status=UnsealingState.REFUSED.value) | Q(note__gt=""),
                name="unsealing_refused_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["keeper", "status", "created_at"], name="unsealing_queue"),
            models.Index(fields=["person", "-created_at"], name="unsealing_own"),
            models.Index(fields=["viewer", "status"], name="unsealing_viewer"),
        ]


class UnsealingApproval(Record):
    """The responsible person of one organisation agrees (同意查询)."""

    unsealing = models.ForeignKey(Unsealing, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    by = models.CharField(max_length=200)

    class Meta:
        db_table = "access_unsealing_approval"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unsealing", "organisation"], name="unsealing_approval_once_each_body"
            ),
            models.UniqueConstraint(
                fields=["unsealing", "person"], name="unsealing_approval_once_each_person"
            ),
        ]
