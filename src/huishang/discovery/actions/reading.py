"""Opening a report, and seeing who reported: each look is written down."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from huishang.access.queries import Purpose
from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted

from .. import events, permissions
from ..models import Report
from ..queries.reports import ReportView, report_view


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reported, whole. :param unit: of a mandatory report."""

    name: str
    phone: str
    kind: str
    unit: str


@transaction.atomic
def open_report(*, actor: Actor, report_id: UUID) -> ReportView:
    """The page of one report, its reporter hidden (查阅报告).

    :raises NotVisible
    """
    shown = Report.objects.visible_to(actor).select_related("organisation", "office", "child")
    report = shown.for_reading(report_id)
    record(actor=actor, event=events.READ, subject=report.subject)
    return report_view(actor, report)


@transaction.atomic
def show_reporter(*, actor: Actor, report_id: UUID, purpose: Purpose) -> Reporter:
    """Who reported, for those who decide on the report, with the purpose they need it for.

    :raises NotVisible / NotPermitted
    """
    report = Report.objects.visible_to(actor).for_reading(report_id)
    permissions.may_show_reporter(actor, report).require(NotPermitted)
    record(
        actor=actor,
        event=events.REPORTER_SHOWN,
        subject=report.subject,
        details={"purpose": purpose},
    )
    return Reporter(report.reporter_name, report.reporter_phone, report.reporter_kind, report.unit)
