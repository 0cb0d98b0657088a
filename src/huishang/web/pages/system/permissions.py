"""Who may look at the machine."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind


def may_see_status(actor: Actor) -> Decision:
    if actor.is_any(PostKind.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    return refused("系统状态由系统管理员查看。", instead="系统运行不正常的，请联系系统管理员。")
