"""Volunteers and social organisations, and which of them may be asked for what today."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision
from huishang.kernel.errors import NotPermitted
from huishang.workflow.acts import Act

from .. import permissions
from ..labels import Service
from ..models import RecordCheck, Supporter
from ..policies import entries
from ..policies.needs import needs_of_supporters
from ..policies.standing import LACKING, Facts, Needs, Standing, standings
from .standing import as_fact


@dataclass(frozen=True, slots=True)
class SupporterLine:
    """
    :param services: what they may be asked, in words. :param may_be_asked: whether today, or why
        not; that a record was found is said to nobody who does not keep the register.
    """

    supporter: Supporter
    services: tuple[str, ...]
    standings: tuple[Standing, ...]
    may_be_asked: Decision


def register_supporter_act(actor: Actor) -> Act:
    return Act("register_supporter", "登记社会力量", permissions.may_keep_supporters(actor))


def supporters(
    actor: Actor, *, service: str = "", kind: str = "", ended: bool = False
) -> tuple[SupporterLine, ...]:
    """Of the actor's county, by name. :raises NotPermitted: has nothing to ask of them."""
    permissions.may_see_supporters(actor).require(NotPermitted)
    rows = Supporter.objects.visible_to(actor).filter(ended_on__isnull=not ended)
    found = [
        row
        for row in rows.order_by("name", "pk")
        if (not service or service in row.services) and (not kind or row.kind == kind)
    ]
    return _lines(actor, found)


def supporter(actor: Actor, supporter_id: UUID) -> SupporterLine:
    """:raises NotVisible"""
    found = Supporter.objects.visible_to(actor).for_reading(supporter_id)
    return _lines(actor, [found])[0]


def checks_of(actor: Actor, supporter_id: UUID) -> tuple[RecordCheck, ...]:
    """The latest first; for who keeps the register."""
    rows = RecordCheck.objects.visible_to(actor).filter(supporter=supporter_id)
    return tuple(rows.order_by("-asked_on", "-pk"))


def supporter_acts(
    actor: Actor, found: Supporter, checks: tuple[RecordCheck, ...]
) -> tuple[Act, ...]:
    may, here = permissions.may_keep_supporters(actor), entries.can_end(found)
    waiting = any(check.answered_on is None for check in checks)
    return (
        Act.judged("ask_check", "提请查询", (may, here, entries.can_ask(waiting))),
        Act.judged("answer_check", "登记答复", (may, entries.is_awaited(waiting)), here=waiting),
        Act("end", "退出", may, here),
    )


def _lines(actor: Actor, rows: list[Supporter]) -> tuple[SupporterLine, ...]:
    """Whether they may be asked is told to everybody who may ask; why is told in general words."""
    today = clock.today()
    needs = needs_of_supporters(actor.division.county, today)
    known: dict[UUID, list[RecordCheck]] = {row.pk: [] for row in rows}
    for check in RecordCheck.objects.unscoped(
        reason="可以请谁提供服务：只告知能不能安排，不告知查询结果"
    ).filter(supporter__in=rows):
        assert check.supporter_id is not None
        known[check.supporter_id].append(check)
    return tuple(_line(row, known[row.pk], needs) for row in rows)


def _line(row: Supporter, checks: list[RecordCheck], needs: Needs) -> SupporterLine:
    found = standings(needs, Facts(row.since, checked=tuple(map(as_fact, checks))), clock.today())
    return SupporterLine(
        row,
        tuple(Service(code).label for code in row.services),
        found,
        _may_be_asked(row, found),
    )


def _may_be_asked(row: Supporter, found: tuple[Standing, ...]) -> Decision:
    if row.ended_on is not None:
        return entries.can_end(row)
    lacking = [each for each in found if each.state in LACKING]
    return entries.not_to_be_asked(lacking[0].basis) if lacking else ALLOWED
