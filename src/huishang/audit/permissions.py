"""Who keeps and reads the audit: its own administrator, and nobody beside (三员分立)."""

from __future__ import annotations

from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind

from .models import Event, Finding


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


def may_shred(actor: AnyActor) -> Decision:
    """Who keeps the record takes out of it; never the one who wished it."""
    if isinstance(actor, SystemActor) or actor.is_any(PostKind.AUDIT_ADMINISTRATOR):
        return ALLOWED
    return refused(
        "审计记录中单独保存的内容由审计管理员销毁。",
        instead="因权利请求需要销毁的，请将请求编号告知审计管理员。",
    )


def may_shred_of(actor: AnyActor, event: Event) -> Decision:
    """Of the auditor's place, and not what they did themselves."""
    if isinstance(actor, SystemActor):
        return ALLOWED
    if not actor.division.contains(DivisionCode(event.division)):
        return refused("这条记录不属于本地。", instead="请联系记录所属地区的审计管理员。")
    if event.actor_account == actor.account_id:
        return refused("本人操作的记录不能由本人销毁。", instead="请由另一名审计管理员办理。")
    return ALLOWED


def may_open_private(actor: AnyActor) -> Decision:
    """At the machine only, for an inquiry: the auditor sees who searched, not for which name."""
    if isinstance(actor, SystemActor):
        return ALLOWED
    return refused(
        "单独保存的内容含有个人信息，不在页面上显示。",
        instead="依法调查需要的，由运维人员会同审计管理员在服务器上运行 huishang audit private。",
    )


def may_answer(actor: AnyActor, finding: Finding) -> Decision:
    """Findings of the auditor's place; nobody settles what was found about themselves."""
    if not (isinstance(actor, Actor) and actor.is_any(PostKind.AUDIT_ADMINISTRATOR)):
        return refused("异常查阅由审计管理员核实。", instead="请联系审计管理员。")
    if finding.actor_account == actor.account_id:
        return refused("涉及本人的异常查阅不能由本人办理。", instead="请由另一名审计管理员办理。")
    return ALLOWED
