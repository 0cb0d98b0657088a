"""Who sees a request to read a file, and a file opened in an emergency.

The one who asked, and the responsible persons of the body that answers. Nobody learns from either
that a matter exists which they could not see; who is recused from it does not answer.
"""

from __future__ import annotations

from django.db.models import Q

from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind

from .matters import on_matter_not_recused

DECIDES = (PostKind.OFFICE_DIRECTOR,)
REVIEWS = (
    PostKind.OFFICE_DIRECTOR,
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
)


def requests_in_sight(actor: Actor) -> Q:
    sight = Q(person_id=actor.person_id)
    if actor.is_any(*DECIDES):
        sight |= Q(office_id=actor.organisation_id) & on_matter_not_recused(actor)
    return sight


def emergencies_in_sight(actor: Actor) -> Q:
    sight = Q(person_id=actor.person_id)
    if actor.is_any(*REVIEWS):
        sight |= Q(reviewing_id=actor.organisation_id)
    return sight & on_matter_not_recused(actor)
