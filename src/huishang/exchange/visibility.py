"""Who sees addresses and answers: the system administrator, of the programs of the own place."""

from __future__ import annotations

from django.db.models import Q

from huishang.access.queries import keeping
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind


def endpoints_in_sight(actor: Actor) -> Q:
    """On `Endpoint`."""
    return _of_kept(actor, "account")


def deliveries_in_sight(actor: Actor) -> Q:
    """On `Delivery`."""
    return _of_kept(actor, "endpoint__account")


def _of_kept(actor: Actor, key: str) -> Q:
    if not actor.is_any(PostKind.SYSTEM_ADMINISTRATOR):
        return Q(pk__in=())
    return Q(**{f"{key}__in": keeping.kept_by(actor).order_by().values("pk")})
