"""Who can be let into a case by name, for how long, and who looks at it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from huishang.access.queries import Matter, Section, is_recused
from huishang.access.visibility import WORKS_ON_FILES
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations

from ..models import Case


def can_be_named(case: Case, person_id: UUID, organisation_id: UUID) -> Decision:
    """Somebody who holds a post that works on files, in the organisation that names them, and
    has not stepped back."""
    held = organisations.holders(organisation_id, WORKS_ON_FILES)
    if not any(post.person_id == person_id for post in held):
        return refused(
            "只能指定有案卷的单位中办理个案的在任人员。", instead="请先登记任职，或者指定其他人员。"
        )
    if is_recused(person_id, Matter.CASE, case.pk):
        return refused("该人员已登记回避，不能参加本案办理。", instead="请指定其他人员。")
    return ALLOWED


def invitation_faults(
    case: Case, *, person_id: UUID, sections: Iterable[str], until: date
) -> dict[str, str]:
    """Field → what is wrong with an invitation."""
    wrong, wanted = {}, set(sections)
    if is_recused(person_id, Matter.CASE, case.pk):
        wrong["person_id"] = "该人员已登记回避，不能受邀查阅本案。"
    if not wanted:
        wrong["sections"] = "请至少选择一项查阅内容。"
    elif not wanted <= set(Section):
        wrong["sections"] = "查阅内容有不认识的项目，请重新选择。"
    elif Section.IDENTITY in wanted:
        wrong["sections"] = "受邀人员不查阅身份信息，请去掉这一项。"
    last = last_invited_day(case)
    if not clock.today() <= until <= last:
        wrong["until"] = f"截止日期应在今天至{last.year}年{last.month}月{last.day}日之间。"
    return wrong


def last_invited_day(case: Case) -> date:
    """Basis: provision ``access_approval_lasts``."""
    law = Rules.at(case.division, clock.today())
    return law.book.due(clock.today(), law.value(provisions.ACCESS_APPROVAL_LASTS)).on


def is_on_ground(case: Case, division: DivisionCode) -> bool:
    """Whether a place of the case lies around one's own, as far as the rules draw it; who stands
    above that level runs to no child and has no ground. Basis: provision ``emergency_ground``."""
    level = Rules.at(division, clock.today()).value(provisions.EMERGENCY_GROUND)
    ground = division.at(level)
    if ground.level is not level:
        return False
    places = (case.incident_division, case.residence_division, case.registered_division)
    return any(ground.contains(DivisionCode(place)) for place in places if place)


def reviewing_body(case: Case, actor: Actor) -> UUID:
    """The office the case lies with; where its own director looked, the office above, or else
    its committee: whoever opened a file does not judge it."""
    directors = organisations.holders(case.office_id, (PostKind.OFFICE_DIRECTOR,))
    if all(post.person_id != actor.person_id for post in directors):
        return case.office_id
    for place in case.office.division.place.upward[1:]:
        above = organisations.office_or_none(place)
        if above is not None:
            return above.pk
    return organisations.committee_of(case.office).pk
