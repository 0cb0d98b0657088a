"""The conversation about a report, as the office sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Receipt, Remark, Report
from ..policies.public import can_answer_reporter


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


def answer_act(actor: Actor, report_id: UUID) -> Act:
    """答复报告人. :raises NotVisible"""
    reports = Report.objects.visible_to(actor).select_related("office", "organisation")
    report = reports.for_reading(report_id)
    held = Receipt.objects.filter(report=report).exists()
    return Act(
        "answer_reporter",
        "答复报告人",
        permissions.may_answer_reporter(actor, report),
        can_answer_reporter(report, by_receipt=held),
        here=held,
    )
