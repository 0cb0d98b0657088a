"""Open a file at once because a child is in danger; another looks at it afterwards (紧急查阅).

Basis: provisions ``emergency_access`` and ``emergency_openers``, local settings.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .. import events, permissions
from ..models import Emergency, Matter, Way
from ..visibility.sections import Section
from .sight import grant

SHOWN = (Section.IDENTITY, Section.FAMILY, Section.HEALTH, Section.NARRATIVE)
"""What somebody needs who runs to a child: who, with whom, how hurt, what happened."""


@transaction.atomic
def open_in_emergency(
    *, actor: Actor, matter: Matter, matter_id: UUID, reviewing_id: UUID, reason: str
) -> Emergency:
    """Let the actor in for as many hours as the rules give, from this moment.

    A step of another room's act, which has asked for a reason (`policies.emergency_faults`),
    found the matter within the actor's ground and knows who answers for it. A recusal is not
    lifted by it.

    :raises NotPermitted / NoRuleInForce
    """
    permissions.may_open_in_emergency(actor).require(NotPermitted)
    law = Rules.at(actor.division, clock.today())
    lasting = law.find(provisions.EMERGENCY_ACCESS)
    now = clock.now()
    ends = law.book.calendar(clock.today()).add_hours(now, lasting.value)
    let_in = grant(
        actor=actor,
        person_id=actor.person_id,
        matter=matter,
        matter_id=matter_id,
        way=Way.EMERGENCY,
        sections=[section.value for section in SHOWN],
        masked=False,
        purpose="紧急保护",
        valid_until=ends.astimezone(clock.BEIJING).date(),
        ends_at=ends,
    )
    opened = Emergency.objects.create(
        person_id=actor.person_id,
        post_id=actor.post_id,
        matter=matter,
        matter_id=matter_id,
        reviewing_id=reviewing_id,
        reason=tidy(reason),
        opened_at=now,
        ends_at=ends,
        grant=let_in,
    )
    record(
        actor=actor,
        event=events.EMERGENCY_OPENED,
        subject=opened.subject,
        case_id=matter_id if matter == Matter.CASE else None,
        basis=lasting.basis,
        details={"ends_at": ends},
    )
    return opened


@transaction.atomic
def review(
    *,
    actor: Actor,
    emergency_id: UUID,
    justified: bool,
    finding: str,
    version: int | None = None,
) -> Emergency:
    """Judge afterwards whether it was right (复核). What was read stays on the record either way.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    opened = Emergency.objects.visible_to(actor).for_change(emergency_id, version)
    permissions.may_review(actor, opened).require(NotPermitted)
    if not finding.strip():
        raise InvalidData({"finding": "请写明复核意见。"})
    advance(
        opened,
        "justify" if justified else "object",
        actor=actor,
        case_id=opened.matter_id if opened.matter == Matter.CASE else None,
        reviewed_by_id=actor.person_id,
        reviewed_at=clock.now(),
        finding=tidy(finding),
    )
    return opened
