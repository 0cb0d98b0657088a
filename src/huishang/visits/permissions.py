"""Who scores a child and who looks it over; who visits."""

from __future__ import annotations

from huishang.access.visibility import Section, Sight
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.law import provisions
from huishang.law.rules import Rules

from .models import Assessment, Visit


def may_assess(sight: Sight) -> Decision:
    """Those who work on the family's part of a file they see by duty."""
    if sight.works_on(Section.FAMILY):
        return ALLOWED
    return refused(
        "风险评估由居住地的儿童主任、儿童督导员、承办人或者县级未保办办理。",
        instead="了解到孩子有危险的，请立即报告。",
    )


def may_visit(sight: Sight) -> Decision:
    """As `may_assess`: the posts that keep the family's part."""
    if sight.works_on(Section.FAMILY):
        return ALLOWED
    return refused(
        "走访由居住地的儿童主任、儿童督导员、承办人或者县级未保办登记。",
        instead="了解到孩子有危险的，请立即报告。",
    )


def may_withdraw(actor: Actor, sight: Sight, found: Visit) -> Decision:
    """Who wrote it down, or another of that body while the file is theirs to keep."""
    if not (may := may_visit(sight)):
        return may
    if actor.organisation_id != found.organisation_id:
        return refused(
            "走访由登记单位撤销。", instead="请联系登记单位；情况不符的，请另行登记走访。"
        )
    return ALLOWED


def may_review(actor: Actor, sight: Sight, found: Assessment) -> Decision:
    """Another than who scored, of the posts the place names. Basis: `risk_reviewed_by`."""
    law = Rules.at(found.division, clock.today()).find(provisions.RISK_REVIEWED_BY)
    posts = "、".join(post.label for post in law.value)
    if actor.post not in law.value or not sight.works_on(Section.FAMILY):
        return refused(f"风险评估由{posts}复核。", instead="请等待复核。", basis=law.cited)
    if actor.person_id == found.scorer_id:
        return refused(
            "不能复核本人所作的评估。", instead=f"请由其他{posts}复核。", basis=law.cited
        )
    return ALLOWED
