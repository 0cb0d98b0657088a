"""Load for change: the assignment first, then what belongs to it, so that locks never cross."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from huishang.kernel.actor import Actor

from ..models import Assignment, Extension, SupervisionOrder

Part = TypeVar("Part", Extension, SupervisionOrder)


def load(actor: Actor, assignment_id: UUID, version: int | None = None) -> Assignment:
    """:raises NotVisible: :raises Conflict: it changed since ``version``."""
    seen = Assignment.objects.visible_to(actor).select_related("organisation", "office")
    return seen.for_change(assignment_id, version)


def load_part(part: type[Part], actor: Actor, key: UUID, version: int | None = None) -> Part:
    """A request or an order with its assignment, both locked.

    :raises NotVisible: :raises Conflict: it changed since ``version``.
    """
    seen = part.objects.visible_to(actor)
    assignment = load(actor, seen.for_reading(key).assignment_id)
    loaded = seen.for_change(key, version)
    loaded.assignment = assignment
    return loaded
