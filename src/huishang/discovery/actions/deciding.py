"""A report is taken on at the competent place; a case is opened on it, or it is settled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.texts import tidy
from huishang.law import reporting_provisions
from huishang.law.provision import Provision
from huishang.law.rules import Rules
from huishang.people import actions as files

from .. import permissions
from ..models import Report
from ..policies.answers import AnswerStep
from ..policies.deciding import can_open_case
from ..policies.intake import refusal_fault, settlement_fault
from .passing_back import answer_program
from .telling import tell_receiver


@transaction.atomic
def accept_report(*, actor: Actor, report_id: UUID, version: int | None = None) -> Report:
    """Take a report on (受理).

    Basis: 未成年人保护法 第十一条; provision ``acceptance_clock``.

    :raises NotVisible / NotPermitted / NotInThisState / Conflict
    """
    report = Report.objects.visible_to(actor).for_change(report_id, version)
    permissions.may_accept_report(actor, report).require(NotPermitted)
    advance(
        report,
        "accept_report",
        actor=actor,
        basis=_basis(report, reporting_provisions.ACCEPTANCE_CLOCK),
        accepted_at=clock.now(),
    )
    answer_program(actor, report, AnswerStep.ACCEPTED)
    return report


@transaction.atomic
def refuse_report(
    *, actor: Actor, report_id: UUID, reason: str, version: int | None = None
) -> Report:
    """Say why a report is not taken on; the sender is told (不予受理).

    Basis: 未成年人保护法 第十一条; provisions ``acceptance_clock``, ``report_feedback``.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    report = Report.objects.visible_to(actor).for_change(report_id, version)
    permissions.may_refuse_report(actor, report).require(NotPermitted)
    if fault := refusal_fault(reason):
        raise InvalidData({"reason": fault})
    advance(
        report,
        "refuse_report",
        actor=actor,
        basis=_basis(report, reporting_provisions.ACCEPTANCE_CLOCK),
        refused_because=tidy(reason),
        decided_at=clock.now(),
    )
    _close_children(actor, report)
    tell_receiver(actor, report, "决定不予受理")
    answer_program(actor, report, AnswerStep.REFUSED)
    return report


def _basis(report: Report, provision: Provision[Any]) -> tuple[Basis, ...]:
    return Rules.at(report.division, clock.today()).basis(provision)


@transaction.atomic
def take_up(*, actor: Actor, report_id: UUID, version: int | None = None) -> Report:
    """The report somebody is about to open a case on, held until that is done; a step of it.

    :raises NotVisible / NotPermitted / NotInThisState / RuleUnmet / Conflict
    """
    report = Report.objects.visible_to(actor).for_change(report_id, version)
    permissions.may_open_case(actor, report).require(NotPermitted)
    report.lifecycle.allows("open_case", report.status).require(NotInThisState)
    can_open_case(report).require(RuleUnmet)
    return report


@transaction.atomic
def mark_opened(*, actor: Actor, report: Report, case_id: UUID) -> Report:
    """A case was opened on a report taken up: its receiver is told (立案).

    What the office saw of the child for the report it now sees for the case.
    """
    advance(report, "open_case", actor=actor, case_id=case_id, **_decided(report))
    _close_children(actor, report)
    tell_receiver(actor, report, "立案", case_id)
    answer_program(actor, report, AnswerStep.OPENED)
    return report


@transaction.atomic
def settle_report(
    *, actor: Actor, report_id: UUID, settlement: str, version: int | None = None
) -> Report:
    """Say what was done where no case is needed; the sender is told (处置，不立案).

    Basis: provision ``report_feedback``.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    report = Report.objects.visible_to(actor).for_change(report_id, version)
    permissions.may_settle_report(actor, report).require(NotPermitted)
    if fault := settlement_fault(settlement):
        raise InvalidData({"settlement": fault})
    advance(report, "settle_report", actor=actor, settlement=tidy(settlement), **_decided(report))
    _close_children(actor, report)
    tell_receiver(actor, report, "处置，未立案")
    answer_program(actor, report, AnswerStep.SETTLED)
    return report


def _decided(report: Report) -> dict[str, Any]:
    """The instants of a decision; who decides at once has thereby taken the report on."""
    now = clock.now()
    return {"accepted_at": report.accepted_at or now, "decided_at": now}


def _close_children(actor: Actor, report: Report) -> None:
    for child_id in report.child_ids:
        files.close_child(actor, report.office_id, child_id, report.number)
