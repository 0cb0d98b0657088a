"""Requests to look at what is sealed: to be answered, and open to be looked at."""

from __future__ import annotations

from django.urls import reverse

from huishang.access.queries import sealed
from huishang.access.queries.sealed import Unsealing
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law.rules import Rules

from ....components import Link
from ..rows import LATEST, Duty, Share


def unsealings(actor: Actor) -> Share:
    waiting = sealed.unsealings_to_decide(actor)[:LATEST]
    opened = sealed.unsealings_to_look_at(actor)[:LATEST]
    return Share(
        duties=[
            *(_duty(actor, row, "审批封存记录查询", "审批") for row in waiting),
            *(_duty(actor, row, "查阅封存记录（已同意）", "查阅") for row in opened),
        ]
    )


def _duty(actor: Actor, asked: Unsealing, matter: str, verb: str) -> Duty:
    law = Rules.at(actor.division, clock.today())
    return Duty(
        matter=f"{matter}：{asked.document_number}",
        origin=asked.body,
        step=Link(verb, reverse("sealed:show", args=[asked.pk])),
        basis=law.find(provisions.UNSEALING_APPROVERS).cited,
    )
