"""Children to be visited; assessments to be looked over."""

from __future__ import annotations

from django.urls import reverse

from huishang.kernel.actor import Actor
from huishang.visits import queries as visits

from ....components import Link
from ..rows import Later


def rounds(actor: Actor) -> Later | None:
    """Whom to visit, for the posts that keep files: a day set by the place, not by the law."""
    if not visits.keeps_rounds(actor):
        return None
    return Later(Link("查看今日走访", reverse("visits:list")), "due")


def reviews(actor: Actor) -> Later | None:
    """For the posts that look them over. They carry no date of the law: asked after the desk."""
    if not visits.reviews(actor):
        return None
    return Later(Link("查看待复核的风险评估", reverse("assessments:list")), "waiting")
