"""Whose files a person sees.

By post and place: a child director the children living in the own village, a child supervisor
those of the own town, case workers and office staff of a county those of exactly that county.
Everybody else, the offices of city and province with them, only through a matter: an involvement
in this child, or a grant. Who is recused from a child is locked out of the file by name.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q

from huishang.access.queries import Matter
from huishang.access.visibility import Reach, Section, matters_in_sight, not_recused, reach_of
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind

from .models import Child

SEES_BY_PLACE: Mapping[PostKind, Level] = {
    PostKind.CHILD_DIRECTOR: Level.VILLAGE,
    PostKind.CHILD_SUPERVISOR: Level.TOWN,
    PostKind.CASE_WORKER: Level.COUNTY,
    PostKind.OFFICE_CLERK: Level.COUNTY,
    PostKind.OFFICE_DIRECTOR: Level.COUNTY,
}
"""Posts that keep the files of a place, and the level of that place. The same post at another
level (an office clerk of a city) keeps none."""


def place_kept(actor: Actor) -> DivisionCode | None:
    """The place whose children's files the actor keeps; none for most posts."""
    kept = SEES_BY_PLACE.get(actor.post)
    return actor.division if kept is actor.division.level else None


def living_in(place: DivisionCode) -> Q:
    """On `Child`: resides in ``place``. A range of codes, which an index answers everywhere."""
    if place.level is Level.COUNTY:
        return Q(county=place.prefix)
    return Q(
        residence_division__gte=place.prefix.ljust(12, "0"),
        residence_division__lte=place.prefix.ljust(12, "9"),
    )


_BY_ITSELF = Q(same_as__isnull=True)
"""On `Child`: its file was not joined into another."""


def children_in_sight(actor: Actor) -> Q:
    by_matter = matters_in_sight(actor, Matter.CHILD)
    place = place_kept(actor)
    if place is None:
        return _BY_ITSELF & by_matter
    # The place first: where it answers, no involvement has to be looked up.
    here = living_in(place) & not_recused(actor, Matter.CHILD, "pk")
    return _BY_ITSELF & (here | by_matter)


def pairs_in_sight(actor: Actor) -> Q:
    """Whoever sees both files; while they are joined, the one that stays."""

    def seen(column: str) -> Q:
        files = Child.objects.visible_to(actor).filter(pk=OuterRef(column))
        return Q(Exists(files))

    return Q(kept__isnull=True) & seen("first") & seen("second") | seen("kept")


def family_in_sight(actor: Actor) -> Q:
    """Whoever sees the child sees who answers for it and what it was recognised as; let in by name,
    as far as that goes."""
    by_matter = matters_in_sight(actor, Matter.CHILD, "child_id", Section.FAMILY)
    place = place_kept(actor)
    if place is None:
        return by_matter
    return (_of_child_in(place) & not_recused(actor, Matter.CHILD, "child_id")) | by_matter


def parts_in_sight(actor: Actor) -> Q:
    """Whoever sees the child, as far as post or grant reach into that part of the file."""
    sight = Q(pk__in=())
    for part in Section:
        sight |= Q(section=part) & matters_in_sight(actor, Matter.CHILD, "child_id", part)
    place = place_kept(actor)
    if place is None:
        return sight
    read = [part for part in Section if reach_of(actor.post, part) >= Reach.READ]
    here = Q(section__in=read) & _of_child_in(place)
    return (here & not_recused(actor, Matter.CHILD, "child_id")) | sight


def _of_child_in(place: DivisionCode) -> Q:
    """On what belongs to a child: the child resides in ``place``."""
    here = Child.objects.unscoped(reason="本地儿童的监护人和情形").filter(
        _BY_ITSELF, living_in(place), pk=OuterRef("child_id")
    )
    return Q(Exists(here))
