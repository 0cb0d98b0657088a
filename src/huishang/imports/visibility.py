"""Whose batch it is: the person's who handed it in, in that organisation, and nobody else's."""

from __future__ import annotations

from django.db.models import Q

from huishang.kernel.actor import Actor


def batches_in_sight(actor: Actor) -> Q:
    return Q(person_id=actor.person_id, organisation_id=actor.organisation_id)


def lines_in_sight(actor: Actor) -> Q:
    return Q(batch__person_id=actor.person_id, batch__organisation_id=actor.organisation_id)
