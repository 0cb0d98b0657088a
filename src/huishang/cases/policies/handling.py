"""What a case has to have to be opened, moved, followed up and closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from huishang.assignments import queries as assignments
from huishang.discovery.queries import Report, issue_fault
from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.clock import BEIJING
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import OrganisationKind
from huishang.kernel.texts import text_fault, tidy
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.working_days import DueDate
from huishang.organisations.queries import Organisation
from huishang.people import queries as people

from ..lifecycle import CaseState
from ..models import Case, FollowUpKind

TITLE = 120
SUMMARY = 5_000
NOTE = 500
"""Characters; limits of the platform, not of any rule."""

TAKES_PART = (OrganisationKind.OFFICE, OrganisationKind.CENTRE, OrganisationKind.COMMITTEE)
"""Bodies whose people work on whole files. Departments get duties, not files."""


def opening_faults(
    report: Report,
    *,
    title: str,
    issues: tuple[str, ...],
    summary: str,
    child_ids: Collection[UUID],
    on: date,
) -> dict[str, str]:
    """Field → what is wrong with a case about to be opened."""
    place = DivisionCode(report.division)
    found = {
        "title": title_fault(title, child_ids, Rules.at(place, on)),
        "issues": issue_fault(issues, place, on) if issues else "请至少选择一个问题类别。",
        "summary": text_fault("案情摘要", summary, longest=SUMMARY, required=False, lines=True),
    }
    return {field: fault for field, fault in found.items() if fault}


def title_fault(title: str, child_ids: Collection[UUID], law: Rules) -> str | None:
    """A title travels: on lists, notices and minutes. It never names a child.

    Basis: provision ``confidentiality``.
    """
    if fault := text_fault("案由", title, longest=TITLE):
        return fault
    if people.named_in(tidy(title), child_ids):
        grounds = law.book.grounds(law.find(provisions.CONFIDENTIALITY))
        return (
            "案由中不能出现儿童或者其监护人的姓名、证件号码，"
            f"请改写为“某镇留守儿童监护缺失个案”这样的说法。{grounds}。"
        )
    return None


def note_fault(label: str, text: str) -> str | None:
    return text_fault(label, text, longest=NOTE, lines=True)


@dataclass(frozen=True)
class Closing:
    """Whether a case may be closed: only when every duty given in it is filed.

    Asks once what was given out. Basis: provision ``filing``, as the offices that file its duties
    have it; a county's case may be settled by its province: then the province's rule counts.
    """

    case: Case

    @cached_property
    def _given(self) -> assignments.GivenOut:
        return assignments.given_out(self.case.pk)

    @property
    def basis(self) -> tuple[Basis, ...]:
        """None where nothing was given out."""
        rules = (Rules.at(place, clock.today()) for place in self._given.places)
        return tuple(basis for each in rules for basis in each.find(provisions.FILING).cited)

    @property
    def decision(self) -> Decision:
        if not self._given.unfiled:
            return ALLOWED
        return refused(
            f"还有{self._given.unfiled}项交办事项没有备案，不能结案。",
            instead="请先催办承办单位报送落实情况并完成备案。",
            basis=self.basis,
        )


def can_add_child(case: Case) -> Decision:
    return _while_open(case, "增列儿童")


def can_move_office(case: Case) -> Decision:
    return _while_open(case, "变更管辖")


def _while_open(case: Case, act: str) -> Decision:
    if case.status in (CaseState.OPEN, CaseState.IMPLEMENTING):
        return ALLOWED
    return refused(
        f"个案目前为“{case.status_label}”，不能{act}。",
        instead="会商结束后再办；已结案的，请先重新办理。",
    )


def can_seal(case: Case) -> Decision:
    """Once it is closed: what nobody sees nobody can work on, and a child still needs it."""
    if case.status == CaseState.CLOSED:
        return ALLOWED
    return refused(
        f"个案目前为“{case.status_label}”，封存后无人能继续办理，现在不能封存。",
        instead="请先办结本案；其中的有关记录可以单独封存。",
    )


def can_take_over(case: Case, office: Organisation) -> Decision:
    """Another office, of a place above or below the leading county, or itself competent."""
    place, here = office.division.place, DivisionCode(case.division)
    if office.kind != OrganisationKind.OFFICE or office.pk == case.office_id:
        return refused("个案只能移交给另一个未保办。", instead="请重新选择承接的未保办。")
    if place.contains(here) or place.code in case.competent_counties:
        return ALLOWED
    return refused(
        f"{office.name}对本案没有管辖。", instead="请选择有管辖权的县级未保办或者其上级未保办。"
    )


def can_take_part(body: Organisation) -> Decision:
    if body.kind in TAKES_PART:
        return ALLOWED
    return refused(f"{body.name}不能取得本案案卷。", instead="需要其承担任务的，请通过会商交办。")


def can_follow_up(case: Case, kind: FollowUpKind) -> Decision:
    """Tracking while the case runs, return visits once it is closed."""
    closed = case.status == CaseState.CLOSED
    if closed == (kind is FollowUpKind.RETURN_VISIT):
        return ALLOWED
    if closed:
        return refused("个案已经结案，不再记录跟踪督导。", instead="请记录为结案回访。")
    return refused("个案还没有结案，不能记录结案回访。", instead="请记录为跟踪督导。")


def follow_up_due(case: Case) -> DueDate | None:
    """By when a closed case is to be visited again. Basis: provision ``follow_up``."""
    day = closed_on(case)
    if day is None:
        return None
    law = Rules.at(case.division, day)
    return law.book.due(day, law.value(provisions.FOLLOW_UP))


def closed_on(case: Case) -> date | None:
    """The Beijing day a case was closed on."""
    return case.closed_at.astimezone(BEIJING).date() if case.closed_at else None
