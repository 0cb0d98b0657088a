"""The next acts on a case: open, or with the very reason the action would give."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.kernel.decision import Decision
from huishang.law import provisions
from huishang.workflow.acts import Act
from huishang.workflow.offers import Offer, ruled_by, transition

from .. import permissions
from ..lifecycle import CaseState
from ..models import Case, FollowUpKind
from ..policies import handling


def _follow_up(case: Case) -> Decision:
    closed = case.status == CaseState.CLOSED
    return handling.can_follow_up(
        case, FollowUpKind.RETURN_VISIT if closed else FollowUpKind.TRACKING
    )


def _to_close(case: Case) -> Offer[Case]:
    """Decided and based on one look at what was given out."""
    closing = handling.Closing(case)
    return Offer(
        "close", "结案", permissions.may_close, transition("close"),
        lambda _: closing.decision, lambda _: closing.basis,
    )  # fmt: skip


_OF_CASE: tuple[Offer[Case], ...] = (
    Offer("reopen", "重新办理", permissions.may_reopen, transition("reopen")),
    Offer(
        "record_follow_up", "记录跟踪回访", permissions.may_follow_up, can=_follow_up,
        basis=ruled_by(provisions.TRACKING),
    ),
    Offer("add_child", "增列儿童", permissions.may_add_child, can=handling.can_add_child),
    Offer(
        "move_office", "变更管辖", permissions.may_move_office, can=handling.can_move_office,
        basis=ruled_by(provisions.COMPETENT_PLACES),
    ),
    Offer("set_level", "变更密级", permissions.may_set_level),
    Offer(
        "seal", "封存", permissions.may_seal, can=handling.can_seal,
        basis=ruled_by(provisions.SEALED_KINDS),
    ),
    Offer("recuse", "申请回避", lambda actor, case: permissions.may_recuse(
        actor, case, actor.person_id
    )),
    Offer(
        "name_worker", "指定办案人员", permissions.may_name_worker,
        basis=ruled_by(provisions.CASE_TEAM),
    ),
    Offer("invite", "邀请查阅", permissions.may_invite, basis=ruled_by(provisions.UNDERTAKING)),
    Offer("see_team", "办案人员", permissions.may_see_team),
    Offer("see_readings", "查阅记录", permissions.may_see_readings),
)  # fmt: skip


def acts(actor: Actor, case: Case) -> tuple[Act, ...]:
    """Every act on a case in sight, conferences' own aside."""
    return tuple(offer.made_to(actor, case) for offer in (_to_close(case), *_OF_CASE))
