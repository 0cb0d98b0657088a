"""How many reports came, of those in sight."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count

from huishang.kernel.actor import Actor
from huishang.kernel.clock import span

from ..models import Report


def reports_received(actor: Actor, prefix: str, first: date, last: date) -> Mapping[str, int]:
    """Place of the incident → reports that came from the first day to the last, both included.

    :param prefix: of the place within which it happened.
    """
    rows = Report.objects.visible_to(actor).filter(
        incident_division__startswith=prefix, received_at__range=span(first, last)
    )
    counted = rows.order_by().values("incident_division").annotate(reports=Count("pk"))
    return {row["incident_division"]: row["reports"] for row in counted}
