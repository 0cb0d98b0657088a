"""The post an act is about, in sight and in the actor's keeping."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotInThisState, NotPermitted
from huishang.organisations.queries import Post

from ..policies import entries
from ..queries.register import may_keep, post_in_sight


def keep(actor: Actor, post_id: UUID) -> Post:
    """:raises NotVisible / NotPermitted / NotInThisState: nothing is added after it was left."""
    post = post_in_sight(actor, post_id)
    may_keep(actor, post).require(NotPermitted)
    entries.still_serving(post, clock.today()).require(NotInThisState)
    return post
