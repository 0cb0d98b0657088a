"""What an office does with a request: accept, return, pass up, hand down (S0 §8–§10, S1 启动)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.records import advance
from huishang.cases import actions as case_actions
from huishang.cases import queries as cases
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted, RuleUnmet
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations

from .. import permissions
from ..models import ConferenceRequest, RequestStep
from ..policies import rules
from ..policies.request import can_accept, can_hand_down, can_pass_up, trigger_basis


def _load(actor: Actor, request_id: UUID, version: int | None) -> ConferenceRequest:
    request = ConferenceRequest.objects.visible_to(actor).for_change(request_id, version)
    permissions.may_review(actor, request).require(NotPermitted)
    return request


def _say(field: str, text: str, wanted: str) -> str:
    if not text.strip():
        raise InvalidData({field: f"请写明{wanted}。"})
    return text.strip()


def _step(
    request: ConferenceRequest, act: str, actor: Actor, opinion: str, to: UUID | None = None
) -> None:
    RequestStep.objects.create(
        request=request,
        act=act,
        office_id=actor.organisation_id,
        to_office_id=to,
        opinion=opinion,
        by=actor.label,
    )


@transaction.atomic
def accept(
    *, actor: Actor, request_id: UUID, opinion: str = "", version: int | None = None
) -> ConferenceRequest:
    """Take the request on; the office will convene (受理).

    Basis: provisions ``triggers`` (S0 第五条; S1 六种情形) and ``convener``.

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    request = _load(actor, request_id, version)
    can_accept(request).require(RuleUnmet)
    advance(
        request,
        "accept",
        actor=actor,
        case_id=request.case_id,
        basis=trigger_basis(request),
        decided_at=clock.now(),
    )
    _step(request, "accept", actor, opinion.strip())
    return request


@transaction.atomic
def return_request(
    *, actor: Actor, request_id: UUID, reason: str, version: int | None = None
) -> ConferenceRequest:
    """Send the request back to be completed, saying why (退回).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    request = _load(actor, request_id, version)
    reason = _say("reason", reason, "退回的原因和需要补充的内容")
    advance(request, "return_request", actor=actor, case_id=request.case_id)
    _step(request, "return_request", actor, reason)
    return request


@transaction.atomic
def pass_up(
    *, actor: Actor, request_id: UUID, opinion: str, version: int | None = None
) -> ConferenceRequest:
    """Turn to the office of the level above, with this office's opinion (上报).

    Basis: provision ``escalation`` (S0 第九条; S1 情形五).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, InvalidData, Conflict:
    """
    request = _load(actor, request_id, version)
    case = cases.case(actor, request.case_id)
    places = (case.incident_division, case.residence_division, case.registered_division)
    can_pass_up(request, places, actor.post).require(RuleUnmet)
    found = rules.of_request(request).find(provisions.ESCALATION)
    assert found.value is not None
    if found.value.opinion_required:
        opinion = _say("opinion", opinion, "本级意见")
    above = request.office.division.place.at(found.value.to)
    office = organisations.office_at(above)
    upper = Rules.at(above, clock.today()).regime
    case_actions.join_office(actor=actor, case_id=case.pk, office_id=office.pk, role="上级会商组织")
    _step(request, "pass_up", actor, opinion.strip(), office.pk)
    advance(
        request,
        "pass_up",
        actor=actor,
        case_id=case.pk,
        basis=found.cited,
        details={"office": office.pk},
        office_id=office.pk,
        level=found.value.to.value,
        regime=upper.key,
        regime_version=upper.version,
    )
    return request


@transaction.atomic
def hand_down(
    *,
    actor: Actor,
    request_id: UUID,
    to_office_id: UUID,
    reason: str,
    version: int | None = None,
) -> ConferenceRequest:
    """Give the request to an office below that can settle it (下转).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, InvalidData, Conflict:
    """
    request = _load(actor, request_id, version)
    office = organisations.organisation(to_office_id)
    place = DivisionCode(office.division_id)
    can_hand_down(request, place).require(RuleUnmet)
    reason = _say("reason", reason, "下转的理由和办理要求")
    lower = Rules.at(place, clock.today()).regime
    case_actions.join_office(
        actor=actor, case_id=request.case_id, office_id=office.pk, role="下级会商组织"
    )
    _step(request, "hand_down", actor, reason, office.pk)
    advance(
        request,
        "hand_down",
        actor=actor,
        case_id=request.case_id,
        details={"office": office.pk},
        office_id=office.pk,
        level=place.level.value,
        regime=lower.key,
        regime_version=lower.version,
    )
    return request
