"""Stored files, number series, official documents, receipts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record


class Confidentiality(models.TextChoices):
    """Levels a platform outside the state-secret network may hold (保守国家秘密法 第三十一条)."""

    PUBLIC = "public", "公开"
    INTERNAL = "internal", "内部"
    SENSITIVE = "sensitive", "敏感"
    SEALED = "sealed", "封存"


class StoredFile(Scoped, Record):
    """A file kept under ``HUISHANG_HOME/files`` by the SM3 of its content."""

    sight = "huishang.documents.visibility.files_in_sight"
    noun = "附件"

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    level = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.SENSITIVE
    )
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    uploaded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "documents_file"
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="file_subject")
        ]


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


class OfficialDocument(Scoped, Record):
    """One issued document. It never changes: a correction is a new version of it.

    ``form`` is the whole content as data, so that it can be rendered again and compared.
    """

    sight = "huishang.documents.visibility.documents_in_sight"
    noun = "公文"

    kind = models.CharField(max_length=24, choices=DocumentKind.choices)
    issuer = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    disclosure = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    form = models.JSONField()
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "documents_official"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer", "number", "edition"], name="official_number_once"
            ),
            models.CheckConstraint(
                condition=Q(edition=1, supersedes__isnull=True)
                | Q(edition__gt=1, supersedes__isnull=False),
                name="official_edition_follows",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="official_subject")
        ]


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
        ]
