"""What a request must say, who may address it to whom, and where it may go from there."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind
from huishang.law import provisions
from huishang.law.judgements import ProposedLevel, propose_level
from huishang.law.rules import Rules
from huishang.law.values import CaseFacts, Relation

from ..models import ConferenceRequest
from . import rules
from .triggers import TickedTrigger, case_facts
from .triggers import faults as trigger_faults

LONGEST = 20_000
"""Characters of one text; a limit of the platform, not of any rule."""


@dataclass(frozen=True, slots=True)
class RequestContent:
    """What an applicant states. Texts may name the child: they are sealed at rest.

    :param level: the level the applicant chose; ``level_reason`` is needed where it differs from
        the proposal.
    """

    triggers: tuple[TickedTrigger, ...]
    problems: str
    measures_tried: str
    decisions_asked: str
    best_interests: str
    level: Level
    child_views: str = ""
    level_reason: str = ""


_TEXTS = {
    "problems": ("基本情况和存在问题", "写明案情、争议和需要解决的问题"),
    "measures_tried": ("已采取的主要措施", "写明各单位已做的工作和效果；没有的写明原因"),
    "decisions_asked": ("提请议定的事项", "逐项写明希望会商作出什么决定"),
}


def proposal(law: Rules, facts: CaseFacts) -> ProposedLevel | None:
    """The level the regime proposes, with its reasons; a person decides."""
    return propose_level(law.value(provisions.LEVEL_PROPOSALS), facts)


def content_faults(law: Rules, content: RequestContent, places: tuple[str, ...]) -> dict[str, str]:
    """Field → what is wrong and what to do; empty when the request may be handed in."""
    wrong = trigger_faults(law.value(provisions.TRIGGERS), content.triggers)
    for name, (label, hint) in _TEXTS.items():
        text = getattr(content, name)
        if not text.strip():
            wrong[name] = f"请填写“{label}”：{hint}。"
        elif len(text) > LONGEST:
            wrong[name] = f"“{label}”不超过{LONGEST}字，现有{len(text)}字，较长材料请作为附件提交。"
    if law.value(provisions.BEST_INTERESTS_STATEMENT) and not content.best_interests.strip():
        wrong["best_interests"] = "请说明所提方案如何最有利于未成年人。"
    if law.value(provisions.CHILD_OPINION) and not content.child_views.strip():
        wrong["child_views"] = "请填写未成年人本人的意见；没有听取的，写明原因。"
    if not wrong:
        proposed = proposal(law, case_facts(content.triggers, places))
        if proposed and proposed.level is not content.level and not content.level_reason.strip():
            wrong["level_reason"] = (
                f"系统建议{proposed.level.label}会商，您选择了{content.level.label}，请写明理由。"
            )
    return wrong


def can_apply(actor: Actor, office_place: DivisionCode, office_name: str, law: Rules) -> Decision:
    """Whether the actor's organisation may ask this office (启动主体)."""
    own = actor.division == office_place
    if not own and not office_place.contains(actor.division):
        return refused(
            f"{actor.organisation_name}不在{office_name}的辖区内，不能向其提请会商。",
            instead="请向所在地的未保办提请。",
        )
    relation = Relation.OWN if own else Relation.BELOW
    found = law.find(provisions.APPLICANTS)
    if any(
        applicant.admits(actor.organisation_kind, actor.department, relation, actor.post)
        for applicant in found.value
    ):
        return ALLOWED
    admitted = "、".join(applicant.label for applicant in found.value)
    return refused(
        f"{actor.organisation_name}不能直接向{office_name}提请会商，可以提请的是：{admitted}。",
        instead="请向本级未保办提请，需要上级会商的由其上报。",
        basis=found.cited,
    )


def can_accept(request: ConferenceRequest) -> Decision:
    """The ticked triggers are the office's own; a request from below may need ticking anew."""
    law = rules.of_request(request)
    found = law.find(provisions.TRIGGERS)
    ticked = tuple(map(TickedTrigger.from_json, request.triggers))
    wrong = trigger_faults(found.value, ticked)
    if not wrong:
        return ALLOWED
    return refused(
        f"申请勾选的启动情形不符合本级制度：{'；'.join(wrong.values())}",
        instead="请写明原因退回补充。",
        basis=found.cited,
    )


def trigger_basis(request: ConferenceRequest) -> tuple[Basis, ...]:
    """The articles of the triggers that were ticked."""
    ticked = {row["code"] for row in request.triggers}
    known = rules.of_request(request).value(provisions.TRIGGERS)
    return tuple(trigger.basis for trigger in known if trigger.code in ticked)


def can_pass_up(request: ConferenceRequest, places: tuple[str, ...], post: PostKind) -> Decision:
    """上报: when the regime lets this office turn to the level above."""
    found = rules.of_request(request).find(provisions.ESCALATION)
    if found.value is None:
        return refused(
            f"{request.office.name}的制度没有规定提请上级会商。",
            instead="可由本级受理，或者退回。",
            basis=found.cited,
        )
    if post not in found.value.by:
        posts = "、".join(kind.label for kind in found.value.by)
        return refused(
            f"提请上级会商由{posts}决定。", instead=f"请送{posts}办理。", basis=found.cited
        )
    facts = case_facts(tuple(map(TickedTrigger.from_json, request.triggers)), places)
    if not found.value.open_for(facts):
        return refused(
            f"本案不符合提请上级会商的情形（{found.value.because}）。",
            instead="可由本级受理会商。",
            basis=found.cited,
        )
    return ALLOWED


def can_hand_down(request: ConferenceRequest, to: DivisionCode) -> Decision:
    """下转: to an office within this one's place, one that would itself be competent."""
    here = request.office.division.place
    if to != here and here.contains(to):
        return ALLOWED
    return refused("会商申请只能下转给本辖区内下级未保办。", instead="请重新选择承接的未保办。")
