"""Requests to decide, emergencies to judge, undertakings to sign."""

from __future__ import annotations

from django.urls import reverse

from huishang.access import queries as access
from huishang.access.queries import AccessRequest, Emergency, Grant
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law.rules import Rules

from ....components import Link
from ..rows import LATEST, Duty, Share


def reading(actor: Actor) -> Share:
    """What others wait for before they may read, or for having read."""
    law = Rules.at(actor.division, clock.today())
    return Share(
        duties=[
            *(_to_decide(row, law) for row in access.requests_to_decide(actor)[:LATEST]),
            *(_to_review(row, law) for row in access.emergencies_to_review(actor)[:LATEST]),
            *(_to_sign(row, law) for row in access.promises_owed(actor)[:LATEST]),
        ]
    )


def _to_decide(row: AccessRequest, law: Rules) -> Duty:
    return Duty(
        matter=f"审批调阅申请：{row.number}，{row.purpose}",
        origin=row.post.organisation.short_name,
        step=Link("审批", reverse("access:request", args=[row.pk])),
        basis=law.find(provisions.ACCESS_APPROVERS).cited,
    )


def _to_review(row: Emergency, law: Rules) -> Duty:
    return Duty(
        matter=f"复核紧急查阅：{row.person.name}",
        origin=row.post.organisation.short_name,
        step=Link("复核", reverse("access:emergency", args=[row.pk])),
        basis=law.find(provisions.EMERGENCY_ACCESS).cited,
    )


def _to_sign(row: Grant, law: Rules) -> Duty:
    return Duty(
        matter=f"签署保密承诺：{row.purpose}",
        origin=row.granted_by.organisation.short_name,
        step=Link("签署", reverse("access:undertakings")),
        basis=law.find(provisions.UNDERTAKING).cited,
    )
