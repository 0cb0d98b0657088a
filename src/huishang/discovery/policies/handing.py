"""To whom a report may be handed on, and in what words."""

from __future__ import annotations

from collections.abc import Iterable

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, OrganisationKind
from huishang.kernel.texts import text_fault
from huishang.law.values import Body
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Organisation

from ..models import Report
from .intake import SETTLEMENT


def reason_fault(label: str, text: str) -> str | None:
    return text_fault(label, text, longest=SETTLEMENT, lines=True)


def bodies(report: Report, wanted: Iterable[Body]) -> tuple[Organisation, ...]:
    """Those of the county, and of the town of the incident, that a rule names."""
    return tuple(
        body
        for body in reachable(report)
        if any(one.includes(OrganisationKind(body.kind), body.department) for one in wanted)
    )


def reachable(report: Report) -> tuple[Organisation, ...]:
    """Departments of the competent county and the government of the town of the incident."""
    place = DivisionCode(report.incident_division)
    departments = organisations.departments_at(DivisionCode(report.division).county)
    towns: list[Organisation] = []
    if place.level.rank >= Level.TOWN.rank:
        within = organisations.organisations_within(
            place.at(Level.TOWN).code, [OrganisationKind.TOWN_GOVERNMENT]
        )
        towns = within[:1]
    return (*departments.values(), *towns)


def above(place: DivisionCode) -> Organisation | None:
    """The body that takes what a place cannot deal with: of the next level up that has one."""
    for higher in place.upward[1:]:
        if higher.level is Level.TOWN:
            towns = organisations.organisations_within(
                higher.code, [OrganisationKind.TOWN_GOVERNMENT]
            )
            found = towns[0] if towns else None
        else:
            found = organisations.office_or_none(higher)
        if found is not None:
            return found
    return None
