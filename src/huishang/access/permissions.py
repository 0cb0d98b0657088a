"""Who opens accounts. Who is let into a matter is decided by the room that owns the matter."""

from __future__ import annotations

from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind


def may_create_account(actor: AnyActor) -> Decision:
    """The system administrator gives the way in; the post, and with it sight, comes from another
    administrator (三员分立, GB/T 22239-2019 8.1.5)."""
    if isinstance(actor, SystemActor) or actor.is_any(PostKind.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    return refused("账号由系统管理员开通。", instead="请联系系统管理员。")
