"""Requests to decide, emergencies to judge, undertakings to sign, sealed records to answer for."""

from __future__ import annotations

from django.urls import reverse

from huishang.access import queries as access
from huishang.access.queries import AccessRequest, Emergency, Grant
from huishang.access.queries.sealed import Unsealing
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law.rules import Rules

from ....components import Link
from ..rows import LATEST, Duty, Share

_DECIDE, _LOOK = "审批封存记录查询", "查阅封存记录（已同意）"


def reading(actor: Actor) -> Share:
    """What others wait for before they may read, or for having read."""
    law, waiting = Rules.at(actor.division, clock.today()), access.desk(actor)
    return Share(
        duties=[
            *(_to_decide(row, law) for row in waiting.requests[:LATEST]),
            *(_to_review(row, law) for row in waiting.emergencies[:LATEST]),
            *(_to_sign(row, law) for row in waiting.promises[:LATEST]),
            *(_sealed(row, law, _DECIDE, "审批") for row in waiting.unsealings[:LATEST]),
            *(_sealed(row, law, _LOOK, "查阅") for row in waiting.opened[:LATEST]),
        ]
    )


def _sealed(asked: Unsealing, law: Rules, matter: str, verb: str) -> Duty:
    return Duty(
        matter=f"{matter}：{asked.document_number}",
        origin=asked.body,
        step=Link(verb, reverse("sealed:show", args=[asked.pk])),
        basis=law.find(provisions.UNSEALING_APPROVERS).cited,
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
