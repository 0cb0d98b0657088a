"""Which places have nobody, and how those stand who are there, level by level."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import Level, PostKind
from huishang.organisations import queries as organisations

from .. import permissions
from ..policies import coverage as counting
from ..policies.coverage import NOTHING, Coverage, Stands
from ..policies.needs import staffing
from ..visibility import kept_by
from .register import kept, place_in_sight
from .standing import Member

_BELOW = {Level.COUNTY: Level.TOWN, Level.TOWN: Level.VILLAGE}


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One place below; ``by_post`` in the order of the table's columns."""

    place: DivisionCode
    name: str
    by_post: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that should have somebody in a post, and has not, and the articles that say so.

    :param place: full name.
    """

    place: str
    post: PostKind
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Covering:
    """
    :param posts: the posts counted. :param lines: the places below that have or want any.
    :param total: of each post. :param opens: whether the lines lead further down.
    """

    place: DivisionCode
    name: str
    posts: tuple[PostKind, ...]
    lines: tuple[CoverageLine, ...]
    total: tuple[Coverage, ...]
    gaps: tuple[Gap, ...]
    opens: bool


def covering(actor: Actor, place: str = "") -> Covering:
    """Of the actor's place, or of one below it.

    :param place: twelve digits.
    :raises NotPermitted: keeps no register. :raises NotVisible: a place elsewhere.
    """
    permissions.may_see_register(actor).require(NotPermitted)
    here = place_in_sight(actor, place)
    below = _BELOW.get(here.level)
    wanted = staffing(here.county, clock.today())
    posts = tuple(row.post for row in wanted if row.post in kept_by(actor))
    if below is None or not posts:
        name = organisations.division_name(here.code)
        return Covering(here, name, (), (), (), (), opens=False)
    people = kept(actor, here)
    known: dict[DivisionCode, str] = {}
    gaps: list[Gap] = []
    tables: list[dict[DivisionCode, Coverage]] = []
    for row in wanted:
        if row.post not in posts:
            continue
        places = organisations.places_within(here.prefix, row.level)
        known |= {place.place: place.name for place in places}
        counts = counting.of_places(
            (place.place for place in places), row.at_least, _stands(people, row.post)
        )
        gaps += [
            Gap(place.full_name, row.post, row.basis)
            for place in places
            if counts[place.place].empty
        ]
        tables.append(counting.added_up(counts, below))
    return Covering(
        here,
        organisations.division_name(here.code),
        posts,
        tuple(
            CoverageLine(
                place,
                known.get(place, place.code),
                tuple(table.get(place, NOTHING) for table in tables),
            )
            for place in sorted({place for table in tables for place in table})
        ),
        tuple(counting.total(table.values()) for table in tables),
        tuple(gaps),
        opens=below is not Level.VILLAGE,
    )


def _stands(people: tuple[Member, ...], post: PostKind) -> list[Stands]:
    return [Stands(one.place, one.kind, one.standings) for one in people if one.kind is post]
