"""The conversation about a report, as the office sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huishang.kernel.actor import Actor

from ..models import Remark


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """:param by: who spoke for the office; empty for the reporter."""

    at: datetime
    by: str
    text: str


def remarks(actor: Actor, report_id: UUID) -> tuple[RemarkLine, ...]:
    """What was said about a report in sight, in order."""
    found = Remark.objects.visible_to(actor).filter(report_id=report_id)
    return tuple(
        RemarkLine(row.created_at, row.by, row.text) for row in found.order_by("created_at", "id")
    )
