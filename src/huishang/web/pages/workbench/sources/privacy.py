"""Rights requests still owed an answer, and the rules one has not yet read."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.terms import ADMINISTRATORS, PostKind
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.privacy import queries as privacy
from huishang.privacy.queries import HandlingRules, RequestLine

from ....components import Link
from ..rows import LATEST, Duty, Share


def protection(actor: Actor) -> Share:
    return Share(duties=list(_duties(actor)))


def _duties(actor: Actor) -> Iterator[Duty]:
    if actor.is_any(PostKind.OFFICE_DIRECTOR):
        waiting = privacy.requests(actor, waiting=True).rows[:LATEST]
        basis = Rules.at(actor.division, clock.today()).find(provisions.RIGHTS).cited
        yield from (_to_answer(line, basis) for line in waiting)
    if actor.is_any(*ADMINISTRATORS):
        return
    rules = privacy.rules_in_force(actor)
    if rules is not None and not privacy.has_acknowledged(actor, rules):
        yield _to_read(rules)


def _to_answer(line: RequestLine, basis: tuple[Basis, ...]) -> Duty:
    return Duty(
        matter=f"答复个人信息权利请求：{line.right}",
        origin=line.request.number,
        step=Link("答复", reverse("privacy:request", args=[line.request.pk])),
        basis=basis,
        deadline=line.deadline,
    )


def _to_read(rules: HandlingRules) -> Duty:
    return Duty(
        matter=f"阅读并确认《不满十四周岁未成年人个人信息处理规则》第{rules.edition}版",
        origin=rules.published_by,
        step=Link("阅读", reverse("privacy:rules")),
    )
