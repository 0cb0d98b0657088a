"""Where a poster may hang that leads to the open door, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from huishang.documents.rendering.poster import Poster
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.errors import NotVisible
from huishang.kernel.terms import Level, OrganisationKind
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import Place
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Organisation

from ..policies.competence import competence, competent_office

HANGS = (OrganisationKind.SCHOOL, OrganisationKind.HOSPITAL)
"""Bodies that get a poster of their own: children and those who see them come there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """:param code: of the place. :param at: the body it hangs in; None for the place itself."""

    code: str
    name: str
    at: Organisation | None = None

    @property
    def level(self) -> Level:
        return DivisionCode(self.code).level

    @property
    def has_poster(self) -> bool:
        """From county level down: a report needs a place somebody is competent for."""
        return self.level.rank >= Level.COUNTY.rank

    @property
    def opens(self) -> bool:
        """Whether there may be places below it."""
        return self.at is None and self.level is not Level.VILLAGE

    @property
    def to_children(self) -> bool:
        return self.at is not None and self.at.kind == OrganisationKind.SCHOOL


@dataclass(frozen=True, slots=True)
class Spots:
    """:param way: from the reader's own place down to this one, which is the last.

    :param below: places and, from county level down, bodies there.
    """

    way: tuple[Spot, ...]
    below: tuple[Spot, ...]

    @property
    def here(self) -> Spot:
        return self.way[-1]


def spots(actor: Actor, code: str) -> Spots:
    """Of a place within the actor's own. :raises NotVisible: no such place, or not within."""
    here = DivisionCode(organisations.division(code).code)
    if not actor.division.contains(here):
        raise NotVisible("行政区划")
    way = [one for one in reversed(here.upward) if actor.division.contains(one)]
    names = organisations.division_names(one.code for one in way)
    below = [Spot(one.code, one.name) for one in organisations.children_of(here.code)]
    if here.level.rank >= Level.COUNTY.rank:
        bodies = organisations.organisations_within(here.prefix, HANGS)
        below += [Spot(one.division_id, one.name, one) for one in bodies]
    return Spots(tuple(Spot(one.code, names[one.code]) for one in way), tuple(below))


def hung_at(key: str) -> Organisation | None:
    """The body whose poster was scanned. Whatever else the address says is no fault of who
    reports, and is passed over."""
    try:
        found = organisations.organisation(UUID(key))
    except (ValueError, NotVisible):
        return None
    return found if found.kind in HANGS else None


def right_to_report() -> tuple[str, str]:
    """What the article says, and which it is (未成年人保护法 第十一条)."""
    law = Rules.at(NATION, clock.today())
    found = law.find(provisions.REPORT_FEEDBACK)
    return law.book.article(found.cited[0]).gist, law.book.grounds(found)


def posters(
    hanging: Sequence[Spot], address_of: Callable[[Spot], str], typed: str
) -> tuple[Poster, ...]:
    """:param address_of: the whole address a spot's code opens. :param typed: the short one.

    A place nobody is competent for gets none: its reports would reach nobody.
    """
    rule, grounds = right_to_report()
    today = clock.today()
    names = organisations.division_names(spot.code for spot in hanging)
    offices = {spot.code: _office(spot.code) for spot in hanging}
    return tuple(
        Poster(
            place=spot.name if spot.at else names[spot.code],
            address=address_of(spot),
            typed=typed,
            office=office.name,
            rule=rule,
            grounds=grounds,
            to_children=spot.to_children,
            printed_on=today,
        )
        for spot in hanging
        if (office := offices[spot.code])
    )


def _office(code: str) -> Organisation | None:
    place = DivisionCode(code)
    return competent_office(competence({Place.INCIDENT: place.code}, clock.today()))
