"""Who keeps children's files, and who may see an identity whole."""

from __future__ import annotations

from huishang.access.visibility import Reach, Section, Sight, reach_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level
from huishang.law import provisions
from huishang.law.rules import Rules

from .visibility import SEES_BY_PLACE, place_kept


def may_register(actor: Actor, residence: DivisionCode) -> Decision:
    """Those who keep the files of a place, for the children living there."""
    place = place_kept(actor)
    if place is None:
        return refused(
            "儿童档案由居住地的儿童主任、儿童督导员、承办人或者县级未保办建立。",
            instead="发现需要保护的儿童，请提交报告，由受理单位建档。",
        )
    if not place.contains(residence):
        return refused(
            "儿童档案由居住地建立，所填居住地不在您负责的区域内。",
            instead="请核对居住地；居住地无误的，请提交报告，由当地建档。",
        )
    return ALLOWED


def may_keep(sight: Sight, section: Section) -> Decision:
    """Change a section of a child's file: the posts that work on it, for a child of theirs by
    duty. Who is let in by name reads, and changes nothing."""
    if sight.works_on(section):
        return ALLOWED
    keepers = [post for post in SEES_BY_PLACE if reach_of(post, section) >= Reach.WRITE]
    posts = "、".join(post.label for post in keepers)
    return refused(f"档案的{section.label}由{posts}维护。", instead="请联系承办单位办理。")


def may_suspect(first: Sight, second: Sight) -> Decision:
    """Whoever keeps both files asks whether they are one child's."""
    for sight in (first, second):
        if not (may := may_keep(sight, Section.IDENTITY)):
            return may
    return ALLOWED


def may_join(actor: Actor, first: Sight, second: Sight) -> Decision:
    """The county answers, where it keeps both: it hears both villages and can be asked."""
    place = place_kept(actor)
    if place is None or place.level is not Level.COUNTY:
        return refused("两份档案是否为同一名儿童，由县级未保办核对。", instead="请提请核对。")
    return may_suspect(first, second)


def may_verify(sight: Sight) -> Decision:
    return may_keep(sight, Section.IDENTITY)


def may_add_guardian(sight: Sight) -> Decision:
    return may_keep(sight, Section.FAMILY)


def may_recognise(actor: Actor, sight: Sight, residence: DivisionCode) -> Decision:
    """Those the rules of the child's place name, on a file they work on.

    Basis: provision ``recognised_by``.
    """
    found = Rules.at(residence, clock.today()).find(provisions.RECOGNISED_BY)
    if actor.post in found.value and sight.works_on(Section.FAMILY):
        return ALLOWED
    posts = "、".join(post.label for post in found.value)
    return refused(
        f"儿童类别由{posts}认定。",
        instead="情形已经登记齐全的，请联系县级未保办。",
        basis=found.cited,
    )


def may_reveal(sight: Sight, section: Section) -> Decision:
    """See a masked part whole, as far as the sight of this file goes."""
    if sight.masked or not sight.reads(section):
        return refused(
            f"您对这份档案的查阅范围不包括{section.label}。", instead="确需查阅的，请申请调阅。"
        )
    return ALLOWED
