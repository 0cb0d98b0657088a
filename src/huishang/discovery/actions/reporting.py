"""A report comes in, and goes to the office competent by place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.audit.details import Code, Reference
from huishang.documents import actions as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from huishang.kernel.texts import tidy
from huishang.organisations.queries import Organisation
from huishang.people import actions as files
from huishang.people import queries as people
from huishang.people.queries import Child, ChildEntry

from .. import events, permissions
from ..models import Report
from ..policies.competence import Competence, competence, competent_office
from ..policies.intake import (
    ReportEntry,
    by_place,
    entry_faults,
    issue_fault,
    read_places,
)
from ..queries.reports import FINDABLE
from .telling import tell_of_conference_need

SERIES = "报告"
CHILD_FIELDS = {"name": "child_name"}
"""What a field of the child is called on a report."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The child of a report: one already kept, or the columns of a new one."""

    child: Child | None
    columns: Mapping[str, Any]
    faults: Mapping[str, str]


@transaction.atomic
def receive_report(
    *,
    actor: Actor,
    channel: str,
    received_at: datetime,
    incident_division: str,
    narrative: str,
    residence_division: str = "",
    registered_division: str = "",
    occurred_on: date | None = None,
    child_id: UUID | None = None,
    child_name: str = "",
    sex: str = "",
    birth_date: date | None = None,
    birth_date_estimated: bool = False,
    age: int | None = None,
    resident_id: str = "",
    address: str = "",
    school: str = "",
    reporter_name: str = "",
    reporter_phone: str = "",
    reporter_kind: str = "",
    issues: Iterable[str] = (),
    needs_conference: bool = False,
    external_number: str = "",
) -> Report:
    """Take a report in and hand it to the competent county office (接收报告).

    Either ``child_id`` names a child in sight, whose places then stand where none are given, or
    the fields of the child do; under a number already known the child is found again. Handed in
    twice under one ``external_number`` through one channel, the first report is the answer.

    Basis: provisions ``competent_places``, ``lead_place``, ``minor_below``; with
    ``needs_conference`` also ``report_clock`` (S0 第六条、第七条).

    :raises InvalidData: every fault by field. :raises NotPermitted: not a receiving post, or not
        its place. :raises NoRuleInForce: no rule says whose case it is at that place.
    """
    kept = _in_sight(actor, child_id)
    entry = ReportEntry(
        channel=channel,
        received_at=received_at,
        incident_division=incident_division,
        residence_division=residence_division or (kept.residence_division if kept else ""),
        registered_division=registered_division or (kept.registered_division if kept else ""),
        narrative=narrative,
        occurred_on=occurred_on,
        reporter_name=reporter_name,
        reporter_phone=reporter_phone,
        reporter_kind=reporter_kind,
        issues=tuple(issues),
        needs_conference=needs_conference,
        external_number=external_number,
    )
    now = clock.now()
    places, faults = read_places(entry)
    named = [DivisionCode(code) for code in places.values() if code]
    permissions.may_receive(actor, named).require(NotPermitted)
    if earlier := _earlier(actor, entry):
        return _same(earlier, entry, places)
    faults |= entry_faults(entry, now=now)
    found, office, misdirected = _destination(entry, places, now.date())
    faults |= misdirected
    described = ChildEntry(
        name=child_name,
        sex=sex,
        birth_date=birth_date,
        birth_date_estimated=birth_date_estimated,
        age=age,
        resident_id=resident_id,
        registered_division=places.get("registered_division", ""),
        residence_division=places.get("residence_division", ""),
        address=address,
        school=school,
    )
    on = entry.on(faults, now.date())
    told = _kept(kept, on) if child_id else _described(actor, described, office, on)
    faults = {**told.faults, **faults}
    if faults or found is None or office is None:
        raise InvalidData(faults)
    try:
        with transaction.atomic():
            report = _write(actor, entry, places, office, told)
    except IntegrityError:
        if earlier := _earlier(actor, entry):  # the same report, handed in at the same moment
            return _same(earlier, entry, places)
        raise
    record(
        actor=actor,
        event=events.RECEIVED,
        subject=report.subject,
        basis=found.competent.cited,
        details={
            "number": Reference(report.number),
            "channel": Code(report.channel),
            "counties": tuple(found.counties),
            "needs_conference": needs_conference,
        },
    )
    files.let_see_child(actor, office.pk, report.child_id, report.number)
    if needs_conference:
        tell_of_conference_need(actor, report, office)
    return report


def _earlier(actor: Actor, entry: ReportEntry) -> Report | None:
    """The report this organisation already handed in under the same number."""
    number = tidy(entry.external_number)
    if not number:
        return None
    return (
        Report.objects.unscoped(reason="核对来源编号是否已登记")
        .filter(
            organisation_id=actor.organisation_id, channel=entry.channel, external_number=number
        )
        .first()
    )


def _same(earlier: Report, entry: ReportEntry, places: Mapping[str, str]) -> Report:
    """:raises InvalidData: under the same number something else is told."""
    if earlier.narrative == tidy(entry.narrative) and (
        earlier.incident_division == places.get("incident_division")
    ):
        return earlier
    raise InvalidData(
        {
            "external_number": f"这个来源编号已登记为{earlier.number}，内容与本次不同。"
            "补充情况请使用新的来源编号。"
        }
    )


def _destination(
    entry: ReportEntry, places: Mapping[str, str], today: date
) -> tuple[Competence | None, Organisation | None, dict[str, str]]:
    """Whose report it is; nobody's where no place of an incident could be read."""
    if not places.get("incident_division"):
        return None, None, {}
    found = competence(by_place(places), today)
    office, faults = competent_office(found), {}
    if office is None:
        faults["incident_division"] = (
            "事发地及其上级在平台上都没有未保办，报告无法送达。请直接联系当地民政部门或者公安机关。"
        )
    if fault := issue_fault(entry.issues, found.lead, today):
        faults["issues"] = fault
    return found, office, faults


def _in_sight(actor: Actor, child_id: UUID | None) -> Child | None:
    try:
        return people.child_record(actor, child_id) if child_id else None
    except NotVisible:
        return None


def _kept(child: Child | None, on: date) -> _Told:
    """A child named by its file."""
    if child is None:
        return _Told(None, {}, {"child_id": NotVisible(Child.noun).message})
    fault = people.minority_fault(child.birth_date, on=on, today=clock.today())
    return _Told(child, {}, {"child_id": fault} if fault else {})


def _described(actor: Actor, described: ChildEntry, office: Organisation | None, on: date) -> _Told:
    """A child told of. The places were examined with the report's own."""
    examined = people.examine(described, on=on, today=clock.today())
    faults = {
        CHILD_FIELDS.get(name, name): fault
        for name, fault in examined.faults.items()
        if not name.endswith("_division")
    }
    child, clash = None, dict[str, str]()
    if "resident_id" not in faults:
        destination = office.division.place if office else None
        child, clash = people.known_child(actor, examined.columns, destination=destination)
    renamed = {CHILD_FIELDS.get(name, name): fault for name, fault in clash.items()}
    return _Told(child, examined.columns, {**renamed, **faults})


def _write(
    actor: Actor,
    entry: ReportEntry,
    places: Mapping[str, str],
    office: Organisation,
    told: _Told,
) -> Report:
    child = told.child or files.enrol(actor=actor, columns=told.columns)
    mark = documents.mark_of(office.pk, SERIES) or f"{office.short_name}{SERIES}"
    report = Report(
        number=documents.scattered_number(office.pk, SERIES, mark, clock.today()),
        channel=entry.channel,
        external_number=tidy(entry.external_number),
        received_at=entry.received_at,
        received_by=actor.label,
        organisation_id=actor.organisation_id,
        office=office,
        division=office.division_id,
        occurred_on=entry.occurred_on,
        reporter_name=tidy(entry.reporter_name),
        reporter_phone=tidy(entry.reporter_phone),
        reporter_kind=tidy(entry.reporter_kind),
        child=child,
        narrative=tidy(entry.narrative),
        issues=list(dict.fromkeys(entry.issues)),
        needs_conference=entry.needs_conference,
        **places,
    )
    report.save(force_insert=True)
    people.make_findable(
        FINDABLE,
        report.pk,
        texts=(report.number, report.external_number),
        child_ids=(report.child_id,),
    )
    return report
