"""A report comes in, and goes to the office competent by place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.audit.details import Code, Reference
from huishang.documents import actions as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import sought, tidy
from huishang.law.rules import Rules
from huishang.organisations.queries import Organisation
from huishang.people import actions as files
from huishang.people import queries as people
from huishang.people.queries import ChildEntry

from .. import events, permissions
from ..models import Report
from ..policies.competence import Competence, competence, competent_office
from ..policies.intake import (
    PLACES,
    ReportEntry,
    by_place,
    entry_faults,
    issue_fault,
    read_places,
)
from ..policies.mandatory import MandatoryEntry, examine_mandatory
from ..queries.reports import FINDABLE
from .handing import hand_on_at_intake
from .passing_back import note_program
from .subjects import ToldChild, described_child, in_sight, kept_child, unnamed_child
from .telling import tell_of_conference_need, tell_of_danger

SERIES = "报告"
TAKEN = "这份报告的编号已被另一份报告使用，请重新填写一份；填写的内容已为您保留。"


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
    told_child: str = "",
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
    danger: bool = False,
    external_number: str = "",
    unit: str = "",
    industry: str = "",
    situation: str = "",
    known_at: datetime | None = None,
    alarmed_at: datetime | None = None,
    alarm_number: str = "",
    key: UUID | None = None,
) -> Report:
    """Take a report in and hand it to the competent county office (接收报告).

    Either ``child_id`` names a child in sight, whose places then stand where none are given, or
    the fields of the child do; under a number already known the child is found again. Where nobody
    knows who the child is, ``told_child`` says what was seen and heard, with ``sex`` and ``age`` as
    they seemed; `name_child` says later who it is. Handed in twice under one ``external_number``
    through one channel, or under one ``key`` by one organisation, the first report is the answer;
    ``key`` is drawn where a report is written before it can be sent. Through the door of those who
    are bound to report, ``unit`` and the fields after it say who found what and when the police
    were called.

    Basis: provisions ``competent_places``, ``lead_place``, ``minor_below``; with
    ``needs_conference`` also ``report_clock`` (S0 第六条、第七条); of a mandatory report
    ``reportable``, ``industries``, ``mandatory_clock``; in ``danger`` ``danger_told``, and of
    what a department found ``found_told``.

    :raises InvalidData: every fault by field. :raises NotPermitted: not a receiving post, or not
        its place. :raises NoRuleInForce: no rule says whose case it is at that place.
    """
    kept = in_sight(actor, child_id)
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
        danger=danger,
        external_number=external_number,
    )
    now = clock.now()
    places, faults = read_places(entry)
    named = [DivisionCode(code) for code in places.values() if code]
    permissions.may_receive(actor, named).require(NotPermitted)
    if earlier := _earlier(actor, entry, key):
        return _same(earlier, entry, places)
    faults |= entry_faults(entry, now=now)
    found, office, misdirected = destination_of(entry, places, now.date())
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
    if child_id:
        told = kept_child(kept, on)
    elif tidy(told_child) and not (child_name or resident_id or birth_date):
        told = unnamed_child(told_child, sex, age, on)
    else:
        told = described_child(actor, described, office, on)
    duty = examine_mandatory(
        MandatoryEntry(
            unit=unit,
            industry=industry,
            situation=situation,
            known_at=known_at,
            alarmed_at=alarmed_at,
            alarm_number=alarm_number,
        ),
        Rules.at(found.lead if found else actor.division, now.date()),
        channel=channel,
        received_at=now if "received_at" in faults else received_at,
        sex=told.sex,
        age=told.age(on),
    )
    faults |= {name: fault for name, fault in duty.faults.items() if name not in faults}
    faults |= {
        name: fault
        for name, fault in told.faults.items()
        if name not in {*faults, *PLACES.values()}  # the places were examined as the report's own
    }
    if faults or found is None or office is None:
        raise InvalidData(faults)
    try:
        with transaction.atomic():
            further = {**duty.columns, "key": key}
            report = write_report(
                actor, actor.organisation_id, entry, places, office, told, further
            )
    except IntegrityError:
        if earlier := _earlier(actor, entry, key):  # handed in twice at the same moment
            return _same(earlier, entry, places)
        if key and Report.objects.unscoped(reason="编号被占用").filter(key=key).exists():
            raise InvalidData({"key": TAKEN}) from None
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
            "late": report.is_late,
        },
    )
    note_program(actor, report)
    for known in report.child_ids:
        files.let_see_child(actor, office.pk, known, report.number)
    if needs_conference:
        tell_of_conference_need(actor, report, office)
    if danger:
        tell_of_danger(actor, report)
    hand_on_at_intake(actor, report)
    return report


def _earlier(actor: Actor, entry: ReportEntry, key: UUID | None) -> Report | None:
    """The report this organisation already handed in under the same key or number."""
    handed_in = Report.objects.unscoped(reason="核对是否已经登记").filter(
        organisation_id=actor.organisation_id
    )
    if key and (found := handed_in.filter(key=key).first()):
        return found
    number = sought(entry.external_number)
    if not number:
        return None
    return handed_in.filter(channel=sought(entry.channel), external_number=number).first()


def _same(earlier: Report, entry: ReportEntry, places: Mapping[str, str]) -> Report:
    """:raises InvalidData: under the same key or number something else is told."""
    if earlier.narrative == tidy(entry.narrative) and (
        earlier.incident_division == places.get("incident_division")
    ):
        return earlier
    what, field = ("来源编号", "external_number") if entry.external_number else ("记录", "key")
    raise InvalidData(
        {field: f"这个{what}已登记为{earlier.number}，内容与本次不同。补充情况请另行报告。"}
    )


def destination_of(
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


def write_report(
    actor: AnyActor,
    organisation_id: UUID,
    entry: ReportEntry,
    places: Mapping[str, str],
    office: Organisation,
    told: ToldChild,
    further: Mapping[str, Any] | None = None,
) -> Report:
    """A step of taking a report in; what was told has been examined.

    :param further: columns of a mandatory report, or of one from the open door.
    """
    mark = documents.mark_of(office.pk, SERIES) or f"{office.short_name}{SERIES}"
    report = Report(
        number=documents.scattered_number(office.pk, SERIES, mark, clock.today()),
        channel=entry.channel,
        external_number=tidy(entry.external_number),
        received_at=entry.received_at,
        received_by=actor.label,
        organisation_id=organisation_id,
        office=office,
        division=office.division_id,
        occurred_on=entry.occurred_on,
        reporter_name=tidy(entry.reporter_name),
        reporter_phone=tidy(entry.reporter_phone),
        reporter_kind=tidy(entry.reporter_kind),
        child=told.file(actor),
        **told.telling,
        narrative=tidy(entry.narrative),
        issues=list(dict.fromkeys(entry.issues)),
        needs_conference=entry.needs_conference,
        danger=entry.danger,
        **places,
        **(further or {}),
    )
    report.save(force_insert=True)
    people.make_findable(
        FINDABLE,
        report.pk,
        texts=(report.number, report.external_number),
        child_ids=report.child_ids,
    )
    return report
