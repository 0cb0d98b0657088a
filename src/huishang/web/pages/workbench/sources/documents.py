"""Papers that came to the organisation and nobody there has signed for."""

from __future__ import annotations

from django.urls import reverse

from huishang.documents import queries as documents
from huishang.documents.queries import DocumentKind, DocumentReceipt
from huishang.kernel.actor import Actor

from ....components import Link
from ..rows import LATEST, Duty, Share


def papers(actor: Actor) -> Share:
    """To be signed for, the oldest first."""
    return Share(duties=[_to_sign_for(row) for row in documents.to_sign_for(actor, limit=LATEST)])


def _to_sign_for(receipt: DocumentReceipt) -> Duty:
    paper = receipt.document
    return Duty(
        matter=f"签收{DocumentKind(paper.kind).label}：{paper.title}",
        origin=f"{paper.issuer.short_name} · {paper.number}",
        step=Link("签收", reverse("documents:show", args=[paper.pk])),
    )
