"""Who keeps and reads the audit: its own administrator, and nobody beside (三员分立)."""

from __future__ import annotations

from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind


def may_read_events(actor: Actor) -> Decision:
    """The whole record of a place. What happened in one case is shown with that case."""
    if actor.is_any(PostKind.AUDIT_ADMINISTRATOR):
        return ALLOWED
    return refused("审计记录由审计管理员查阅。", instead="个案的办理经过可在个案页面的时间线查看。")


def may_anchor(actor: AnyActor) -> Decision:
    """The nightly job; the audit administrator where the job did not run."""
    if isinstance(actor, SystemActor):
        return ALLOWED
    if actor.is_any(PostKind.AUDIT_ADMINISTRATOR):
        return ALLOWED
    return refused("日锚由系统每日建立。", instead="需要补建的，请联系审计管理员。")
