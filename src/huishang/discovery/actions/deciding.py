"""A report is decided on at the competent place: a case is opened on it, or it is settled."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.records import advance
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.texts import tidy
from huishang.people import actions as files

from .. import permissions
from ..models import Report
from ..policies.deciding import can_open_case
from ..policies.intake import settlement_fault
from .telling import tell_receiver


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
    advance(report, "open_case", actor=actor, case_id=case_id)
    _close_children(actor, report)
    tell_receiver(actor, report, "立案", case_id)
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
    advance(report, "settle_report", actor=actor, settlement=tidy(settlement))
    _close_children(actor, report)
    tell_receiver(actor, report, "处置，未立案")
    return report


def _close_children(actor: Actor, report: Report) -> None:
    for child_id in report.child_ids:
        files.close_child(actor, report.office_id, child_id, report.number)
