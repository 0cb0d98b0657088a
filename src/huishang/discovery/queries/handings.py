"""To whom a report was handed, and whether they signed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import NoRuleInForce
from huishang.law.answerable import duties_called
from huishang.law.rules import Rules
from huishang.law.values import DepartmentCode, Duty
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


@dataclass(frozen=True, slots=True)
class Receiver:
    """A body a report may be passed on to.

    :param duties: what the problems named in the report call on it to do (责任部门), in the words
        of the rules with their articles; empty where they call for nothing of it.
    """

    organisation: Organisation
    duties: tuple[str, ...]
    basis: tuple[Basis, ...]


def receivers_for(actor: Actor, report_id: UUID) -> tuple[Receiver, ...]:
    """Those with most to do first, by the problems named and the duties in force there.

    :raises NotVisible
    """
    report = Report.objects.visible_to(actor).for_reading(report_id)
    called = _called(report)
    found = [
        _receiver(body, called.get(DepartmentCode(body.department), ()))
        for body in reachable(report)
    ]
    return tuple(sorted(found, key=lambda one: -len(one.duties)))


def _called(report: Report) -> Mapping[DepartmentCode, Sequence[Duty]]:
    """Nothing where the place lays down no duties."""
    try:
        return duties_called(Rules.at(report.division, clock.today()), frozenset(report.issues))
    except NoRuleInForce:
        return {}


def _receiver(body: Organisation, duties: Sequence[Duty]) -> Receiver:
    basis = dict.fromkeys(duty.basis for duty in duties if duty.basis)
    return Receiver(body, tuple(duty.text for duty in duties), tuple(basis))
