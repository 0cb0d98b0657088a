"""A case is opened on a report, and more children are named in it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from huishang.access import actions as access
from huishang.access import queries as sight
from huishang.access.queries import Extent, Matter
from huishang.audit.actions import record
from huishang.audit.details import Code, Reference, Version
from huishang.discovery import actions as reports
from huishang.discovery.queries import PLACES, Competence, by_place, competence
from huishang.documents import actions as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted, RuleUnmet
from huishang.kernel.terms import Severity
from huishang.kernel.texts import tidy
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations
from huishang.people import actions as files
from huishang.people import queries as people

from .. import events, permissions
from ..models import Case, CaseChild
from ..policies.handling import can_add_child, opening_faults, title_fault
from ..queries.listing import FINDABLE
from .admitting import join_team
from .sight import let_see_case, organisations_with_file
from .telling import tell_competent_county

SERIES = "个案"
OWNER, OFFICE = "主办单位", "管辖未保办"


@transaction.atomic
def open_case(
    *,
    actor: Actor,
    report_id: UUID,
    title: str,
    issues: Iterable[str],
    summary: str = "",
    severity: Severity = Severity.ORDINARY,
    version: int | None = None,
) -> Case:
    """Open a case on a report at the competent office (立案).

    The organisation that opens it owns it. Offices of other competent counties get a duty to
    co-operate and are told so, but no file: both counties are competent (S0 第六条), one has to
    lead so that urgent protection does not wait, and what the other has to know for its part
    comes with what it is asked to do. The lead lets it in with `join_office` when it needs to.

    Basis: provisions ``competent_places``, ``lead_place``, ``confidentiality``.

    :param title: names the matter, never a child.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / NoRuleInForce / Conflict
    """
    report = reports.take_up(actor=actor, report_id=report_id, version=version)
    (child_id,) = report.child_ids
    today, codes = clock.today(), tuple(dict.fromkeys(issues))
    if wrong := opening_faults(
        report, title=title, issues=codes, summary=summary, child_ids={child_id}, on=today
    ):
        raise InvalidData(wrong)
    places = {column: getattr(report, column) for column in PLACES.values()}
    found = competence(by_place(places), today)
    regime = Rules.at(report.division, today).regime
    mark = documents.mark_of(report.office_id, SERIES) or f"{report.office.short_name}{SERIES}"
    case = Case(
        number=documents.scattered_number(report.office_id, SERIES, mark, today),
        title=tidy(title),
        report=report,
        office_id=report.office_id,
        owner_id=actor.organisation_id,
        owner_person_id=actor.person_id,
        division=report.division,
        severity=severity.value,
        competent_counties=[county.code for county in found.counties],
        issues=list(codes),
        summary=tidy(summary),
        regime=regime.key,
        regime_version=regime.version,
        opened_at=clock.now(),
        **places,
    )
    case.save(force_insert=True)
    CaseChild.objects.create(case=case, child_id=child_id)
    people.make_findable(FINDABLE, case.pk, texts=(case.number, case.title), child_ids=(child_id,))
    record(
        actor=actor,
        event=events.OPENED,
        subject=case.subject,
        case_id=case.pk,
        basis=found.competent.cited,
        details={
            "number": Reference(case.number),
            "report": Reference(report.number),
            "counties": tuple(found.counties),
            "issues": tuple(map(Code, case.issues)),
            "regime": Code(case.regime),
            "regime_version": Version(case.regime_version),
        },
    )
    reports.mark_opened(actor=actor, report=report, case_id=case.pk)
    let_see_case(actor, case, actor.organisation_id, OWNER)
    join_team(actor, case, actor.organisation_id, actor.person_id)
    if case.office_id != actor.organisation_id:
        let_see_case(actor, case, case.office_id, OFFICE)
    _ask_for_co_operation(actor, case, found)
    return case


def _ask_for_co_operation(actor: Actor, case: Case, found: Competence) -> None:
    for county in found.counties:
        office = organisations.office_or_none(county)
        if office is None or office.pk == case.office_id:
            continue
        places = "、".join(place.label for place in found.places[county])
        access.involve(
            actor=actor,
            organisation_id=office.pk,
            matter=Matter.CASE,
            matter_id=case.pk,
            extent=Extent.DUTY,
            role=f"协办（{places}）",
        )
        tell_competent_county(actor, case, office, places)


@transaction.atomic
def add_child(*, actor: Actor, case_id: UUID, child_id: UUID, version: int | None = None) -> Case:
    """Name another child in the case (增列儿童).

    :raises NotVisible / NotPermitted / RuleUnmet / InvalidData / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    permissions.may_add_child(actor, case).require(NotPermitted)
    can_add_child(case).require(RuleUnmet)
    child = people.child_record(actor, child_id)
    law = Rules.at(DivisionCode(case.division), clock.today())
    if title_fault(case.title, {child.pk}, law):
        raise InvalidData({"child_id": "案由中含有这名儿童或者其监护人的姓名，请先更改案由。"})
    _, is_new = CaseChild.objects.get_or_create(case=case, child=child)
    if not is_new:
        raise InvalidData({"child_id": "这名儿童已在本案中，不需要重复增列。"})
    case.change()
    people.make_findable(FINDABLE, case.pk, child_ids=(child.pk,))
    record(
        actor=actor,
        event=events.CHILD_ADDED,
        subject=case.subject,
        case_id=case.pk,
        details={"child": child.pk},
    )
    for organisation_id in organisations_with_file(case):
        files.let_see_child(actor, organisation_id, child.pk, case.number)
    for member in sight.members_of(Matter.CASE, case.pk):
        access.name_member(
            actor=actor,
            organisation_id=member.organisation_id,
            person_id=member.person_id,
            matter=Matter.CHILD,
            matter_id=child.pk,
        )
    return case
