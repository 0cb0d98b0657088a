"""Draw persons of several bodies together to look into some cases (抽调, 联合工作组)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.access import actions as access
from huishang.access.permissions import may_second
from huishang.access.queries import Matter, Purpose, Secondment
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import tidy

from ..models import Case
from .telling import tell_seconded


@transaction.atomic
def draw_joint_team(
    *,
    actor: Actor,
    title: str,
    purpose: Purpose,
    person_ids: Iterable[UUID],
    numbers: Iterable[str],
    sections: Iterable[str],
    valid_from: date,
    valid_until: date,
) -> Secondment:
    """Let them read parts of these cases, nobody named to them, for a period (组建联合工作组).

    :param numbers: of cases the actor's own office has the file of; each is named by itself, so
        that nothing is open by accident.
    :raises NotPermitted / InvalidData
    """
    may_second(actor).require(NotPermitted)
    wanted = list(dict.fromkeys(filter(None, map(tidy, numbers))))
    found = dict(
        Case.objects.visible_to(actor).filter(number__in=wanted).values_list("number", "pk")
    )
    if unknown := [number for number in wanted if number not in found]:
        raise InvalidData({"numbers": f"没有找到本办的个案：{'、'.join(unknown)}。请核对编号。"})
    persons = list(dict.fromkeys(person_ids))
    team = access.second(
        actor=actor,
        title=title,
        purpose=purpose,
        person_ids=persons,
        matter=Matter.CASE,
        matter_ids=found.values(),
        sections=sections,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    for person_id in persons:
        tell_seconded(actor, team, person_id)
    return team
