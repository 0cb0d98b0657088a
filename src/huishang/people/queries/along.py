"""Children's files as somebody takes them out to the villages, where nobody can ask for more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from huishang.access.queries import Section
from huishang.access.visibility import Reach, reach_of
from huishang.kernel.actor import Actor

from ..models import Child, Guardian, Relation
from ..visibility import living_in, place_kept
from .categories import recognised
from .children import MaskedChild, masked_all


@dataclass(frozen=True, slots=True)
class Along:
    """The part of a file a visit needs, named in full.

    :param masked: how the lists name the child, its age and its place.
    :param guardians: 父亲 张某 13800000000, each.
    """

    child: Child
    masked: MaskedChild
    guardians: tuple[str, ...]
    categories: tuple[str, ...]


def along(actor: Actor, child_ids: Iterable[UUID]) -> dict[UUID, Along]:
    """Those of some children who live in the place whose files the actor keeps. A constant number
    of queries; who hands it out writes each look down.
    """
    place = place_kept(actor)
    if place is None or reach_of(actor.post, Section.FAMILY) < Reach.WRITE:
        return {}
    asked = Child.objects.visible_to(actor).filter(living_in(place), pk__in=set(child_ids))
    children = list(asked)
    rows = Guardian.objects.visible_to(actor).filter(child__in=children)
    guardians: dict[UUID, list[str]] = defaultdict(list)
    for row in rows.order_by("created_at", "id"):
        guardians[row.child_id].append(
            f"{Relation(row.relation).label} {row.name} {row.phone}".rstrip()
        )
    categories = recognised(actor, [child.pk for child in children])
    return {
        child.pk: Along(child, shown, tuple(guardians[child.pk]), categories[child.pk])
        for child, shown in zip(children, masked_all(children), strict=True)
    }
