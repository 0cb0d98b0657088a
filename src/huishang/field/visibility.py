"""Who sees which phone: its person, and the security administrator of the place."""

from __future__ import annotations

from django.db.models import Q

from huishang.access.queries import keeping
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind


def devices_in_sight(actor: Actor) -> Q:
    """On `Device`."""
    own = Q(account=actor.account_id)
    if not actor.is_any(PostKind.SECURITY_ADMINISTRATOR):
        return own
    return own | Q(account__in=keeping.kept_by(actor).order_by().values("pk"))
