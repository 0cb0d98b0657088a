"""Cases whose duties are all filed: what is left is to close them."""

from __future__ import annotations

from huishang.assignments import queries as assignments
from huishang.discovery.visibility import HANDLES
from huishang.kernel.actor import Actor
from huishang.kernel.paging import ROWS

from ..lifecycle import CaseState
from ..models import Case


def cases_to_close(actor: Actor) -> tuple[Case, ...]:
    """Those the actor's organisation answers for, the longest open first. Basis: ``filing``."""
    if not actor.is_any(*HANDLES):
        return ()
    ready = (
        Case.objects.visible_to(actor)
        .filter(
            ~assignments.has_unfiled("pk"),
            status=CaseState.IMPLEMENTING.value,
            owner_id=actor.organisation_id,
        )
        .defer("summary")
        .order_by("opened_at", "pk")
    )
    return tuple(ready[:ROWS])
