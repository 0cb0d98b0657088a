"""Assessments to be looked over."""

from __future__ import annotations

from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.visits import queries as visits

from ....components import Link
from ..rows import LATEST, Duty, Share


def reviews(actor: Actor) -> Share:
    """For the posts that look them over at the own place."""
    law = Rules.at(actor.division, clock.today()).find(provisions.RISK_REVIEWED_BY)
    if actor.post not in law.value:
        return Share()
    return Share(
        duties=[
            Duty(
                matter=f"复核风险评估：{row.level}，{row.child.place if row.child else ''}",
                origin=row.scored_by,
                step=Link("复核", reverse("assessments:show", args=[row.id])),
                marks=("紧急情形",) if row.score is None else (),
                basis=law.cited,
            )
            for row in visits.waiting(actor, LATEST)
        ]
    )
