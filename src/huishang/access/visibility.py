"""Sight into matters, decided once for the whole house.

You see a matter by duty (your organisation is involved with its whole file and your post works
on files), or by grant (you were let in by name until a day); never where you are recused.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

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


def _recused(actor: Actor, matter: Matter) -> QuerySet[Recusal, object]:
    return Recusal.objects.filter(
        person_id=actor.person_id, matter=matter, lifted_at__isnull=True
    ).values("matter_id")


def matters_in_sight(actor: Actor, matter: Matter, key: str = "pk") -> Q:
    """A condition on the column ``key`` of any table: it names a matter ``actor`` may see."""
    today = clock.today()
    sight = Q(
        **{
            f"{key}__in": Grant.objects.filter(
                person_id=actor.person_id,
                matter=matter,
                revoked_at__isnull=True,
                valid_from__lte=today,
                valid_until__gte=today,
            ).values("matter_id")
        }
    )
    if actor.is_any(*WORKS_ON_FILES):
        sight |= Q(
            **{
                f"{key}__in": Involvement.objects.filter(
                    organisation_id=actor.organisation_id,
                    matter=matter,
                    extent=Extent.FILE,
                    until__isnull=True,
                ).values("matter_id")
            }
        )
    return sight & ~Q(**{f"{key}__in": _recused(actor, matter)})


def not_recused(actor: Actor, matter: Matter, key: str) -> Q:
    """A condition on ``key``: ``actor`` is not locked out of that matter."""
    return ~Q(**{f"{key}__in": _recused(actor, matter)})
