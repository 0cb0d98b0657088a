"""A post entrusts another with one act for a time, and takes it back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.texts import tidy

from .. import events, permissions, policies, queries
from ..models import DelegatedAct, Delegation


@transaction.atomic
def delegate(
    *,
    actor: AnyActor,
    from_post_id: UUID,
    to_post_id: UUID,
    act: DelegatedAct | str,
    reason: str,
    valid_from: date,
    valid_until: date,
) -> Delegation:
    """Entrust another post with one act for a period; every signature made by it says so (委托).

    Basis: provision ``minutes_signer`` says whether signing may be entrusted at all.

    :param valid_until: the first day it no longer holds.
    :raises NotVisible / NotPermitted / RuleUnmet / InvalidData
    """
    from_post, to_post = queries.post(from_post_id), queries.post(to_post_id)
    permissions.may_delegate(actor, from_post_id).require(NotPermitted)
    policies.can_delegate(from_post, DelegatedAct(act)).require(RuleUnmet)
    wrong = policies.delegation_faults(
        from_post,
        to_post,
        act=DelegatedAct(act),
        within=queries.circle(from_post.organisation_id),
        reason=reason,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    if wrong:
        raise InvalidData(wrong)
    made = Delegation.objects.create(
        from_post=from_post,
        to_post=to_post,
        act=act,
        reason=tidy(reason),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    record(
        actor=actor,
        event=events.DELEGATED,
        subject=Subject("post", from_post_id),
        details={
            "to": to_post_id,
            "act": DelegatedAct(act),
            "from": valid_from,
            "until": valid_until,
        },
    )
    return made


@transaction.atomic
def end_delegation(*, actor: Actor, delegation_id: UUID, version: int | None = None) -> Delegation:
    """Take an entrustment back at once; what was signed by it stands (收回委托).

    :raises NotVisible: not there, or between other posts.
    :raises NotPermitted / NotInThisState / Conflict
    """
    own = queries.between(actor.post_id)
    given = Delegation.objects.select_for_update().filter(own, pk=delegation_id).first()
    if given is None:
        raise NotVisible("委托")
    given.expect_version(version)
    permissions.may_delegate(actor, given.from_post_id).require(NotPermitted)
    policies.can_end_delegation(given, clock.today()).require(NotInThisState)
    given.change(ended_at=clock.now())
    record(
        actor=actor,
        event=events.DELEGATION_ENDED,
        subject=Subject("post", given.from_post_id),
        details={"to": given.to_post_id, "act": DelegatedAct(given.act)},
    )
    return given
