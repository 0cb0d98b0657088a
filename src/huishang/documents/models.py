"""Stored files, number series, official documents, receipts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from huishang.access.scoping import Scoped
from huishang.audit.actions import Subject
from huishang.audit.records import Record
from huishang.kernel.secrecy import Confidentiality
from huishang.vault.fields import EncryptedJSONField

PAPER = "official_document"
"""What a paper is called as the subject of its prints and events."""


LEVELS = [(level.value, level.label) for level in Confidentiality]


class Locked(AssertionError):
    """A programmer's mistake: a change to what never changes. Never shown to a person."""


class Fixed(Record):
    """Abstract: written once. What is wrong in it is put right by a later record, never here.

    :cvar marks: columns that say how it is handled, not what it is; these alone may change.
    """

    marks: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def change(self, **fields: Any) -> None:
        if not fields or not set(fields) <= self.marks:
            raise Locked(f"{type(self).__name__} never changes")
        super().change(**fields)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Locked(f"{type(self).__name__} never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Locked(f"{type(self).__name__} is never deleted")


class StoredFile(Scoped, Fixed):
    """A file kept under ``HUISHANG_HOME/files`` by the SM3 of its content.

    ``subject_*`` is what it is attached to: whoever sees that sees the file. ``media_type`` is what
    the content was recognised as, not what the sender called it.
    """

    sight = "huishang.documents.visibility.files_in_sight"
    noun = "附件"
    marks = frozenset({"level"})

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    level = models.CharField(max_length=10, choices=LEVELS, default=Confidentiality.SENSITIVE.value)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    uploaded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "documents_file"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="file_subject"),
            models.Index(fields=["case_id"], name="file_case"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("file", self.pk)


class NumberSeries(models.Model):
    """The running number of one series of one issuer in one year: 运未保办〔2026〕3号."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "documents_number_series"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "series", "year"], name="number_series_once"
            ),
        ]


class DocumentKind(models.TextChoices):
    MINUTES = "minutes", "会议纪要"
    MEMO = "memo", "备忘录"
    NOTICE = "notice", "会议通知"
    DECISION_NOTICE = "decision_notice", "议定事项通知"
    SUPERVISION_ORDER = "supervision_order", "督办通知"


class OfficialDocument(Scoped, Fixed):
    """One issued document. It never changes: a correction is a new edition under the same number.

    ``form`` is the whole content as data (see `rendering.record`), so that it can be rendered
    again and compared. ``number`` is empty on a paper that bears none.
    """

    sight = "huishang.documents.visibility.documents_in_sight"
    noun = "公文"
    marks = frozenset({"level"})

    kind = models.CharField(max_length=24, choices=DocumentKind.choices)
    issuer = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    disclosure = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=LEVELS, default=Confidentiality.SENSITIVE.value)
    edition = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    form = EncryptedJSONField()
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "documents_official"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer", "number", "edition"],
                condition=Q(number__gt=""),
                name="official_number_once",
            ),
            models.CheckConstraint(
                condition=Q(edition=1, supersedes__isnull=True)
                | Q(edition__gt=1, supersedes__isnull=False),
                name="official_edition_follows",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="official_subject"),
            models.Index(fields=["case_id"], name="official_case"),
            models.Index(fields=["issuer", "-issued_at"], name="official_issued"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject(PAPER, self.pk)


class DocumentReceipt(Scoped, Record):
    """A document went to an organisation; when somebody there signed for it."""

    sight = "huishang.documents.visibility.receipts_in_sight"
    noun = "公文签收"

    document = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, related_name="receipts"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "documents_receipt"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "organisation"], name="receipt_once"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by="")
                | (Q(received_at__isnull=False) & Q(received_by__gt="")),
                name="receipt_signed_by_someone",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-sent_at"], name="receipt_inbox"),
            models.Index(
                fields=["organisation", "sent_at", "id"],
                condition=Q(received_at__isnull=True),
                name="receipt_waiting",
            ),
        ]


class Export(Scoped, Record):
    """A list somebody took out: what, why, how much, until when it may be fetched.

    The file lies locked under a password nobody kept, and sealed as all files are; it goes when it
    expires, this row stays. ``narrowed`` is the filter it was made with.
    """

    sight = "huishang.documents.visibility.exports_in_sight"
    noun = "导出"

    number = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=60)
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200)
    narrowed = EncryptedJSONField(default=dict)
    rows = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    fetched = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "documents_export"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="export_expires_later"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-made_at"], name="export_own"),
            models.Index(
                fields=["expires_at"], condition=Q(removed_at__isnull=True), name="export_expiring"
            ),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("export", self.pk)
