from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huishang.documents import actions, queries
from huishang.documents.queries import (
    Confidentiality,
    DocumentKind,
    DocumentReceipt,
    OfficialDocument,
)
from huishang.kernel.actor import Actor

from ...attachments import hands_out
from ...components import Button, Empty, Fact, Link, Weight
from ...forms import press
from ...page import render
from ...request import HouseRequest
from .contexts import DocumentPage, ReceiptRow, ReceivedPage
from .downloads import download


@require_GET
def received(request: HouseRequest) -> HttpResponse:
    """Papers to sign for, the oldest first."""
    page = ReceivedPage(
        title="待签收公文",
        rows=tuple(
            ReceiptRow(
                receipt,
                DocumentKind(receipt.document.kind).label,
                _sign(request.actor, receipt, Weight.PLAIN),
            )
            for receipt in queries.to_sign_for(request.actor)
        ),
        empty=Empty(
            "没有待签收的公文", "会议通知、纪要和督办通知送达本单位后列在这里，签收即为收到。"
        ),
    )
    return render(request, page)


@require_GET
def document(request: HouseRequest, document_id: UUID) -> HttpResponse:
    """One paper: what it is, its downloads, and who has signed for it."""
    paper = queries.document(request.actor, document_id)
    mine, others = _receipts(request.actor, paper)
    page = DocumentPage(
        title=paper.title,
        trail=(Link("公文", reverse("documents:list")),),
        document=paper,
        kind=DocumentKind(paper.kind).label,
        facts=tuple(_facts(paper, mine)),
        replaced_by=_replaced_by(request.actor, paper),
        sign=_sign(request.actor, mine, Weight.MAIN) if mine and not mine.received_at else None,
        receipts=others,
        level=Confidentiality(paper.level).label,
        set_level=_set_level(request.actor, paper),
    )
    return render(request, page)


def _receipts(
    actor: Actor, paper: OfficialDocument
) -> tuple[DocumentReceipt | None, tuple[DocumentReceipt, ...]]:
    """One's own organisation's, and all of them for the one who issued the paper."""
    every = queries.receipts_of(paper.pk)
    mine = next((row for row in every if row.organisation_id == actor.organisation_id), None)
    return mine, tuple(every) if paper.issuer_id == actor.organisation_id else ()


def _facts(paper: OfficialDocument, mine: DocumentReceipt | None) -> Iterator[Fact]:
    if paper.number:
        yield Fact("发文字号", paper.number)
    yield Fact("印发单位", paper.issuer.name)
    yield Fact("印发日期", paper.issued_at)
    yield Fact("公开属性", paper.disclosure)
    if paper.edition > 1:
        yield Fact("版次", f"第{paper.edition}版")
    if mine is not None and mine.received_at is not None:
        yield Fact("本单位签收", mine.received_by)


def _replaced_by(actor: Actor, paper: OfficialDocument) -> Link | None:
    """The edition that corrects this one, where it is in sight."""
    later = queries.replacing(actor, paper)
    if later is None:
        return None
    return Link(f"第{later.edition}版", reverse("documents:show", args=[later.pk]))


def _set_level(actor: Actor, paper: OfficialDocument) -> Button | None:
    act = queries.level_act(actor, paper)
    url = reverse("documents:level", args=[paper.pk])
    return Button(act, url, opens=True) if act.decision else None


def _sign(actor: Actor, receipt: DocumentReceipt, weight: Weight) -> Button:
    url = reverse("documents:sign", args=[receipt.document_id])
    return Button(queries.sign_act(actor, receipt), url, weight=weight)


@hands_out
@require_GET
def download_docx(request: HouseRequest, document_id: UUID) -> HttpResponse:
    return download(request, queries.read_print(request.actor, document_id, "docx"))


@hands_out
@require_GET
def download_pdf(request: HouseRequest, document_id: UUID) -> HttpResponse:
    return download(request, queries.read_print(request.actor, document_id, "pdf"))


@hands_out
@require_GET
def download_file(request: HouseRequest, file_id: UUID) -> HttpResponse:
    return download(request, queries.read_file(request.actor, file_id))


@require_POST
def sign_for(request: HouseRequest, document_id: UUID) -> HttpResponse:
    """签收."""

    def act(version: int | None) -> str:
        actions.sign_for(actor=request.actor, document_id=document_id)
        messages.success(request, "已签收。")
        return reverse("documents:show", args=[document_id])

    return press(request, act)
