"""The notices leave in one act; where time is short, who is entitled to it shortens it first."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.law import provisions

from .. import permissions
from ..models import Conference
from ..policies import rules
from ..policies.convening import can_send_notices, can_shorten_notice, shortening_faults
from .convening import load
from .course import items_of, move
from .notices import notify


@transaction.atomic
def shorten_notice(
    *, actor: Actor, conference_id: UUID, reason: str, version: int | None = None
) -> Conference:
    """Let the notices of this meeting leave later than the rule wants (缩短通知时间).

    Decided by a post the regime names, in the convening office or its committee; the office then
    sends. It holds for the day the meeting is set to: a new day wants a new decision.
    Basis: provision ``urgent_notice``.

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, InvalidData, Conflict:
    """
    conference = Conference.objects.visible_to(actor).for_change(conference_id, version)
    permissions.may_shorten_notice(actor, conference).require(NotPermitted)
    conference.lifecycle.allows("shorten_notice", conference.status).require(NotInThisState)
    can_shorten_notice(conference, post=actor.post, today=clock.today()).require(RuleUnmet)
    if wrong := shortening_faults(conference, reason):
        raise InvalidData(wrong)
    move(
        conference,
        "shorten_notice",
        actor=actor,
        basis=rules.of_conference(conference).basis(provisions.URGENT_NOTICE),
        private={"reason": reason.strip()},
        urgent_reason=reason.strip(),
        shortened_by_id=actor.post_id,
    )
    return conference


@transaction.atomic
def send_notices(*, actor: Actor, conference_id: UUID, version: int | None = None) -> Conference:
    """Send every seat its notice, questions, pack and calendar entry in one act (发出通知).

    Basis: provisions ``notice_period``, ``consultation_items``, ``chair``
    (S0 第十二条第一项; S1 讨论会商).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    conference = load(actor, conference_id, version)
    items = items_of(conference)
    can_send_notices(conference, items, today=clock.today()).require(RuleUnmet)
    law = rules.of_conference(conference)
    move(
        conference,
        "send_notices",
        actor=actor,
        basis=(*law.basis(provisions.NOTICE_PERIOD), *law.basis(provisions.CONSULTATION_ITEMS)),
        details={"shortened": conference.shortened_by_id is not None},
        noticed_at=clock.now(),
    )
    notify(actor, conference, items)
    return conference
