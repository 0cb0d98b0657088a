"""What is sealed is seen by nobody; who sees that a look at it was asked for."""

from __future__ import annotations

from django.db.models import Q

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law.rules import Rules

from .matters import KEEPS_THE_PLATFORM


def sealed_records_in_sight(actor: Actor) -> Q:
    """No row for anybody: lists, counts and exports of them cannot be made."""
    return Q(pk__in=())


def unsealings_in_sight(actor: Actor) -> Q:
    """Whoever handed it in, whoever is to look, and the responsible persons who may answer: of
    the bodies at the keeper's place and above it."""
    if actor.is_any(*KEEPS_THE_PLATFORM):
        return Q(pk__in=())
    sight = Q(person_id=actor.person_id) | Q(viewer_id=actor.person_id)
    if actor.post in Rules.at(actor.division, clock.today()).value(provisions.UNSEALING_APPROVERS):
        sight |= Q(keeper__division__code__startswith=actor.division.prefix)
    return sight
