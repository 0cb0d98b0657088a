"""Villages without a child director, and people of whom something is wanting."""

from __future__ import annotations

from django.urls import reverse

from huishang.kernel.actor import Actor
from huishang.staff.visibility import kept_by

from ....components import Link
from ..rows import Later


def staff_gaps(actor: Actor) -> Later | None:
    """For who keeps the register of a place: the red lines of its coverage."""
    if not kept_by(actor):
        return None
    return Later(Link("查看队伍配备情况", reverse("staff:coverage")), "gaps")
