"""To which office a request goes: the case's own, or one above that hears it directly."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NoRuleInForce
from huishang.kernel.terms import Level
from huishang.law.rules import Rules
from huishang.law.vocabulary import CONFERENCE_LEVELS
from huishang.organisations import queries as organisations

from .request import can_apply


@dataclass(frozen=True, slots=True)
class Addressee:
    """A level a request could be addressed to, and whether this organisation may do so itself."""

    level: Level
    place: DivisionCode
    office: organisations.Organisation
    decision: Decision


def _judged(actor: Actor, place: DivisionCode, office: organisations.Organisation) -> Decision:
    try:
        return can_apply(actor, place, office.name, Rules.at(place, clock.today()))
    except NoRuleInForce as silence:
        return refused(silence.message, instead=silence.instead)


def addressees(actor: Actor, case_place: DivisionCode) -> tuple[Addressee, ...]:
    """Every office from the case's own upwards, nearest first."""
    found = []
    for level in sorted(CONFERENCE_LEVELS, key=lambda level: -level.rank):
        if level.rank > case_place.level.rank:
            continue
        place = case_place.at(level)
        office = organisations.office_or_none(place)
        if office is not None:
            found.append(Addressee(level, place, office, _judged(actor, place, office)))
    return tuple(found)


def addressed(actor: Actor, case_place: DivisionCode, level: Level) -> DivisionCode:
    """The place whose office is asked when ``level`` is wished for.

    The wished level's own office where it hears this organisation directly; otherwise the nearest
    office that does, which may pass the request up; the case's own where none does, so that its
    refusal is the one the person reads.
    """
    open_to_us = [row for row in addressees(actor, case_place) if row.decision]
    for row in open_to_us:
        if row.level is level:
            return row.place
    return open_to_us[0].place if open_to_us else case_place
