"""Ask for a conference: draft, revise, submit, withdraw."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.audit.records import advance
from huishang.cases import actions as case_actions
from huishang.cases import queries as cases
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations

from .. import events, permissions
from ..models import ConferenceRequest
from ..policies.addressing import addressed
from ..policies.request import RequestContent, can_apply, content_faults, proposal
from ..policies.triggers import case_facts


def _places(case: cases.Case) -> tuple[str, ...]:
    return (case.incident_division, case.residence_division, case.registered_division)


def _judged(actor: Actor, case: cases.Case, content: RequestContent) -> dict[str, Any]:
    """The columns of a request, judged by the rules of the office it is addressed to.

    :raises RuleUnmet: the organisation may not ask that office.
    :raises InvalidData: with every fault at once.
    """
    place = addressed(actor, DivisionCode(case.division), content.level)
    office = organisations.office_at(place)
    law = Rules.at(place, clock.today())
    can_apply(actor, place, office.name, law).require(RuleUnmet)
    if wrong := content_faults(law, content, _places(case)):
        raise InvalidData(wrong)
    proposed = proposal(law, case_facts(content.triggers, _places(case)))
    return {
        "office_id": office.pk,
        "triggers": [tick.as_json() for tick in content.triggers],
        "problems": content.problems.strip(),
        "measures_tried": content.measures_tried.strip(),
        "decisions_asked": content.decisions_asked.strip(),
        "best_interests": content.best_interests.strip(),
        "child_views": content.child_views.strip(),
        "level": content.level.value,
        "level_reason": content.level_reason.strip(),
        "proposal": {
            "level": proposed.level.value,
            "reasons": [
                {"because": reason.because, "basis": str(reason.basis)}
                for reason in proposed.reasons
            ],
        }
        if proposed
        else {},
        "regime": law.regime.key,
        "regime_version": law.regime.version,
    }


@transaction.atomic
def draft(*, actor: Actor, case_id: UUID, content: RequestContent) -> ConferenceRequest:
    """Write a request for one case, to be submitted (提请会商 拟稿).

    Basis: provisions ``applicants``, ``triggers``, ``level_proposals``,
    ``best_interests_statement``.

    :raises NotVisible: the case. :raises NotPermitted: not a post that works on files.
    :raises NotInThisState: a request for this case is already under way.
    :raises RuleUnmet: not an applicant that office hears. :raises InvalidData: with every fault.
    """
    case = cases.case(actor, case_id)
    permissions.may_draft(actor, case).require(NotPermitted)
    case.lifecycle.allows("enter_conference", case.status).require(NotInThisState)
    columns = _judged(actor, case, content)
    try:
        with transaction.atomic():
            request = ConferenceRequest(
                case_id=case.pk,
                applicant_id=actor.organisation_id,
                applied_by=actor.label,
                **columns,
            )
            request.save(force_insert=True)
    except IntegrityError:
        raise NotInThisState(
            "本案已有一件正在办理的会商申请，不能重复提请。", instead="请打开已有申请继续办理。"
        ) from None
    record(
        actor=actor,
        event=events.DRAFT,
        subject=request.subject,
        case_id=case.pk,
        details={
            "level": Code(request.level),
            "triggers": tuple(Code(trigger.code) for trigger in content.triggers),
        },
    )
    return request


@transaction.atomic
def revise(
    *, actor: Actor, request_id: UUID, content: RequestContent, version: int | None = None
) -> ConferenceRequest:
    """Change a request that is still a draft or was returned.

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, InvalidData, Conflict:
    """
    request = ConferenceRequest.objects.visible_to(actor).for_change(request_id, version)
    permissions.may_revise(actor, request).require(NotPermitted)
    request.lifecycle.allows("submit", request.status).require(NotInThisState)
    request.change(**_judged(actor, cases.case(actor, request.case_id), content))
    record(actor=actor, event=events.REVISE, subject=request.subject, case_id=request.case_id)
    return request


@transaction.atomic
def submit(*, actor: Actor, request_id: UUID, version: int | None = None) -> ConferenceRequest:
    """Hand the request to the office (提请会商).

    Basis: provision ``applicants`` (S0 第九条、第十条; S1 启动会商).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    request = ConferenceRequest.objects.visible_to(actor).for_change(request_id, version)
    permissions.may_submit(actor, request).require(NotPermitted)
    law = Rules.at(request.office.division_id, clock.today())
    can_apply(actor, law.division, request.office.name, law).require(RuleUnmet)
    if request.office_id != cases.case(actor, request.case_id).office_id:
        # The office asked above the case's own gains sight of it: now it has a duty there.
        case_actions.join_office(
            actor=actor,
            case_id=request.case_id,
            office_id=request.office_id,
            role="上级会商组织",
        )
    advance(
        request,
        "submit",
        actor=actor,
        case_id=request.case_id,
        basis=law.basis(provisions.APPLICANTS),
        details={"office": request.office.pk},
        submitted_at=clock.now(),
    )
    return request


@transaction.atomic
def withdraw(
    *, actor: Actor, request_id: UUID, reason: str, version: int | None = None
) -> ConferenceRequest:
    """Take back a request nobody has accepted yet.

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    request = ConferenceRequest.objects.visible_to(actor).for_change(request_id, version)
    permissions.may_withdraw(actor, request).require(NotPermitted)
    if not reason.strip():
        raise InvalidData({"reason": "请写明撤回的原因。"})
    advance(
        request,
        "withdraw",
        actor=actor,
        case_id=request.case_id,
        private={"reason": reason.strip()},
        decided_at=clock.now(),
    )
    return request
