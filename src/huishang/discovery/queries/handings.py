"""To whom a report was handed, and whether they signed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.organisations.queries import Organisation
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Handing, Report, Way
from ..policies.handing import reachable


@dataclass(frozen=True, slots=True)
class HandingLine:
    """:param sign: 签收, until somebody has signed."""

    at: datetime
    way: str
    by: str
    organisation: str
    reason: str
    signed_at: datetime | None
    signed_by: str
    sign: Act | None


def handings(actor: Actor, report_id: UUID) -> tuple[HandingLine, ...]:
    """Of a report in sight, in order."""
    found = Handing.objects.visible_to(actor).filter(report_id=report_id)
    return tuple(
        HandingLine(
            at=row.created_at,
            way=Way(row.way).label,
            by=row.by,
            organisation=row.organisation.name,
            reason=row.reason,
            signed_at=row.signed_at,
            signed_by=row.signed_by,
            sign=None
            if row.signed_at
            else Act("sign_for", "签收", permissions.may_sign_for(actor, row)),
        )
        for row in found.select_related("organisation").order_by("created_at", "id")
    )


def departments_for(actor: Actor, report_id: UUID) -> tuple[Organisation, ...]:
    """Bodies a report may be passed on to. :raises NotVisible"""
    return reachable(Report.objects.visible_to(actor).for_reading(report_id))
