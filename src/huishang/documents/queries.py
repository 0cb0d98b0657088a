"""Files, papers and receipts, read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from django.db import transaction

from huishang.access.scoping import ScopedQuerySet
from huishang.audit.actions import Subject, record
from huishang.audit.records import page_of
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotVisible
from huishang.kernel.paging import Cursor, Page
from huishang.kernel.secrecy import Confidentiality
from huishang.workflow.acts import Act

from . import events, permissions, storage
from .models import (
    DocumentKind,
    DocumentReceipt,
    Export,
    OfficialDocument,
    StoredFile,
)
from .policies import Upload, can_be_fetched, can_sign_for, redrawn, size_limit
from .policies import fault_of as upload_fault
from .policies import number_fault as uploads_fault
from .rendering import from_data
from .rendering.form import Form
from .visibility import seen_with

Print: TypeAlias = Literal["docx", "pdf"]


def file(actor: Actor, file_id: UUID) -> StoredFile:
    """What a file is, without its content. :raises NotVisible:"""
    return StoredFile.objects.visible_to(actor).for_reading(file_id)


def files_of(actor: Actor, subjects: Iterable[Subject]) -> list[StoredFile]:
    """What is attached to some subjects, in the order it was attached; one query for all."""
    wanted = list(subjects)
    return list(
        StoredFile.objects.visible_to(actor)
        .filter(
            subject_kind__in={subject.kind for subject in wanted},
            subject_id__in={subject.id for subject in wanted},
        )
        .order_by("pk")
    )


def how_many_files(subject: Subject) -> int:
    """How many are attached, for who may know that much without an account; nothing of them."""
    every = StoredFile.objects.unscoped(reason="报告人凭回执号查询已收到几张照片")
    return every.filter(subject_kind=subject.kind, subject_id=subject.id).count()


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that was read, and its bytes."""

    file: StoredFile
    content: bytes


def read_file(actor: Actor, file_id: UUID) -> Copy:
    """The content of a file; that it was read is written down.

    :raises NotVisible: :raises storage.Damaged: the bytes on disk are not those stored.
    """
    return _read(actor, file(actor, file_id))


def read_print(actor: Actor, document_id: UUID, form: Print) -> Copy:
    """A print of a paper: whoever sees the paper sees it. As `read_file`.

    :raises NotVisible: the paper, it was never printed so, or this print was sealed by itself.
    """
    kept: StoredFile | None = getattr(document(actor, document_id), form)
    if kept is None:
        raise NotVisible("公文的 PDF（印发时系统没有中文字体，可下载 .docx）")
    if kept.level == Confidentiality.SEALED:
        raise NotVisible(StoredFile.noun)
    return _read(actor, kept)


@transaction.atomic
def _read(actor: Actor, kept: StoredFile) -> Copy:
    content = storage.fetch(kept.digest)
    record(
        actor=actor,
        event=events.READ_FILE,
        subject=kept.subject,
        case_id=kept.case_id,
        details={"of": Subject(kept.subject_kind, kept.subject_id)},
    )
    return Copy(kept, content)


def _documents(actor: Actor) -> ScopedQuerySet[OfficialDocument]:
    return OfficialDocument.objects.visible_to(actor).select_related("issuer", "docx", "pdf")


def document(actor: Actor, document_id: UUID) -> OfficialDocument:
    """:raises NotVisible:"""
    return _documents(actor).for_reading(document_id)


def documents_of(actor: Actor, subject: Subject) -> list[OfficialDocument]:
    """Every edition of every paper of a subject, the latest first."""
    return list(
        _documents(actor)
        .filter(subject_kind=subject.kind, subject_id=subject.id)
        .order_by("-issued_at", "-pk")
    )


def documents_of_case(actor: Actor, case_id: UUID) -> list[OfficialDocument]:
    """Every paper of a case that the actor may see, the latest first."""
    return list(_documents(actor).filter(case_id=case_id).order_by("-issued_at", "-pk"))


def form_of(document: OfficialDocument) -> Form:
    """What a paper in sight says, as it was issued."""
    return from_data(document.form)


def receipts_of(document_id: UUID) -> list[DocumentReceipt]:
    """To whom a paper went and who signed for it. The caller has the paper in sight."""
    return list(
        DocumentReceipt.objects.unscoped(reason="公文已在查看范围内，列明收文单位")
        .filter(document_id=document_id)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def replacing(actor: Actor, document: OfficialDocument) -> OfficialDocument | None:
    """The edition that corrects this one, where it is in sight."""
    return _documents(actor).filter(supersedes=document).first()


def sign_act(actor: Actor, receipt: DocumentReceipt) -> Act:
    """签收 of one's own organisation's receipt, as `actions.sign_for` would judge it."""
    may = permissions.may_take_in(actor, receipt.document)
    return Act("sign_for", "签收", may, can_sign_for(receipt))


def level_act(actor: Actor, row: OfficialDocument | StoredFile) -> Act:
    """变更密级, as `actions.set_level` would judge it."""
    return Act("set_level", "变更密级", permissions.may_set_level(actor, row))


def to_sign_for(actor: Actor, *, limit: int | None = None) -> list[DocumentReceipt]:
    """Papers the actor's organisation got and nobody there has signed for, oldest first."""
    return list(
        DocumentReceipt.objects.visible_to(actor)
        .filter(organisation_id=actor.organisation_id, received_at__isnull=True)
        .select_related("document__issuer")
        .defer("document__form")
        .order_by("sent_at", "pk")[:limit]
    )


def exports(actor: Actor, *, after: Cursor | None = None) -> Page[Export]:
    """The actor's own, the latest first."""
    return page_of(Export.objects.visible_to(actor), at="made_at", after=after)


def export_of(actor: Actor, export_id: UUID) -> Export:
    """:raises NotVisible"""
    return Export.objects.visible_to(actor).for_reading(export_id)


def fetch_act(made: Export) -> Act:
    """下载, as `actions.fetch_export` would judge it."""
    return Act("fetch_export", "下载", can_be_fetched(made))


def export_act(actor: Actor) -> Act:
    """导出, before any list is chosen."""
    return Act("export", "导出表格", permissions.may_export(actor))


__all__ = [
    "Confidentiality",
    "Copy",
    "DocumentKind",
    "DocumentReceipt",
    "Export",
    "OfficialDocument",
    "StoredFile",
    "Upload",
    "document",
    "documents_of",
    "documents_of_case",
    "export_act",
    "export_of",
    "exports",
    "fetch_act",
    "file",
    "files_of",
    "form_of",
    "how_many_files",
    "level_act",
    "read_file",
    "read_print",
    "receipts_of",
    "redrawn",
    "replacing",
    "seen_with",
    "sign_act",
    "size_limit",
    "to_sign_for",
    "upload_fault",
    "uploads_fault",
]
