"""Batches, and what became of each row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel.revealing import Reveals
from huishang.vault.fields import EncryptedJSONField

from . import lifecycle
from .lifecycle import BatchState, LineState


class Batch(Scoped, StatefulRecord):
    """One file handed in by one person in one post.

    The file lies sealed under ``digest`` until it is removed; the cells of a row are kept nowhere
    else. How far it is follows from its lines.
    """

    sight = "huishang.imports.visibility.batches_in_sight"
    noun = "导入"
    lifecycle = lifecycle.BATCH
    subject_kind = "import_batch"

    status = models.CharField(
        max_length=10, choices=BatchState.choices(), default=BatchState.WAITING.value
    )
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    stopped_because = models.CharField(max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "imports_batch"
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at", "-id"], name="import_own"),
            models.Index(
                fields=["created_at"],
                condition=Q(status__in=(BatchState.WAITING.value, BatchState.RUNNING.value)),
                name="import_to_work",
            ),
            models.Index(
                fields=["created_at"], condition=Q(removed_at__isnull=True), name="import_kept"
            ),
        ]


class Line(Scoped, Record):
    """A row of a batch, as the spreadsheet numbers it. ``faults``: field → what is wrong."""

    sight = "huishang.imports.visibility.lines_in_sight"
    noun = "导入的行"
    reveals: ClassVar = {"faults": Reveals.NARRATIVE}

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=LineState.choices())
    faults = EncryptedJSONField(default=dict)

    class Meta:
        db_table = "imports_line"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_line_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["batch", "state", "number"], name="import_line_state"),
        ]
