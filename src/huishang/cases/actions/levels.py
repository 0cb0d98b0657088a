"""A case's level is raised or lowered, or the case is sealed and gone."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.access import actions as access
from huishang.access.queries import Matter
from huishang.access.queries import sealed as sealing
from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted, RuleUnmet
from huishang.kernel.secrecy import Confidentiality, level_of
from huishang.kernel.texts import text_fault, tidy
from huishang.people import actions as files
from huishang.people import queries as people

from .. import events, permissions
from ..models import Case
from ..policies.handling import can_seal, note_fault
from .sight import children_of, organisations_with_file


@transaction.atomic
def set_level(
    *, actor: Actor, case_id: UUID, level: str, reason: str, version: int | None = None
) -> Case:
    """Raise or lower the level (变更密级): 公开, 内部 or 敏感.

    :param level: code or word; 绝密、机密、秘密 are refused with the article.
    :raises NotVisible / NotPermitted / InvalidData / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    permissions.may_set_level(actor, case).require(NotPermitted)
    wanted, fault = level_of(level)
    wrong = {"level": fault} if fault else {}
    if wanted is Confidentiality.SEALED:
        wrong["level"] = "封存须写明依据的决定，请办理“封存”。"
    elif wanted is not None and wanted == case.level:
        wrong["level"] = f"目前就是“{wanted.label}”，不需要变更。"
    if unsaid := note_fault("变更理由", reason):
        wrong["reason"] = unsaid
    if wrong or wanted is None:
        raise InvalidData(wrong)
    before = case.level
    case.change(level=wanted.value)
    record(
        actor=actor,
        event=events.SET_LEVEL,
        subject=case.subject,
        case_id=case.pk,
        details={"from": Confidentiality(before), "to": wanted},
        private={"reason": tidy(reason)},
    )
    return case


@transaction.atomic
def seal(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    decided_by: str,
    document_number: str,
    version: int | None = None,
) -> tuple[str, ...]:
    """Seal a closed case (封存): it and all that belongs to it is gone for everybody; what it says
    of each child lies with the closed records and is looked at as those are.

    The children's own files stay: whoever protects them goes on. Answers the handles.
    Basis: provision ``sealed_kinds``.

    :param kind: a code of ``sealed_kinds``; :param decided_by: whose decision it is, and its
        ``document_number``.
    :raises NotVisible / NotPermitted / RuleUnmet / InvalidData / Conflict
    """
    case = Case.objects.visible_to(actor).select_related("report").for_change(case_id, version)
    permissions.may_seal(actor, case).require(NotPermitted)
    can_seal(case).require(RuleUnmet)
    found = {
        "kind": None
        if kind in {known.code for known in sealing.kinds(actor)}
        else "请选择依法应当封存的记录种类。",
        "decided_by": text_fault("决定机关", decided_by, longest=100),
        "document_number": text_fault("决定文书号", document_number, longest=60),
    }
    if wrong := {field: fault for field, fault in found.items() if fault}:
        raise InvalidData(wrong)
    children = children_of(case)
    handles = tuple(
        access.keep_sealed(
            actor=actor,
            kind=kind,
            keeper_id=access.keeper_of(actor.division),
            content={
                **people.identity_to_seal(child_id),
                "decided_by": tidy(decided_by),
                "document_number": tidy(document_number),
                "text": _told(case),
                "case": case.number,
            },
        )
        for child_id in children
    )
    for organisation_id in organisations_with_file(case):
        for child_id in children:
            files.close_child(actor, organisation_id, child_id, case.number)
    case.change(level=Confidentiality.SEALED.value)
    record(actor=actor, event=events.SEALED, subject=case.subject, case_id=case.pk)
    access.seal_matter(actor=actor, matter=Matter.CASE, matter_id=case.pk)
    if case.report_id:
        access.seal_matter(actor=actor, matter=Matter.REPORT, matter_id=case.report_id)
    return handles


def _told(case: Case) -> str:
    """What the case says, as its later reader needs it."""
    reported = f"报告内容：{case.report.narrative}" if case.report else ""
    said = (case.title, case.summary, reported, case.closing_note)
    return "\n".join(part for part in said if part)
