"""Issue a paper, or a corrected edition of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code, Digest, Reference
from huishang.kernel import clock
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import NotInThisState
from huishang.kernel.secrecy import Confidentiality
from huishang.law.values import Disclosure

from .. import events
from ..models import (
    DocumentKind,
    DocumentReceipt,
    OfficialDocument,
    StoredFile,
)
from ..policies import can_correct
from ..rendering import PdfUnavailable, render_docx, render_pdf, to_data
from ..rendering.form import Form
from .files import keep
from .numbering import mark_of, next_number, parsed

_DISCLOSED: Mapping[str, tuple[str, Confidentiality]] = {
    Disclosure.PUBLIC.label: ("此件公开发布", Confidentiality.PUBLIC),
    Disclosure.ON_REQUEST.label: ("此件依申请公开", Confidentiality.INTERNAL),
    Disclosure.WITHHELD.label: ("此件不公开", Confidentiality.SENSITIVE),
}
"""公开属性 → the note printed on the paper (GB/T 9704-2012 7.3.6) and the level of its files."""


@transaction.atomic
def issue(
    *,
    actor: AnyActor,
    kind: str,
    issuer_id: UUID,
    series: str,
    title: str,
    form: Form,
    subject: Subject,
    recipients: Iterable[UUID],
    disclosure: str,
    signed_by: str,
    case_id: UUID | None = None,
    supersedes: UUID | None = None,
    number: str | None = None,
) -> OfficialDocument:
    """Number, render, keep and send out a paper (印发), or its corrected edition (更正).

    Who may issue is decided by the room that issues. The number, the disclosure note and, on a
    correction, the note under the title are put into ``form`` here, so that they cannot differ
    from what is registered. Basis of the layout: GB/T 9704-2012.

    :param kind: a value of `DocumentKind`.
    :param series: 会议纪要, 督办通知 …; empty for a paper that bears no number.
    :param disclosure: 公开属性 by its label, 不予公开.
    :param recipients: organisations it goes to; each has its own receipt.
    :param supersedes: the edition this one corrects; it keeps that one's number.
    :param number: a number the caller took with `next_number` in this transaction.
    :raises NotInThisState: the edition to correct has already been corrected.
    :raises InvalidData: the issuer has no 机关代字 to number with.
    """
    now = clock.now()
    corrected = _to_correct(supersedes, kind, issuer_id)
    if corrected is not None:
        number = corrected.number
    elif number is None:
        number = _allotted(issuer_id, series)
    edition = corrected.edition + 1 if corrected else 1
    form = _completed(form, number=number, disclosure=disclosure, edition=edition)
    document = OfficialDocument(
        kind=DocumentKind(kind),
        issuer_id=issuer_id,
        number=number,
        title=title,
        disclosure=disclosure,
        level=(corrected.level if corrected else _DISCLOSED[disclosure][1].value),
        edition=edition,
        supersedes=corrected,
        subject_kind=subject.kind,
        subject_id=subject.id,
        case_id=case_id,
        form=to_data(form),
        signed_by=signed_by,
        issued_at=now,
    )
    document.docx, document.pdf = _printed(document, form, actor)
    document.save(force_insert=True)
    organisations = sorted(set(recipients))
    DocumentReceipt.objects.bulk_create(
        DocumentReceipt(document=document, organisation_id=organisation_id, sent_at=now)
        for organisation_id in organisations
    )
    record(
        actor=actor,
        event=events.CORRECT if corrected else events.ISSUE,
        subject=document.subject,
        case_id=case_id,
        details={
            "kind": Code(document.kind),
            **({"number": Reference(number)} if number else {}),
            "edition": edition,
            "recipients": len(organisations),
            "docx_sm3": Digest(document.docx.digest),
        },
    )
    return document


def _to_correct(supersedes: UUID | None, kind: str, issuer_id: UUID) -> OfficialDocument | None:
    """The edition to correct, locked so that only one correction follows it."""
    if supersedes is None:
        return None
    edition = OfficialDocument.objects.unscoped(reason="更正：由印发的业务环节判断权限").for_change(
        supersedes
    )
    can_correct(edition, kind=kind, issuer_id=issuer_id).require(NotInThisState)
    return edition


def _allotted(issuer_id: UUID, series: str) -> str:
    if not series:
        return ""
    return next_number(issuer_id, series, mark_of(issuer_id, series), clock.today())


def _completed(form: Form, *, number: str, disclosure: str, edition: int) -> Form:
    """The form with what registration adds to it."""
    masthead = replace(
        form.masthead,
        number=parsed(number) if number else None,
        disclosure_note=_DISCLOSED[disclosure][0],
    )
    note = form.version_note or (f"第{edition}版，更正" if edition > 1 else "")
    return replace(form, masthead=masthead, version_note=note)


def _printed(
    document: OfficialDocument, form: Form, actor: AnyActor
) -> tuple[StoredFile, StoredFile | None]:
    """The paper as .docx, and as .pdf where the machine has a Chinese typeface."""
    prints = {"docx": render_docx(form, at=document.issued_at)}
    pdf = render_pdf(form, at=document.issued_at)
    if not isinstance(pdf, PdfUnavailable):
        prints["pdf"] = pdf
    kept = {
        suffix: keep(
            name=f"{document.title}.{suffix}",
            content=content,
            subject=document.subject,
            case_id=document.case_id,
            level=Confidentiality(document.level),
            organisation_id=document.issuer_id,
            by=actor,
        )
        for suffix, content in prints.items()
    }
    return kept["docx"], kept.get("pdf")
