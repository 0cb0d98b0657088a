"""Take a duty on, do it, report it, file it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Reference
from huishang.audit.records import advance
from huishang.documents import actions as documents
from huishang.documents.queries import Upload
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.texts import text_fault, tidy
from huishang.law import provisions
from huishang.notifications.queries import MessageKind

from .. import events, labels, permissions
from ..lifecycle import ReportState
from ..models import Assignment, ImplementationReport, Progress
from ..policies import implementing, rules
from .loading import load
from .telling import tell_bearer, tell_office

FILING_SERIES = "落实备案"
REASON_LENGTH = 500
"""Characters of a reason; a limit of the platform."""


@transaction.atomic
def accept(
    *, actor: Actor, assignment_id: UUID, person_id: UUID, version: int | None = None
) -> Assignment:
    """Name the person and take the duty on (认领).

    Basis: provision ``named_person`` (S0 第十二条第三项).

    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    :raises InvalidData: the person does not work in the organisation.
    """
    assignment = load(actor, assignment_id, version)
    permissions.may_accept(actor, assignment).require(NotPermitted)
    assignment.lifecycle.allows("accept", assignment.status).require(NotInThisState)
    if wrong := implementing.person_faults(assignment, person_id):
        raise InvalidData(wrong)
    advance(
        assignment,
        "accept",
        actor=actor,
        case_id=assignment.case_id,
        basis=rules.of(assignment).basis(provisions.NAMED_PERSON),
        details={"person": person_id},
        responsible_person_id=person_id,
        accepted_at=clock.now(),
    )
    return assignment


@transaction.atomic
def note_progress(*, actor: Actor, assignment_id: UUID, text: str) -> Progress:
    """Write down how it goes; nothing changes state (记录进展).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData:
    """
    assignment = load(actor, assignment_id)
    permissions.may_note_progress(actor, assignment).require(NotPermitted)
    rules.while_under_way(assignment, "记录进展").require(NotInThisState)
    if wrong := implementing.text_faults("进展", text):
        raise InvalidData(wrong)
    note = Progress(assignment=assignment, text=tidy(text), by=actor.label)
    note.save(force_insert=True)
    record(
        actor=actor,
        event=events.PROGRESS,
        subject=assignment.subject,
        case_id=assignment.case_id,
    )
    return note


@transaction.atomic
def report(
    *,
    actor: Actor,
    assignment_id: UUID,
    text: str,
    files: Iterable[Upload] = (),
    version: int | None = None,
) -> ImplementationReport:
    """Say what was done, with the evidence (报送落实情况).

    Basis: provisions ``implementation_period``, ``filing`` (S1 跟踪落实).

    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    :raises InvalidData: no text, or a file that is not taken; with every fault at once.
    """
    assignment = load(actor, assignment_id, version)
    permissions.may_report(actor, assignment).require(NotPermitted)
    assignment.lifecycle.allows("report", assignment.status).require(NotInThisState)
    uploads = tuple(files)
    if wrong := implementing.report_faults(text, uploads):
        raise InvalidData(wrong)
    made = ImplementationReport(assignment=assignment, text=tidy(text), by=actor.label)
    made.save(force_insert=True)
    for upload in uploads:
        documents.store_file(
            actor=actor,
            name=upload.name,
            content=upload.content,
            media_type=upload.media_type,
            subject=made.subject,
            case_id=assignment.case_id,
        )
    late = clock.today() > assignment.due_on
    advance(
        assignment,
        "report",
        actor=actor,
        case_id=assignment.case_id,
        basis=rules.of(assignment).basis(provisions.FILING),
        details={"report": made.pk, "files": len(uploads), "late": late},
        reported_at=clock.now(),
    )
    tell_office(
        actor,
        assignment,
        MessageKind.ASSIGNMENT,
        "落实情况待审核备案",
        f"{assignment.organisation.name}已报送落实情况{'（逾期）' if late else ''}。",
    )
    return made


@transaction.atomic
def return_report(
    *, actor: Actor, assignment_id: UUID, reason: str, version: int | None = None
) -> Assignment:
    """Send the report back to be completed (退回补充). The due date stays.

    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    :raises InvalidData: without a reason.
    """
    assignment = load(actor, assignment_id, version)
    permissions.may_return_report(actor, assignment).require(NotPermitted)
    assignment.lifecycle.allows("return_report", assignment.status).require(NotInThisState)
    if fault := text_fault("退回原因", reason, longest=REASON_LENGTH, lines=True):
        raise InvalidData({"reason": fault})
    _decide_report(actor, assignment, "return_report", return_reason=tidy(reason))
    advance(assignment, "return_report", actor=actor, case_id=assignment.case_id, reported_at=None)
    tell_bearer(
        actor,
        assignment,
        MessageKind.DECISION,
        "落实情况退回补充",
        f"退回原因：{tidy(reason)}\n期限仍为{labels.due(assignment)}。",
    )
    return assignment


@transaction.atomic
def file(*, actor: Actor, assignment_id: UUID, version: int | None = None) -> Assignment:
    """Accept the report and file it under the next number (备案): 运未保办备〔2026〕12号.

    The office's staff do it, for the committee where the regime files with the committee.

    Basis: provision ``filing`` (S1 跟踪落实).

    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    :raises RuleUnmet: an order or a request for more time is still open.
    :raises InvalidData: the body filed with has no 机关代字 to number with.
    """
    assignment = load(actor, assignment_id, version)
    permissions.may_file(actor, assignment).require(NotPermitted)
    assignment.lifecycle.allows("file", assignment.status).require(NotInThisState)
    implementing.can_file(assignment).require(RuleUnmet)
    body = implementing.filed_with(assignment)
    number = documents.next_number(
        body, FILING_SERIES, documents.mark_of(body, FILING_SERIES), clock.today()
    )
    _decide_report(actor, assignment, "file")
    advance(
        assignment,
        "file",
        actor=actor,
        case_id=assignment.case_id,
        basis=rules.of(assignment).basis(provisions.FILING),
        details={"number": Reference(number)},
        filing_number=number,
        filed_at=clock.now(),
    )
    tell_bearer(actor, assignment, MessageKind.DECISION, "落实情况已备案", f"备案编号：{number}。")
    return assignment


def _decide_report(
    actor: Actor, assignment: Assignment, act: str, *, return_reason: str = ""
) -> None:
    """Take the report in hand along with its assignment."""
    pending = (
        ImplementationReport.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .get(assignment=assignment, status=ReportState.SUBMITTED.value)
    )
    advance(
        pending,
        act,
        actor=actor,
        case_id=assignment.case_id,
        decided_by=actor.label,
        decided_at=clock.now(),
        return_reason=return_reason,
    )
