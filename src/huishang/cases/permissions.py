"""Who may act on cases. Sight has been decided before; these speak of posts."""

from __future__ import annotations

from uuid import UUID

from huishang.access import permissions as access
from huishang.access.queries import Matter, works_on
from huishang.access.visibility import WORKS_ON_FILES, Section, Sight
from huishang.discovery.visibility import HANDLES
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind

from .labels import FilePart
from .models import Case


def is_on_it(actor: Actor, case: Case, sight: Sight | None = None) -> bool:
    """By duty; asked once for a record in hand. Who is let in by name reads, and does nothing.

    :param sight: into this case, where it is known already.
    """
    known: dict[UUID, bool] = case.__dict__.setdefault("_worked_on_by", {})
    if actor.post_id not in known:
        known[actor.post_id] = sight.by_duty if sight else works_on(actor, Matter.CASE, case.pk)
    return known[actor.post_id]


def may_handle(actor: Actor, case: Case) -> Decision:
    """Those who handle cases in the organisation that owns it or the office it lies with."""
    if (
        actor.is_any(*HANDLES)
        and actor.organisation_id in (case.owner_id, case.office_id)
        and is_on_it(actor, case)
    ):
        return ALLOWED
    return refused(
        "这一环节由主办单位或者管辖未保办的承办人员办理。",
        instead=f"请联系{case.owner.name}。",
    )


may_close = may_reopen = may_add_child = may_invite = may_set_level = may_handle


def may_name_worker(actor: Actor, case: Case, organisation_id: UUID | None = None) -> Decision:
    """Whoever is on the case names colleagues of the own organisation to it; the office it lies
    with names those of any organisation that has its file.

    :param organisation_id: whose team it is; the actor's own, where not given.
    """
    own = organisation_id in (None, actor.organisation_id)
    if not (actor.is_any(*HANDLES) and is_on_it(actor, case)):
        return refused(
            "本单位的办案人员由在办的承办人员指定。", instead=f"请联系{case.owner.name}。"
        )
    if not own and actor.organisation_id != case.office_id:
        return refused(
            "其他单位的办案人员由该单位或者管辖未保办指定。", instead=f"请联系{case.office.name}。"
        )
    return ALLOWED


def may_see_team(actor: Actor, case: Case) -> Decision:
    """Who reads a case by name is for those who work on it."""
    if is_on_it(actor, case):
        return ALLOWED
    return refused("办案人员名单由办理本案的人员查看。", instead=f"请联系{case.owner.name}。")


def may_see_readings(actor: Actor, case: Case) -> Decision:
    """Who looked at the file is for those who answer for it."""
    if may_handle(actor, case):
        return ALLOWED
    return refused(
        "查阅记录由主办单位和管辖未保办的承办人员查看。", instead=f"请联系{case.owner.name}。"
    )


_SECTIONS = {
    FilePart.FAMILY: Section.FAMILY,
    FilePart.CONFERENCES: Section.MINUTES,
    FilePart.ASSIGNMENTS: Section.MINUTES,
    FilePart.DOCUMENTS: Section.MINUTES,
}
"""What a part of the file shows; its first page leaves out by itself what is not seen."""


def may_open_part(sight: Sight, part: FilePart) -> Decision:
    """As far as the reader's sight of this case goes."""
    section = _SECTIONS.get(part)
    if section is None or sight.reads(section):
        return ALLOWED
    return refused(
        f"“{part.label}”不在您的查阅范围内。", instead="确需查阅的，请申请调阅这一部分。"
    )


def may_follow_up(actor: Actor, case: Case) -> Decision:
    """Whoever handles cases in any organisation that has the whole file."""
    if actor.is_any(*HANDLES) and is_on_it(actor, case):
        return ALLOWED
    return refused("跟踪和回访由承办人员记录。", instead=f"请联系{case.owner.name}。")


def may_bring_in(actor: Actor, case: Case) -> Decision:
    """Let another body take part: a step of acts whose own permission was asked before."""
    if actor.is_any(*WORKS_ON_FILES) and is_on_it(actor, case):
        return ALLOWED
    return refused("参与办理的单位由办理本案的单位确定。", instead=f"请联系{case.office.name}。")


may_confer = may_bring_in


def may_move_office(actor: Actor, case: Case) -> Decision:
    """The director of the office it lies with."""
    if actor.post is PostKind.OFFICE_DIRECTOR and actor.organisation_id == case.office_id:
        return ALLOWED
    return refused("变更管辖由现管辖未保办主任决定。", instead=f"请联系{case.office.name}主任。")


def may_recuse(actor: Actor, case: Case, person_id: UUID) -> Decision:
    """The director decides on others; anybody may step back from a case."""
    if actor.person_id == person_id or may_move_office(actor, case):
        return ALLOWED
    return refused("他人的回避由管辖未保办主任决定。", instead="本人需要回避的，可由本人提出。")


def may_lift_recusal(actor: Actor, case: Case) -> Decision:
    if may_move_office(actor, case):
        return ALLOWED
    return refused("解除回避由管辖未保办主任决定。", instead=f"请联系{case.office.name}主任。")


def may_seal(actor: Actor, case: Case) -> Decision:
    """Whoever handles it, in a post that seals. Basis: provision ``sealed_by``."""
    return may_handle(actor, case) and access.may_seal(actor)
