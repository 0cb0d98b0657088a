"""Who keeps the register, answers requests and deals with breaches."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind

from .visibility import OFFICE_STAFF, RESPONSIBLE


def _only(actor: Actor, posts: tuple[PostKind, ...], what: str) -> Decision:
    if actor.is_any(*posts):
        return ALLOWED
    whom = "、".join(post.label for post in posts)
    return refused(f"{what}由{whom}办理。", instead=f"请联系本级{whom}。")


def may_see_register(actor: Actor) -> Decision:
    return _only(actor, RESPONSIBLE, "个人信息保护台账")


def may_keep_register(actor: Actor) -> Decision:
    """Activities, assessments and rules: the one responsible for the work itself."""
    return _only(actor, (PostKind.OFFICE_DIRECTOR,), "处理活动、影响评估和处理规则")


def may_see_requests(actor: Actor) -> Decision:
    return _only(actor, OFFICE_STAFF, "权利请求")


may_receive_request = may_see_requests


def may_answer_request(actor: Actor) -> Decision:
    return _only(actor, (PostKind.OFFICE_DIRECTOR,), "权利请求的答复")


def may_deal_with_breach(actor: Actor) -> Decision:
    """Either may write it down and take the steps: the first minutes count."""
    return _only(actor, RESPONSIBLE, "泄露事件")
