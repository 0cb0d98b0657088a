"""Patrols as lists and pages show them, and who has to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from huishang.audit.records import page_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.clock import BEIJING
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.paging import Cursor, Page
from huishang.kernel.terms import Level
from huishang.law import fieldwork_provisions as provisions
from huishang.law.findings import Finding
from huishang.law.provision import Provision
from huishang.law.rules import Rules
from huishang.law.values import Choice
from huishang.organisations import queries as organisations

from ..labels import PatrolKind
from ..models import Patrol


@dataclass(frozen=True, slots=True)
class PatrolRow:
    """:param short: a kind of member was missing."""

    id: UUID
    place: str
    on: date
    kind: PatrolKind
    written_by: str
    short: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PatrolSheet:
    """:param members: kind and names, the missing ones with none."""

    found: Patrol
    row: PatrolRow
    members: tuple[tuple[str, str], ...]
    basis: tuple[Basis, ...]


_TEAMS: Mapping[Level, Provision[tuple[Choice, ...]]] = {
    Level.TOWN: provisions.TOWN_PATROL,
    Level.VILLAGE: provisions.VILLAGE_PATROL,
}


def team_of(place: DivisionCode, on: date | None = None) -> Finding[tuple[Choice, ...]]:
    """Who goes on patrol together in a town or a village. :raises NoRuleInForce"""
    return Rules.at(place, on or clock.today()).find(_TEAMS[place.level])


def patrols(actor: Actor, *, place: str = "", after: Cursor | None = None) -> Page[PatrolRow]:
    """Those in sight, the latest first. :param place: code; of it and all below.

    :raises InvalidData: no such place.
    """
    rows = Patrol.objects.visible_to(actor)
    if place:
        rows = rows.filter(organisations.within("division", place))
    page = page_of(rows, at="created_at", after=after)
    names = organisations.division_names(one.division for one in page.rows)
    return page.told_as(_row(one, names[one.division]) for one in page.rows)


def patrol(actor: Actor, patrol_id: UUID) -> PatrolSheet:
    """One patrol, by the rules of the day it was written down. :raises NotVisible"""
    found = Patrol.objects.visible_to(actor).for_reading(patrol_id)
    written_on = found.created_at.astimezone(BEIJING).date()
    team = team_of(DivisionCode(found.division), written_on)
    return PatrolSheet(
        found=found,
        row=_row(found, organisations.division_name(found.division)),
        members=tuple((one.label, found.members.get(one.code, "")) for one in team.value),
        basis=team.cited,
    )


def _row(found: Patrol, place: str) -> PatrolRow:
    return PatrolRow(
        id=found.pk,
        place=place,
        on=found.on,
        kind=PatrolKind(found.kind),
        written_by=found.written_by,
        short=found.short,
        withdrawn=found.withdrawn_at is not None,
    )
