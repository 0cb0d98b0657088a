"""Somebody found out who the child of a report is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.people import actions as files
from huishang.people import queries as people
from huishang.people.queries import ChildEntry

from .. import events, permissions
from ..models import Report
from ..policies.deciding import can_name_child
from ..queries.reports import FINDABLE
from .subjects import described_child, in_sight, kept_child


@transaction.atomic
def name_child(
    *,
    actor: Actor,
    report_id: UUID,
    child_id: UUID | None = None,
    child_name: str = "",
    sex: str = "",
    birth_date: date | None = None,
    birth_date_estimated: bool = False,
    age: int | None = None,
    resident_id: str = "",
    residence_division: str = "",
    registered_division: str = "",
    address: str = "",
    school: str = "",
    version: int | None = None,
) -> Report:
    """Say who the child of a report is that came in without one (查明儿童).

    Either ``child_id`` names a file in sight, or the fields begin one; under a number already
    known the file is found again. Whose name nobody can find out is kept under what the child is
    called for the time being, with an estimated age. Where the child is registered is taken over
    into a report that did not say: it may make another county competent.

    Basis: provision ``minor_below``.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    report = Report.objects.visible_to(actor).for_change(report_id, version)
    permissions.may_name_child(actor, report).require(NotPermitted)
    can_name_child(report).require(NotInThisState)
    on = report.occurred_on or report.received_at.astimezone(BEIJING).date()
    described = ChildEntry(
        name=child_name,
        sex=sex,
        birth_date=birth_date,
        birth_date_estimated=birth_date_estimated,
        age=age,
        resident_id=resident_id,
        registered_division=registered_division or report.registered_division,
        residence_division=residence_division or report.residence_division,
        address=address,
        school=school,
    )
    if child_id:
        told = kept_child(in_sight(actor, child_id), on)
    else:
        told = described_child(actor, described, report.office, on)
    if told.faults:
        raise InvalidData(told.faults)
    child = told.file(actor)
    assert child is not None
    report.change(
        child=child,
        registered_division=report.registered_division or child.registered_division,
    )
    people.make_findable(FINDABLE, report.pk, child_ids=report.child_ids)
    record(
        actor=actor,
        event=events.CHILD_NAMED,
        subject=report.subject,
        details={"child": child.pk},
    )
    files.let_see_child(actor, report.office_id, child.pk, report.number)
    return report
