"""How many files there are, of those in sight; nothing that is sealed is counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count

from huishang.kernel.actor import Actor
from huishang.kernel.clock import span

from ..models import Child


def files_begun(actor: Actor, prefix: str, first: date, last: date) -> Mapping[str, int]:
    """Place of residence → files begun from the first day to the last, both included.

    :param prefix: of the place within which they live.
    """
    rows = Child.objects.visible_to(actor).filter(
        residence_division__startswith=prefix, created_at__range=span(first, last)
    )
    counted = rows.order_by().values("residence_division").annotate(files=Count("pk"))
    return {row["residence_division"]: row["files"] for row in counted}
