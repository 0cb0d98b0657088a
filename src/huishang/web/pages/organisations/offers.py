"""What this actor is offered on the page of a body. The room decides; this only asks it."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision
from huishang.kernel.terms import PostKind
from huishang.organisations import permissions, queries
from huishang.organisations.queries import Organisation, Post

_NOBODY_YET = UUID(int=0)


def kinds_open(actor: Actor, body: Organisation) -> list[PostKind]:
    """The kinds of post this actor may fill in a body."""
    return [kind for kind in PostKind if _may_appoint(actor, body, kind, _NOBODY_YET)]


def can_appoint(actor: Actor, body: Organisation) -> Decision:
    """Open if any kind is; otherwise why a liaison, the most usual one, may not be written down."""
    if kinds_open(actor, body):
        return ALLOWED
    return _may_appoint(actor, body, PostKind.LIAISON, _NOBODY_YET)


def may_end(actor: Actor, body: Organisation, post: Post) -> Decision:
    return _may_appoint(actor, body, PostKind(post.kind), post.person_id)


def _may_appoint(actor: Actor, body: Organisation, kind: PostKind, person_id: UUID) -> Decision:
    own = queries.organisation(actor.organisation_id)
    return permissions.may_appoint(
        actor,
        person_id=person_id,
        kind=kind,
        place=body.division.place,
        own_member=queries.is_member_unit(own.committee_id, body.pk),
    )
