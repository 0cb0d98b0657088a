"""Requests to look at what is sealed; of the records themselves there is no list."""

from __future__ import annotations

from uuid import UUID

from huishang.audit.records import page_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.paging import Cursor, Page
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import SealedKind, UnsealingGround
from huishang.workflow.acts import Act

from .. import permissions, policies
from ..lifecycle import UNSEALING, UnsealingState
from ..models import Matter, SealedMatter, Unsealing, UnsealingApproval
from ..scoping import ScopedQuerySet


def unsealing(actor: Actor, unsealing_id: UUID) -> Unsealing:
    """:raises NotVisible"""
    found = Unsealing.objects.visible_to(actor).select_related(
        "person", "post__organisation", "keeper", "viewer"
    )
    return found.for_reading(unsealing_id)


def unsealings(actor: Actor, *, after: Cursor | None = None) -> Page[Unsealing]:
    """One's own, those one may answer and those one may look through, the latest first."""
    rows = Unsealing.objects.visible_to(actor).select_related("post__organisation", "viewer")
    return page_of(rows, at="created_at", after=after)


def unsealings_awaiting(actor: Actor) -> ScopedQuerySet[Unsealing]:
    """Those the actor has agreed to already among them."""
    approvers = Rules.at(actor.division, clock.today()).value(provisions.UNSEALING_APPROVERS)
    waiting = Unsealing.objects.visible_to(actor).filter(status=UnsealingState.ASKED.value)
    return waiting if actor.post in approvers else waiting.none()


def unsealings_to_decide(actor: Actor) -> list[Unsealing]:
    """What waits for the actor's decision, the oldest first."""
    rows = unsealings_awaiting(actor).select_related("post__organisation", "keeper__division")
    found = rows.order_by("created_at", "id")
    return [row for row in found if permissions.may_decide_unsealing(actor, row)]


def unsealings_open(actor: Actor) -> ScopedQuerySet[Unsealing]:
    return Unsealing.objects.visible_to(actor).filter(
        status=UnsealingState.OPEN.value, viewer_id=actor.person_id, ends_at__gt=clock.now()
    )


def unsealings_to_look_at(actor: Actor) -> list[Unsealing]:
    """What is open to the actor at this moment."""
    return list(unsealings_open(actor).order_by("ends_at"))


def approvals_of(asked: Unsealing) -> list[UnsealingApproval]:
    """Who agreed, for those who already see the request."""
    return list(asked.approvals.select_related("organisation").order_by("created_at"))


def approvals_wanted(asked: Unsealing) -> int:
    law = Rules.at(asked.keeper.division.place, clock.today())
    return law.value(provisions.UNSEALING_APPROVALS)


def unsealing_acts(actor: Actor, asked: Unsealing) -> tuple[Act, ...]:
    may = {
        "approve": permissions.may_decide_unsealing,
        "refuse": permissions.may_decide_unsealing,
        "withdraw": permissions.may_withdraw_unsealing,
    }
    steps = tuple(
        Act(
            row.name,
            row.label,
            may[row.name](actor, asked),
            UNSEALING.allows(row.name, asked.status),
        )
        for row in UNSEALING.rows
    )
    may_look, open_now = permissions.may_look(actor, asked), policies.can_be_looked_at(asked)
    return (*steps, Act("look", "查阅", may_look, open_now))


def kinds(actor: Actor) -> tuple[SealedKind, ...]:
    """What the law in force at the actor's place closes."""
    return Rules.at(actor.division, clock.today()).value(provisions.SEALED_KINDS)


def grounds(actor: Actor) -> tuple[UnsealingGround, ...]:
    return Rules.at(actor.division, clock.today()).value(provisions.UNSEALING_GROUNDS)


def is_sealed(matter: Matter, matter_id: UUID) -> bool:
    """For rooms above that look a matter up past its scope: what is sealed is not there."""
    return SealedMatter.objects.filter(matter=matter, matter_id=matter_id).exists()


__all__ = [
    "Unsealing",
    "UnsealingApproval",
    "UnsealingState",
    "approvals_of",
    "approvals_wanted",
    "grounds",
    "is_sealed",
    "kinds",
    "unsealing",
    "unsealing_acts",
    "unsealings",
    "unsealings_to_decide",
    "unsealings_to_look_at",
]
