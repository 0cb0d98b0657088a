"""Who reported is answered, and told what became of it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .. import events, permissions
from ..models import Remark, Report
from ..policies.answers import AnswerStep
from ..policies.deciding import can_tell_reporter
from ..policies.intake import told_fault
from ..policies.public import can_answer_reporter, has_receipt, remark_fault
from .passing_back import answer_program


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


@transaction.atomic
def tell_reporter(
    *, actor: Actor, report_id: UUID, text: str, version: int | None = None
) -> Report:
    """Say what became of a report, and how its reporter was told (告知报告人).

    Who holds a receipt reads it in the conversation.

    Basis: provisions ``report_feedback`` (未成年人保护法 第十一条), ``feedback_clock``.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    reports = Report.objects.visible_to(actor).select_related("organisation", "receipt")
    report = reports.for_change(report_id, version)
    permissions.may_tell_reporter(actor, report).require(NotPermitted)
    can_tell_reporter(report).require(NotInThisState)
    if fault := told_fault(text):
        raise InvalidData({"text": fault})
    report.change(told_at=clock.now(), told=tidy(text))
    if has_receipt(report):
        Remark.objects.create(report=report, by=actor.label, text=tidy(text))
    record(
        actor=actor,
        event=events.FED_BACK,
        subject=report.subject,
        basis=Rules.at(report.division, clock.today()).basis(provisions.REPORT_FEEDBACK),
    )
    answer_program(actor, report, AnswerStep.TOLD)
    return report
