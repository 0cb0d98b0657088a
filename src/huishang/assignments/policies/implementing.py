"""What must be in order before a duty is taken on, and before it is filed."""

from __future__ import annotations

from uuid import UUID

from huishang.documents.queries import Upload, upload_fault, uploads_fault
from huishang.kernel.decision import ALLOWED, Decision, first_refusal, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.texts import text_fault
from huishang.law import provisions
from huishang.law.values import FilingBody
from huishang.organisations import queries as organisations

from ..models import Assignment
from . import rules
from .extending import pending_extension
from .supervising import open_order

LONGEST = 5000
"""Characters of a text; a limit of the platform, longer material is attached."""


def assign_faults(
    matter: str,
    *,
    organisation_id: UUID,
    supporting_ids: set[UUID],
    office_id: UUID,
    division: DivisionCode,
) -> dict[str, str]:
    """Field → what is wrong with a duty being handed out."""
    wrong = {}
    if fault := text_fault("交办事项", matter, longest=LONGEST, lines=True):
        wrong["matter"] = fault
    if organisation_id in supporting_ids:
        wrong["supporting_ids"] = "牵头单位不能同时是配合单位，请从配合单位中去掉。"
    office = organisations.organisation(office_id)
    if office.division.place != division:
        wrong["division"] = f"备案单位{office.name}不在交办地，请选择交办地的未保办。"
    return wrong


def person_faults(assignment: Assignment, person_id: UUID) -> dict[str, str]:
    """The person named works in the organisation today."""
    posts = organisations.posts_of(person_id)
    if any(post.organisation_id == assignment.organisation_id for post in posts):
        return {}
    return {
        "person_id": f"指定的专人目前不在{assignment.organisation.name}任职，"
        "请从本单位在任人员中选择。"
    }


def text_faults(label: str, text: str) -> dict[str, str]:
    fault = text_fault(label, text, longest=LONGEST, lines=True)
    return {"text": fault} if fault else {}


def report_faults(text: str, files: tuple[Upload, ...] = ()) -> dict[str, str]:
    wrong = text_faults("落实情况", text)
    if many := uploads_fault(files):
        wrong["files"] = many
    elif faults := [fault for upload in files if (fault := upload_fault(upload))]:
        wrong["files"] = "".join(faults)
    return wrong


def filed_with(assignment: Assignment) -> UUID:
    """The body whose series the filing number is of. Basis: provision ``filing``."""
    office = assignment.office
    bodies = {FilingBody.OFFICE: office.pk, FilingBody.COMMITTEE: office.committee_id}
    body = bodies[rules.of(assignment).value(provisions.FILING).to]
    assert body is not None  # an office serves a committee, by constraint
    return body


def can_file(assignment: Assignment) -> Decision:
    """Nothing about it is left open: neither an order nor a request for more time."""
    basis = rules.of(assignment).basis(provisions.FILING)
    order, extension = open_order(assignment), pending_extension(assignment)
    return first_refusal(
        (
            refused(
                f"督办单{order.number}尚未销号，不能备案。",
                instead="请承办单位回复督办，销号后再备案。",
                basis=basis,
            )
            if order
            else ALLOWED,
            refused("延期申请尚未审批，不能备案。", instead="请先对延期申请作出决定。", basis=basis)
            if extension
            else ALLOWED,
        )
    )
