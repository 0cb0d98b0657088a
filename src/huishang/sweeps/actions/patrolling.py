"""A patrol is written down; one that was not so is withdrawn."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import text_fault, tidy
from huishang.law.rules import Rules

from .. import events, permissions
from ..models import Patrol
from ..policies import LONGEST, PatrolEntry, can_withdraw, examine_patrol
from ..queries.patrols import team_of
from .stretches import TAKEN


@transaction.atomic
def log_patrol(*, actor: Actor, key: UUID, entry: PatrolEntry) -> Patrol:
    """Write down a patrol of the own village or town (登记巡查). Handed in twice, it is one.

    Basis: provisions ``town_patrol``, ``village_patrol``; R032, R033.

    :param key: drawn where it was written, so that a phone may send it again.
    :raises NotPermitted / InvalidData
    """
    permissions.may_patrol(actor).require(NotPermitted)
    rows = Patrol.objects.visible_to(actor).filter(key=key, writer=actor.person_id)
    if (known := rows.first()) is not None:
        return known
    team = team_of(actor.division)
    found = examine_patrol(entry, team.value, today=clock.today())
    if found.faults:
        raise InvalidData(found.faults)
    law = Rules.at(actor.division, clock.today())
    made = Patrol(
        key=key,
        division=actor.division.code,
        written_by=actor.label,
        writer_id=actor.person_id,
        regime=law.regime.key,
        regime_version=law.regime.version,
        **found.columns,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise InvalidData({"key": TAKEN}) from None
    record(
        actor=actor,
        event=events.PATROLLED,
        subject=made.subject,
        basis=team.cited,
        details={"kind": Code(made.kind), "on": made.on, "short": made.short},
    )
    return made


@transaction.atomic
def withdraw_patrol(
    *, actor: Actor, patrol_id: UUID, reason: str, version: int | None = None
) -> Patrol:
    """It was not so; it stays readable and counts no more (撤销登记).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    found = Patrol.objects.visible_to(actor).for_change(patrol_id, version)
    permissions.may_withdraw(actor, found).require(NotPermitted)
    can_withdraw(found).require(NotInThisState)
    if fault := text_fault("撤销的理由", reason, longest=LONGEST, lines=True):
        raise InvalidData({"reason": fault})
    found.change(withdrawn_at=clock.now(), withdrawn_because=tidy(reason))
    record(
        actor=actor,
        event=events.PATROL_WITHDRAWN,
        subject=found.subject,
        private={"reason": tidy(reason)},
    )
    return found
