"""Answers to programs that did not arrive, for the system administrator."""

from __future__ import annotations

from django.urls import reverse

from huishang.exchange import queries as exchange
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind

from ....components import Link
from ..rows import Duty, Share


def answers(actor: Actor) -> Share:
    if not actor.is_any(PostKind.SYSTEM_ADMINISTRATOR):
        return Share()
    missed = exchange.dead_letters(actor)
    if not missed:
        return Share()
    step = Link("处理", reverse("answers:list"))
    return Share(duties=[Duty(f"{missed}件办理结果没有送到热线或者平台", "对外答复", step)])
