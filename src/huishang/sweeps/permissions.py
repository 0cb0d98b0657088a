"""Who orders a sweep, who goes from door to door, who looks after it.

Basis: 困境未成年人意见 三（一）1 (民政部门会同镇、街道以村、社区为单位定期排查).
"""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind

from .models import Patrol, Stretch, Sweep

OFFICE = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
_FILLERS = (PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR)
_ORDERED_BY = "排查由乡镇（街道）儿童督导员在本乡镇、县级未保办在本县部署。"


def _oversees(actor: Actor, place: DivisionCode) -> bool:
    """As supervisor of the town or as the county's office."""
    at = Level.TOWN if actor.is_any(PostKind.CHILD_SUPERVISOR) else Level.COUNTY
    posts = (PostKind.CHILD_SUPERVISOR, *OFFICE)
    return actor.is_any(*posts) and actor.division.level is at and actor.division.contains(place)


def may_begin_any(actor: Actor) -> Decision:
    """A sweep of the own place."""
    return may_begin(actor, actor.division)


def may_begin(actor: Actor, place: DivisionCode) -> Decision:
    if _oversees(actor, place) and place.level in (Level.COUNTY, Level.TOWN):
        return ALLOWED
    return refused(_ORDERED_BY, instead="需要排查的，请告知本乡镇儿童督导员或者县级未保办。")


def may_fill(actor: Actor) -> Decision:
    """Of a part in sight: the village's director, or the town's supervisor in their place."""
    if actor.is_any(*_FILLERS):
        return ALLOWED
    return refused(
        "本村排查由村（居）儿童主任登记，儿童督导员可以代为登记。",
        instead="需要更正的，请退回重查。",
    )


def may_patrol(actor: Actor) -> Decision:
    """Of the own village or town: where a team is made up."""
    at = {PostKind.CHILD_DIRECTOR: Level.VILLAGE, PostKind.CHILD_SUPERVISOR: Level.TOWN}
    if at.get(actor.post) is actor.division.level:
        return ALLOWED
    return refused(
        "巡查由村（居）儿童主任、乡镇（街道）儿童督导员登记。",
        instead="了解到孩子有危险的，请立即报告。",
    )


def may_withdraw(actor: Actor, patrol: Patrol) -> Decision:
    """Who may log one for that very place."""
    if not (may := may_patrol(actor)):
        return may
    if patrol.division == actor.division.code:
        return ALLOWED
    return refused("巡查由登记的村（居）、乡镇（街道）撤销。", instead="请联系登记的单位。")


def may_return(actor: Actor, stretch: Stretch) -> Decision:
    if _oversees(actor, DivisionCode(stretch.division)):
        return ALLOWED
    return refused(
        "退回由乡镇（街道）儿童督导员、县级未保办办理。", instead="需要更正的，请联系儿童督导员。"
    )


def may_close(actor: Actor, sweep: Sweep) -> Decision:
    if _oversees(actor, DivisionCode(sweep.division)):
        return ALLOWED
    return refused(
        "排查由部署的乡镇（街道）、县级未保办结束。", instead="已经查完的，请报送本村排查。"
    )
