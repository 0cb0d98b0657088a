"""Sight into matters, decided once for the whole house.

You see a matter by duty (your organisation is involved with its whole file and your post works
on files), or by grant (you were let in by name until a day); never where you are recused.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind

from .models import Extent, Grant, Involvement, Matter, Recusal

WORKS_ON_FILES = (
    PostKind.CASE_WORKER,
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
)
"""Posts that work on whole files. A liaison sees the organisation's own duties only; the three
administrators see no matter at all."""


MANY = 2_000
"""Matters from which on a list is read in its own order. A manner of reading, not a rule."""


def _recused(actor: Actor, matter: Matter) -> QuerySet[Recusal, object]:
    return Recusal.objects.filter(
        person_id=actor.person_id, matter=matter, lifted_at__isnull=True
    ).values("matter_id")


def _granted(actor: Actor, matter: Matter) -> QuerySet[Grant, object]:
    today = clock.today()
    return Grant.objects.filter(
        person_id=actor.person_id,
        matter=matter,
        revoked_at__isnull=True,
        valid_from__lte=today,
        valid_until__gte=today,
    ).values("matter_id")


def _involved(actor: Actor, matter: Matter) -> QuerySet[Involvement, Involvement]:
    """Where the actor's organisation has the whole file, for posts that work on files."""
    if not actor.is_any(*WORKS_ON_FILES):
        return Involvement.objects.none()
    return Involvement.objects.filter(
        organisation_id=actor.organisation_id,
        matter=matter,
        extent=Extent.FILE,
        until__isnull=True,
    )


def matters_in_sight(actor: Actor, matter: Matter, key: str = "pk") -> Q:
    """A condition on the column ``key`` of any table: it names a matter ``actor`` may see.

    Involvements are looked up row by row through their index: an office has many thousands of
    them, and a single file or one page of a list needs few.
    """
    sight = Q(**{f"{key}__in": _granted(actor, matter)})
    if actor.is_any(*WORKS_ON_FILES):
        sight |= Q(Exists(_involved(actor, matter).filter(matter_id=OuterRef(key))))
    return sight & ~Q(**{f"{key}__in": _recused(actor, matter)})


def among_matters(actor: Actor, matter: Matter, key: str = "pk") -> Q:
    """Narrows a list already scoped to start from the actor's matters instead of from all rows.

    For who sees few among very many; it opens nothing by itself.
    """
    return Q(**{f"{key}__in": _granted(actor, matter)}) | Q(
        **{f"{key}__in": _involved(actor, matter).values("matter_id")}
    )


def sees_few(actor: Actor, matter: Matter) -> bool:
    """Whether a list is better read from the actor's matters; one look at an index."""
    return _involved(actor, matter).order_by()[:MANY].count() < MANY


def not_recused(actor: Actor, matter: Matter, key: str) -> Q:
    """A condition on ``key``: ``actor`` is not locked out of that matter."""
    return ~Q(**{f"{key}__in": _recused(actor, matter)})
