"""Who keeps the register of whom."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind

from .visibility import ASKS_SUPPORTERS, KEEPERS, OFFICE, kept_by

_KEEPERS = "儿童主任由乡镇（街道）儿童督导员和县级未保办登记，儿童督导员由县级未保办登记。"


def may_see_register(actor: Actor) -> Decision:
    """The list and the coverage; whose lines are in it is a matter of sight."""
    if actor.is_any(*KEEPERS):
        return ALLOWED
    return refused(f"队伍名册供登记的单位查阅：{_KEEPERS}", instead="可以查看本人的登记。")


def may_keep(actor: Actor, *, kind: PostKind, place: DivisionCode, person_id: UUID) -> Decision:
    """Entry, training, checks and appraisal of the holder of a post.

    :param kind, place: of that post.
    """
    if kind not in kept_by(actor) or not actor.division.contains(place):
        return refused(_KEEPERS, instead="请由其所在地的上述单位办理。")
    if actor.person_id == person_id:
        return refused("任何人不能登记本人的培训、查询和考核。", instead="请由其他有权人员办理。")
    return ALLOWED


def may_see_supporters(actor: Actor) -> Decision:
    if actor.is_any(*ASKS_SUPPORTERS):
        return ALLOWED
    posts = "、".join(post.label for post in ASKS_SUPPORTERS)
    return refused(f"社会力量名册供{posts}查阅。", instead="需要安排服务的，请联系本级未保办。")


def may_keep_supporters(actor: Actor) -> Decision:
    if actor.is_any(*OFFICE) and actor.division.level is Level.COUNTY:
        return ALLOWED
    return refused("社会力量由县级未保办登记。", instead="请将有关信息告知县级未保办。")
