"""Who may act on an assignment: posts and organisations. Sight was decided before."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.law.findings import Finding

from .models import Assignment, Extension, SupervisionOrder
from .policies import rules
from .visibility import ANSWERS_FOR_ORGANISATION, OFFICE_STAFF


def may_accept(actor: Actor, assignment: Assignment) -> Decision:
    """Those who answer for the responsible organisation."""
    if actor.organisation_id == assignment.organisation_id and actor.is_any(
        *ANSWERS_FOR_ORGANISATION
    ):
        return ALLOWED
    return refused(
        f"交办事项由承办单位{assignment.organisation.name}的联络员认领并指定专人。",
        instead="请联系该单位联络员。",
        basis=rules.of(assignment).basis(provisions.NAMED_PERSON),
    )


def may_report(actor: Actor, assignment: Assignment) -> Decision:
    """Those who answer for the responsible organisation, and the person it named."""
    if _bears(actor, assignment):
        return ALLOWED
    return refused(
        f"这一环节由承办单位{assignment.organisation.name}的联络员或者指定的专人办理。",
        instead="请联系该单位联络员。",
    )


may_request_extension = may_report


def may_note_progress(actor: Actor, assignment: Assignment) -> Decision:
    """The responsible organisation's people, and those who answer for a supporting one."""
    supports = assignment.supporting.filter(pk=actor.organisation_id)
    if _bears(actor, assignment) or (actor.is_any(*ANSWERS_FOR_ORGANISATION) and supports.exists()):
        return ALLOWED
    return refused("进展由承办单位和配合单位记录。", instead="请联系承办单位联络员。")


def may_file(actor: Actor, assignment: Assignment) -> Decision:
    """The staff of the office the assignment is filed with."""
    return _of_office(actor, assignment, rules.of(assignment).find(provisions.FILING))


may_return_report = may_file


def may_remind(actor: Actor, assignment: Assignment) -> Decision:
    return _of_office(actor, assignment, rules.of(assignment).find(provisions.TRACKING))


def may_decide_extension(actor: Actor, assignment: Assignment) -> Decision:
    """The posts the regime names, of the office that files or of its committee."""
    found = rules.of(assignment).find(provisions.EXTENSION_APPROVER)
    return _by_posts(actor, assignment, "延期", "审批", found)


def may_grant_extension(actor: Actor, extension: Extension) -> Decision:
    return may_decide_extension(actor, extension.assignment)


may_refuse_extension = may_grant_extension


def may_supervise(actor: Actor, assignment: Assignment) -> Decision:
    """The posts the regime names, of that office, of its committee, or inspecting that place."""
    found = rules.of(assignment).find(provisions.SUPERVISION_BY)
    return _by_posts(actor, assignment, "督办", "签发", found)


def may_answer_supervision(actor: Actor, order: SupervisionOrder) -> Decision:
    return may_report(actor, order.assignment)


def may_end_supervision(actor: Actor, assignment: Assignment) -> Decision:
    """Whoever may issue an order may release it."""
    found = rules.of(assignment).find(provisions.SUPERVISION_BY)
    return _by_posts(actor, assignment, "督办", "销号", found)


def may_release_supervision(actor: Actor, order: SupervisionOrder) -> Decision:
    return may_end_supervision(actor, order.assignment)


def _bears(actor: Actor, assignment: Assignment) -> bool:
    return actor.organisation_id == assignment.organisation_id and (
        actor.is_any(*ANSWERS_FOR_ORGANISATION)
        or actor.person_id == assignment.responsible_person_id
    )


def _of_office(actor: Actor, assignment: Assignment, found: Finding[object]) -> Decision:
    if actor.organisation_id == assignment.office_id and actor.is_any(*OFFICE_STAFF):
        return ALLOWED
    return refused(
        f"这一环节由{assignment.office.name}工作人员办理。",
        instead=f"请联系{assignment.office.name}。",
        basis=found.cited,
    )


def _by_posts(
    actor: Actor,
    assignment: Assignment,
    matter: str,
    act: str,
    found: Finding[tuple[PostKind, ...]],
) -> Decision:
    if _chases(actor, assignment) and actor.post in found.value:
        return ALLOWED
    posts = "或者".join(post.label for post in found.value)
    return refused(
        f"{matter}由{assignment.office.name}一级的{posts}{act}。",
        instead=f"请报{posts}{act}。",
        basis=found.cited,
    )


def _chases(actor: Actor, assignment: Assignment) -> bool:
    """Stands on the side that files and supervises, at the assignment's own level and place."""
    if actor.is_any(PostKind.INSPECTOR):
        return actor.division.code == assignment.division
    return actor.organisation_id in (assignment.office_id, assignment.office.committee_id)
