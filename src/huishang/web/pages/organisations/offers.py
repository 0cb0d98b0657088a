"""What this actor is offered on the page of a body. The room decides; this only asks it."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision
from huishang.kernel.terms import PostKind
from huishang.organisations import permissions, queries
from huishang.organisations.queries import Organisation, Post

_NOBODY_YET = UUID(int=0)


class Offers:
    """Whose member the body is, is looked up once, however many posts it has."""

    def __init__(self, actor: Actor, body: Organisation) -> None:
        own = queries.organisation(actor.organisation_id)
        self._actor, self._place = actor, body.division.place
        self._own_member = queries.is_member_unit(own.committee_id, body.pk)

    @property
    def kinds_open(self) -> list[PostKind]:
        """The kinds of post this actor may fill in the body."""
        return [kind for kind in PostKind if self._may_appoint(kind, _NOBODY_YET)]

    @property
    def can_appoint(self) -> Decision:
        """Open if any kind is; otherwise why a liaison, the usual one, may not be written down."""
        return ALLOWED if self.kinds_open else self._may_appoint(PostKind.LIAISON, _NOBODY_YET)

    def may_end(self, post: Post) -> Decision:
        return self._may_appoint(PostKind(post.kind), post.person_id)

    def _may_appoint(self, kind: PostKind, person_id: UUID) -> Decision:
        return permissions.may_appoint(
            self._actor,
            person_id=person_id,
            kind=kind,
            place=self._place,
            own_member=self._own_member,
        )
