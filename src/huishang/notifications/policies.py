"""What a message must say, and to whom it may go."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.texts import text_fault
from huishang.organisations import queries as organisations

from .models import MessageKind

_LONGEST_TITLE = 200


def message_faults(
    *, organisation_id: UUID, person_id: UUID | None, kind: str, title: str
) -> dict[str, str]:
    """Field → what is wrong. A person is written to as staff of the organisation, so that the
    message stops reaching them on the day they leave it."""
    wrong = {}
    if kind not in MessageKind.values:
        wrong["kind"] = f"没有“{kind}”这一类通知。"
    if fault := text_fault("通知标题", title, longest=_LONGEST_TITLE):
        wrong["title"] = fault
    if person_id is not None and person_id not in {
        post.person_id for post in organisations.staff_of(organisation_id)
    }:
        wrong["person"] = "收件人不是该单位的在任人员，请核对收件单位和收件人。"
    return wrong
