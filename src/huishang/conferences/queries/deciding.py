"""What the meeting can choose from when it settles something."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.law import provisions
from huishang.law.values import Duty, NoConsensusWay, RecordForm
from huishang.organisations import queries as organisations

from ..models import AgendaItem
from ..policies import rules
from ..policies.meeting import ways_open


@dataclass(frozen=True, slots=True)
class ProposedDuty:
    """A duty the regime lays on a department for one of the case's issues, and who that is here."""

    duty: Duty
    organisation: organisations.Organisation


def propose_duties(item: AgendaItem) -> tuple[ProposedDuty, ...]:
    """What the duty matrix would have done about this case, by whom (S0 第十三条)."""
    issues = frozenset(item.case.issues)
    bodies = organisations.departments_at(item.conference.office.division.place)
    return tuple(
        ProposedDuty(duty, bodies[duty.department])
        for duty in rules.of_item(item).value(provisions.DUTIES)
        if duty.answers(issues) and duty.department in bodies
    )


@dataclass(frozen=True, slots=True)
class Bearers:
    """Organisations a decision may be laid upon: those at the table, then the other members."""

    seated: tuple[organisations.Organisation, ...]
    members: tuple[organisations.Organisation, ...]


def bearers(item: AgendaItem) -> Bearers:
    seats = item.seats.unscoped(reason="承担议定事项的单位").filter(expert__isnull=True)
    seated = tuple(
        dict.fromkeys(
            seat.organisation
            for seat in seats.select_related("organisation").order_by("created_at", "id")
        )
    )
    office = item.conference.office
    others = (office, *organisations.member_units(organisations.committee_of(office).pk))
    return Bearers(seated, tuple(body for body in others if body not in seated))


def ways_onward(item: AgendaItem) -> tuple[NoConsensusWay, ...]:
    """Where something goes on that was not agreed."""
    return ways_open(item.conference)


def record_forms(item: AgendaItem) -> tuple[RecordForm, ...]:
    """In which forms the outcome may be recorded here."""
    return rules.of_item(item).value(provisions.RECORD_FORMS)
