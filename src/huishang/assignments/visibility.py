"""Who sees an assignment.

The organisations that bear it see it through those who answer for them and through the person
they named; the office that files it through its staff; its committee through the chairs; the
inspector of that very place. Nobody else sees a row: an office above counts, it does not read.
Who is recused from the case is locked out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from huishang.access.queries import Matter
from huishang.access.scoping import Scoped
from huishang.access.visibility import MANY, not_recused, not_sealed
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind

from .models import Assignment

OFFICE_STAFF = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
ANSWERS_FOR_ORGANISATION = (PostKind.LIAISON, *OFFICE_STAFF)
"""Posts that take a duty on for their organisation. An office given a duty by the office above
has no liaison; its staff answer for it."""
CHAIRS = (PostKind.COMMITTEE_CHAIR, PostKind.COMMITTEE_VICE_CHAIR)

_Keys = QuerySet[Any, Any]


def assignments_in_sight(actor: Actor) -> Q:
    """Row by row: an organisation may support very many, and a page belongs to few."""
    supported = Q(Exists(_support(actor).filter(assignment_id=OuterRef("pk"))))
    return reduce(or_, _arms(actor, supported))


def arms(actor: Actor) -> tuple[Q, ...]:
    """The ways in which an actor sees assignments, each narrow enough to have its own index.

    Together they are the whole sight; a long list reads them one by one. Who supports few duties
    is read from those few; who supports very many, along the ledger.
    """
    if not actor.is_any(*ANSWERS_FOR_ORGANISATION):
        return _arms(actor, None)
    support = _support(actor)
    some = support[:MANY].count()
    few = Q(pk__in=support.values("assignment_id")) if some else None
    many = Q(Exists(support.filter(assignment_id=OuterRef("pk"))))
    return _arms(actor, many if some == MANY else few)


def _arms(actor: Actor, supported: Q | None) -> tuple[Q, ...]:
    own = Q(organisation_id=actor.organisation_id)
    ways = [own & Q(responsible_person_id=actor.person_id)]
    if actor.is_any(*ANSWERS_FOR_ORGANISATION):
        ways = [own, supported] if supported is not None else [own]
    if actor.is_any(*OFFICE_STAFF):
        ways.append(Q(office_id=actor.organisation_id))
    if actor.is_any(*CHAIRS):
        ways.append(_here(actor) & Q(office__committee_id=actor.organisation_id))
    if actor.is_any(PostKind.INSPECTOR):
        ways.append(_here(actor))
    free = not_recused(actor, Matter.CASE, "case_id")
    return tuple(way & free for way in ways)


def of_assignment_in_sight(actor: Actor) -> Q:
    """On anything that belongs to an assignment."""
    return Q(Exists(Assignment.objects.visible_to(actor).filter(pk=OuterRef("assignment_id"))))


def parts_seen(part: type[Scoped]) -> Callable[[Actor], _Keys]:
    """For `documents`: the keys of the reports, orders … an actor sees."""

    def keys(actor: Actor) -> _Keys:
        return part.objects.visible_to(actor).values("pk")

    return keys


def counted_in_sight(actor: Actor) -> Q:
    """What an actor may count without reading it: a coordinating body, all of its place."""
    if actor.is_any(*OFFICE_STAFF, *CHAIRS, PostKind.INSPECTOR):
        prefix, digits = actor.division.prefix, len(actor.division.code)
        here = Q(division__gte=prefix.ljust(digits, "0"), division__lte=prefix.ljust(digits, "9"))
        return here & not_sealed(Matter.CASE, "case_id")
    return assignments_in_sight(actor)


def _here(actor: Actor) -> Q:
    """Filed at the actor's own place; a committee, its office and an inspector share one."""
    return Q(division=actor.division.code)


def _support(actor: Actor) -> QuerySet[Any, Any]:
    through = Assignment.supporting.through._default_manager
    return through.filter(organisation_id=actor.organisation_id)
