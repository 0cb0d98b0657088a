"""Raise or lower the level of a paper or a file, with the reason (变更密级)."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db import transaction

from huishang.access import permissions as access
from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.secrecy import Confidentiality, level_of
from huishang.kernel.texts import text_fault, tidy

from .. import events, permissions
from ..models import OfficialDocument, StoredFile

Row = TypeVar("Row", OfficialDocument, StoredFile)
_REASON = 300


@transaction.atomic
def set_document_level(
    *, actor: Actor, document_id: UUID, level: str, reason: str, version: int | None = None
) -> OfficialDocument:
    """A paper, its prints with it. Sealed, it is gone for everybody: `levels` open nothing again.

    :param level: code or word; 绝密、机密、秘密 are refused with the article.
    :raises NotVisible / NotPermitted / InvalidData / Conflict
    """
    paper = OfficialDocument.objects.visible_to(actor).for_change(document_id, version)
    _set(actor, paper, level, reason)
    for printed in (paper.docx, paper.pdf):
        if printed is not None:
            printed.change(level=paper.level)
    return paper


@transaction.atomic
def set_file_level(
    *, actor: Actor, file_id: UUID, level: str, reason: str, version: int | None = None
) -> StoredFile:
    """An attachment. :raises: as `set_document_level`."""
    kept = StoredFile.objects.visible_to(actor).for_change(file_id, version)
    _set(actor, kept, level, reason)
    return kept


def _set(actor: Actor, row: Row, level: str, reason: str) -> None:
    permissions.may_set_level(actor, row).require(NotPermitted)
    wanted, fault = level_of(level)
    wrong = {"level": fault} if fault else {}
    if unsaid := text_fault("变更理由", reason, longest=_REASON, lines=True):
        wrong["reason"] = unsaid
    if wanted is not None and wanted == row.level:
        wrong["level"] = f"目前就是“{wanted.label}”，不需要变更。"
    if wrong or wanted is None:
        raise InvalidData(wrong)
    if wanted is Confidentiality.SEALED:
        access.may_seal(actor).require(NotPermitted)
    before = row.level
    row.change(level=wanted.value)
    record(
        actor=actor,
        event=events.SET_LEVEL,
        subject=row.subject,
        case_id=row.case_id,
        details={"from": Confidentiality(before), "to": wanted},
        private={"reason": tidy(reason)},
    )
