"""Which counties may handle a case, and which of them leads.

Basis: provisions ``competent_places`` (S0 第六条: registered there, or happened there) and
``lead_place``. Two competent counties are possible; the lead is where protection is urgent, and
that they differ is kept, because it opens the way to the city (S0 第九条).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level
from huishang.law import provisions
from huishang.law.findings import Finding
from huishang.law.rules import Rules
from huishang.law.values import Place
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Organisation

Places = Mapping[Place, str]
"""Incident, residence and registration of a child, as far as they are known."""


@dataclass(frozen=True, slots=True)
class Competence:
    """
    :param counties: every competent county, the lead first.
    :param places: the places that make each county competent, or lead.
    """

    counties: tuple[DivisionCode, ...]
    places: Mapping[DivisionCode, tuple[Place, ...]]
    competent: Finding[tuple[Place, ...]]
    leading: Finding[tuple[Place, ...]]

    @property
    def lead(self) -> DivisionCode:
        return self.counties[0]

    @property
    def differs(self) -> bool:
        return len(self.counties) > 1


def competence(places: Places, on: date) -> Competence:
    """Judged by the rules of the place of the incident; a place counts from county level down.

    The first place of the lead order that is known leads, even where it alone would not make a
    county competent (the place of residence, where the place of the incident is unknown).

    :raises NoRuleInForce: no rule says whose case it is there.
    """
    counties = {
        place: DivisionCode(code).county
        for place, code in places.items()
        if code and DivisionCode(code).level.rank >= Level.COUNTY.rank
    }
    law = Rules.at(next(counties[place] for place in Place if place in counties), on)
    competent, leading = law.find(provisions.COMPETENT_PLACES), law.find(provisions.LEAD_PLACE)
    order = dict.fromkeys((*leading.value, *competent.value))
    known = [place for place in order if place in counties]
    counting = [place for place in known if place is known[0] or place in competent.value]
    grounds: dict[DivisionCode, tuple[Place, ...]] = {}
    for place in counting:
        grounds[counties[place]] = (*grounds.get(counties[place], ()), place)
    return Competence(tuple(grounds), grounds, competent, leading)


def competent_office(found: Competence) -> Organisation | None:
    """The office that takes it: of the lead, else of the next competent county, else above it."""
    lead = found.lead
    return next(
        filter(None, map(organisations.office_or_none, (*found.counties, *lead.upward[1:]))), None
    )
