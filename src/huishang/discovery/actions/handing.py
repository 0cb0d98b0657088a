"""A report is handed to bodies beside the office that decides on it; each signs for it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.terms import OrganisationKind
from huishang.kernel.texts import tidy
from huishang.law import reporting_provisions as provisions
from huishang.law.rules import Rules
from huishang.organisations.queries import Organisation

from .. import events, permissions
from ..models import HIDDEN_SENDER, Channel, Handing, Report, Way
from ..policies.answers import AnswerStep
from ..policies.handing import above, bodies, reachable, reason_fault
from .passing_back import answer_program
from .telling import tell_of_handing


def hand_on_at_intake(actor: Actor, report: Report) -> None:
    """At once to whom the rules name: police and town in danger (R036), civil affairs what a
    department found (R037). Basis: provisions ``danger_told``, ``found_told``."""
    law = Rules.at(report.division, clock.today())
    if report.danger:
        told = bodies(report, law.value(provisions.DANGER_TOLD))
        _hand_to(actor, report, told, Way.DANGER)
    if actor.organisation_kind is OrganisationKind.DEPARTMENT:
        told = bodies(report, law.value(provisions.FOUND_TOLD))
        _hand_to(actor, report, told, Way.FOUND)


def _hand_to(
    actor: Actor, report: Report, receivers: Iterable[Organisation], way: Way, reason: str = ""
) -> None:
    """To each that does not have it yet."""
    known = _holders(report)
    for body in receivers:
        if body.pk in known:
            continue
        Handing.objects.create(
            report=report,
            organisation=body,
            way=way,
            reason=tidy(reason),
            by=_sender(actor, report, actor.label),
        )
        record(
            actor=actor,
            event=events.HANDED_ON,
            subject=report.subject,
            details={"organisation": body.pk, "way": Code(way.value)},
        )
        sender = _sender(actor, report, actor.organisation_name)
        tell_of_handing(actor, report, body.pk, way, sender)


def _sender(actor: Actor, report: Report, words: str) -> str:
    """Who hands on, in words; of a mandatory report not who sent it."""
    if report.channel == Channel.MANDATORY and actor.organisation_id == report.organisation_id:
        return HIDDEN_SENDER
    return words


@transaction.atomic
def pass_on(*, actor: Actor, report_id: UUID, organisation_id: UUID | None, reason: str) -> Report:
    """Hand a report to the department answerable for what it tells of (转交责任部门).

    Basis: 未成年人保护法 第十一条.

    :param organisation_id: a department of the county, or the town of the incident.
    :raises NotVisible / NotPermitted / InvalidData
    """
    report = Report.objects.visible_to(actor).for_change(report_id)
    permissions.may_pass_on(actor, report).require(NotPermitted)
    receiver = next((one for one in reachable(report) if one.pk == organisation_id), None)
    faults = {
        "organisation_id": None if receiver else "请从列表中选择责任部门。",
        "reason": reason_fault("转交的理由", reason),
    }
    if receiver and receiver.pk in _holders(report):
        faults["organisation_id"] = f"{receiver.name}已经有这份报告，不必再次转交。"
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidData(wrong)
    assert receiver is not None
    _hand_to(actor, report, [receiver], Way.DEPARTMENT, reason)
    answer_program(actor, report, AnswerStep.PASSED_ON)
    return report


def _holders(report: Report) -> set[UUID]:
    """The bodies that have a report: who took it in, who decides on it, whom it was handed to."""
    handed = Handing.objects.unscoped(reason="是否已送达").filter(report=report)
    return {
        report.organisation_id,
        report.office_id,
        *handed.values_list("organisation_id", flat=True),
    }


@transaction.atomic
def hand_up(*, actor: Actor, report_id: UUID, reason: str) -> Report:
    """Hand what one's own level cannot deal with to the level above it (本级不能处置, R035).

    The office competent by place still decides; the trail shows who asked whom, and why.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    report = Report.objects.visible_to(actor).for_change(report_id)
    permissions.may_hand_up(actor, report).require(NotPermitted)
    receiver = above(actor.division)
    if receiver is None:
        raise NotInThisState(
            "本级之上在平台上没有可以接收的单位。", instead="请直接联系上级民政部门或者公安机关。"
        )
    if receiver.pk in _holders(report):
        raise NotInThisState(
            f"{receiver.name}已经有这份报告，不必再次上报。", instead="请直接与其联系。"
        )
    if fault := reason_fault("不能处置的原因", reason):
        raise InvalidData({"reason": fault})
    _hand_to(actor, report, [receiver], Way.UP, reason)
    answer_program(actor, report, AnswerStep.HANDED_UP)
    return report


@transaction.atomic
def sign_for(*, actor: Actor, report_id: UUID) -> Handing:
    """Say that a report handed to one's body arrived (签收). Twice is once.

    :raises NotVisible / NotPermitted
    """
    handed = Handing.objects.visible_to(actor).filter(report_id=report_id)
    held = handed.select_related("organisation", "report").order_by("created_at")
    found = held.filter(organisation_id=actor.organisation_id).first() or held.first()
    if found is None:
        Report.objects.visible_to(actor).for_reading(report_id)
        raise NotPermitted("这份报告没有送达本单位，不用签收。", instead="请在报告页面办理。")
    permissions.may_sign_for(actor, found).require(NotPermitted)
    found = Handing.objects.visible_to(actor).for_change(found.pk)
    if found.signed_at is None:
        found.change(signed_at=clock.now(), signed_by=actor.label)
        record(actor=actor, event=events.SIGNED_FOR, subject=found.report.subject)
    return found
