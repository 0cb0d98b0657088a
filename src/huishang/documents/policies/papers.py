"""What may still be done to a paper once it is out."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.clock import BEIJING
from huishang.kernel.decision import ALLOWED, Decision, refused

from ..models import DocumentReceipt, Export, OfficialDocument


def can_correct(document: OfficialDocument, *, kind: str, issuer_id: UUID) -> Decision:
    """Only the latest edition, by the same issuer, as the same kind of paper."""
    later = OfficialDocument.objects.unscoped(reason="是否已有更正版").filter(supersedes=document)
    if later.exists():
        return refused(
            f"{_name(document)}第{document.edition}版已有更正版，不能再次更正。",
            instead="请打开最新一版更正。",
        )
    if (document.kind, document.issuer_id) != (kind, issuer_id):
        return refused(
            f"{_name(document)}只能由原印发单位以同一文种更正。", instead="请核对所选的公文。"
        )
    return ALLOWED


def can_sign_for(receipt: DocumentReceipt) -> Decision:
    """Once for each organisation."""
    if receipt.received_at is None:
        return ALLOWED
    at = receipt.received_at.astimezone(BEIJING)
    return refused(
        f"本单位已于{at.year}年{at.month}月{at.day}日由{receipt.received_by}签收，不需要再次签收。"
    )


def _name(document: OfficialDocument) -> str:
    return document.number or f"《{document.title}》"


def can_be_fetched(made: Export) -> Decision:
    """Until it expires."""
    if made.removed_at is None and clock.now() < made.expires_at:
        return ALLOWED
    return refused("导出的文件已过保留时限，不能再下载。", instead="仍需要的，请重新导出。")
