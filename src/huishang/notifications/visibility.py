"""Who opens a message: the organisation's staff who handle its papers, or the person addressed."""

from __future__ import annotations

from django.db.models import Q

from huishang.access.queries import Matter
from huishang.access.visibility import not_recused
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind

RECEIVES_FOR_ORGANISATION = (
    PostKind.LIAISON,
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
    PostKind.CASE_WORKER,
    PostKind.CHILD_SUPERVISOR,
    PostKind.CHILD_DIRECTOR,
    PostKind.HOTLINE_OPERATOR,
)
"""Posts that take in what is sent to their organisation. Chairs, experts and inspectors are
written to by name; administrators are not written to."""


def messages_in_sight(actor: Actor) -> Q:
    """On `Message`. What concerns a case is closed to whoever is recused from it."""
    own = Q(organisation_id=actor.organisation_id)
    addressed = Q(person_id=actor.person_id)
    if actor.is_any(*RECEIVES_FOR_ORGANISATION):
        addressed |= Q(person__isnull=True)
    return own & addressed & not_recused(actor, Matter.CASE, "case_id")
