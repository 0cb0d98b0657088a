"""Who sees what is registered of whom.

The town supervisor sees the child directors of the town, the county's office the directors and the
supervisors of the county, and everybody sees what is registered of themselves. Nobody else, the
offices above included: a person's number and a record check are no coordination matter. Supporters
are seen by those of their county who may have something to ask of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from huishang.access.scoping import NOTHING
from huishang.kernel.actor import Actor
from huishang.kernel.terms import Level, PostKind
from huishang.organisations import queries as organisations


@dataclass(frozen=True, slots=True)
class Keeping:
    """Posts whose register is kept by another, and at which level that one sits."""

    level: Level
    kinds: tuple[PostKind, ...]


_OF_THE_COUNTY = Keeping(Level.COUNTY, (PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR))
KEEPERS: Mapping[PostKind, Keeping] = {
    PostKind.CHILD_SUPERVISOR: Keeping(Level.TOWN, (PostKind.CHILD_DIRECTOR,)),
    PostKind.OFFICE_CLERK: _OF_THE_COUNTY,
    PostKind.OFFICE_DIRECTOR: _OF_THE_COUNTY,
}
REGISTERED = _OF_THE_COUNTY.kinds
OFFICE = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
ASKS_SUPPORTERS = (*OFFICE, PostKind.CASE_WORKER, PostKind.CHILD_SUPERVISOR)


def kept_by(actor: Actor) -> tuple[PostKind, ...]:
    """The posts whose register the actor keeps at the own place; the same post elsewhere: none."""
    keeping = KEEPERS.get(actor.post)
    if keeping is None or actor.division.level is not keeping.level:
        return ()
    return keeping.kinds


def of_people_kept(actor: Actor) -> Q:
    """On whatever is written of a person: of one's own, of those now in a post that is kept, and
    of what was written of one that was."""
    own = Q(person_id=actor.person_id)
    kinds = kept_by(actor)
    if not kinds:
        return own
    prefix = actor.division.prefix
    kept = Q(person__in=organisations.persons_holding(kinds, prefix))
    written = Q(division__startswith=prefix)
    if PostKind.CHILD_SUPERVISOR not in kinds:
        written &= ~Q(division=actor.division.code)
    return own | kept | written


def supporters_in_sight(actor: Actor) -> Q:
    if actor.is_any(*ASKS_SUPPORTERS) and actor.division.level.rank >= Level.COUNTY.rank:
        return Q(division=actor.division.county.code)
    return NOTHING
