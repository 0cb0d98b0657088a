"""Who may act on reports. Sight has been decided before; these speak of posts."""

from __future__ import annotations

from collections.abc import Iterable

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind

from .models import Channel, Handing, Report
from .visibility import HANDLES, RECEIVES

WORKS_ON_THE_SPOT = (PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR)
"""Posts of village and town that deal with what is reported there."""


def may_receive(actor: Actor, places: Iterable[DivisionCode]) -> Decision:
    """Take a report in: for a child harmed, living or registered in one's own county or city.

    :param places: as far as they are known; without any, only the post is judged.
    """
    if not actor.is_any(*RECEIVES):
        return refused(
            f"{actor.post.label}不接收报告。",
            instead="发现儿童面临危险的，请立即报警，或者告知当地儿童主任、未保办。",
        )
    ground, known = actor.division.county, list(places)
    if not known or any(ground.contains(place) for place in known):
        return ALLOWED
    return refused(
        "事发地、居住地和户籍地都不在本辖区，本单位不能接收这份报告。",
        instead="请核对地点；无误的，请告知报告人向事发地未保办或者公安机关报告。",
    )


def may_decide(actor: Actor, report: Report) -> Decision:
    """Open a case on a report, settle it, see who reported: those who handle that place."""
    if actor.is_any(*HANDLES) and actor.division.code == report.division:
        return ALLOWED
    return refused(
        f"这份报告由{report.office.name}和当地救助保护机构处置。", instead="请联系该未保办。"
    )


def may_tell_reporter(actor: Actor, report: Report) -> Decision:
    """Who decided, or who took the report in: the reporter may know only them."""
    if actor.is_any(*RECEIVES) and actor.organisation_id == report.organisation_id:
        return ALLOWED
    return may_decide(actor, report)


def may_hand_up(actor: Actor, report: Report) -> Decision:
    """Whoever works on it at a level and cannot deal with it there."""
    if actor.is_any(*WORKS_ON_THE_SPOT, *HANDLES):
        return ALLOWED
    return refused(
        f"{actor.post.label}不代表本级上报。",
        instead=f"本单位不能处置的，请告知{report.office.name}。",
    )


def may_sign_for(actor: Actor, handing: Handing) -> Decision:
    """The body it was handed to."""
    if actor.is_any(*RECEIVES) and actor.organisation_id == handing.organisation_id:
        return ALLOWED
    return refused(f"这份报告由{handing.organisation.name}签收。", instead="请等待其签收。")


def may_know_sender(actor: Actor, report: Report) -> Decision:
    """Of a mandatory report, the sender is the reporter, or sits beside them: who it was only
    handed to is not told (未成年人保护法 第十一条)."""
    if report.channel != Channel.MANDATORY or actor.organisation_id == report.organisation_id:
        return ALLOWED
    return may_decide(actor, report)


may_pass_on = may_decide
may_accept_report = may_refuse_report = may_decide
may_open_case = may_settle_report = may_name_child = may_decide
may_show_reporter = may_answer_reporter = may_decide
