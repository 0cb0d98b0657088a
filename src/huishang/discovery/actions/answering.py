"""The office answers who reported without an account."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy

from .. import events, permissions
from ..models import Remark, Report
from ..policies.public import can_answer_reporter, remark_fault


@transaction.atomic
def answer_reporter(*, actor: Actor, report_id: UUID, text: str) -> Remark:
    """Say something to the holder of the receipt (答复报告人). Shown without the clerk's name.

    Basis: provision ``report_feedback`` (未成年人保护法 第十一条).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    reports = Report.objects.visible_to(actor).select_related("organisation", "receipt")
    report = reports.for_change(report_id)
    permissions.may_answer_reporter(actor, report).require(NotPermitted)
    can_answer_reporter(report).require(NotInThisState)
    if fault := remark_fault("答复", text):
        raise InvalidData({"text": fault})
    remark = Remark.objects.create(report=report, by=actor.label, text=tidy(text))
    record(actor=actor, event=events.ANSWERED, subject=report.subject)
    return remark
