"""A case closes when every duty is filed, is visited again, and may be taken up again."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.assignments import actions as duties
from huishang.assignments.queries import Assignment
from huishang.audit.actions import Subject
from huishang.cases import actions, queries
from huishang.cases.queries import Case, CaseState
from huishang.kernel import clock
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NoRuleInForce,
    NotInThisState,
    NotPermitted,
    RuleUnmet,
)
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.law import book
from huishang.notifications import queries as notifications
from tests.cases.road import opened
from tests.discovery.road import told
from tests.places import jurisdiction, somebody
from tests.valley import COUNTY, Valley

DAY = beijing(2026, 3, 10)


def implementing(valley: Valley) -> tuple[Case, Assignment]:
    """A case with one duty of the police under way."""
    case = opened(valley)
    actions.enter_conference(actor=valley.clerk, case_id=case.pk)
    actions.begin_implementation(actor=valley.clerk, case_id=case.pk)
    duty = duties.assign(
        actor=valley.clerk,
        case_id=case.pk,
        case_number=case.number,
        origin=Subject("decision", new_id()),
        matter="查找监护人",
        organisation_id=valley.police.organisation_id,
        supporting_ids=[],
        office_id=valley.county.office.pk,
        division=COUNTY,
        starts_on=date(2026, 3, 10),
    )
    return case, duty


def done(valley: Valley, duty: Assignment) -> None:
    duties.accept(actor=valley.police, assignment_id=duty.pk, person_id=valley.police.person_id)
    duties.report(actor=valley.police, assignment_id=duty.pk, text="已找到监护人。")
    duties.file(actor=valley.clerk, assignment_id=duty.pk)


def test_not_before_every_duty_is_filed(valley: Valley) -> None:
    with at(DAY):
        case, duty = implementing(valley)
        with pytest.raises(RuleUnmet, match="还有1项交办事项没有备案") as refusal:
            actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")
        said = book.current().resting_on(refusal.value.basis)
        assert said == "本地设定“落实备案”（制度未作规定）"
        done(valley, duty)
        closed = actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")
    assert closed.status == CaseState.CLOSED
    assert closed.closed_at == DAY


def test_a_case_that_needed_no_conference_closes_too(valley: Valley) -> None:
    case = opened(valley)
    closed = actions.close(actor=valley.worker, case_id=case.pk, note="监护已恢复。")
    assert closed.status == CaseState.CLOSED
    assert notifications.inbox(valley.police)[0].title.endswith("办结")


def test_the_acts_are_offered_where_the_county_has_no_rule_of_filing(db: None) -> None:
    """河南省's document leaves its counties to rules of their own; a file is read all the same."""
    for code, name in (("410000", "河南省"), ("410100", "郑州市")):
        jurisdiction(code, name)
    county = jurisdiction("410105", "金水区")
    police = somebody(county.department("police"), PostKind.LIAISON)
    clerk = somebody(county.office, PostKind.OFFICE_CLERK)
    heard = told(police, incident_division=county.place.code)
    case = actions.open_case(
        actor=clerk,
        report_id=heard.pk,
        title="留守儿童监护缺失个案",
        issues=("guardianship_absent",),
        summary="由祖父照料。",
    )
    offered = {act.name: act for act in queries.acts(clerk, case)}
    assert offered["close"].decision
    assert offered["close"].basis == ()
    assert "没有关于" in offered["record_follow_up"].decision.reason
    with pytest.raises(NoRuleInForce):
        actions.record_follow_up(
            actor=clerk, case_id=case.pk, kind="tracking", on=clock.today(), text="在校。"
        )
    assert actions.close(actor=clerk, case_id=case.pk, note="已办结。").status == CaseState.CLOSED


@pytest.mark.parametrize("note", ["", " ", "字" * 501])
def test_with_a_note(valley: Valley, note: str) -> None:
    case = opened(valley)
    with pytest.raises(InvalidData) as refusal:
        actions.close(actor=valley.clerk, case_id=case.pk, note=note)
    assert set(refusal.value.fields) == {"note"}


def test_by_its_owner_or_office_once_on_its_latest_state(valley: Valley) -> None:
    case = opened(valley)
    actions.join_office(
        actor=valley.clerk, case_id=case.pk, office_id=valley.city.office.pk, role="上级"
    )
    with pytest.raises(NotPermitted):
        actions.close(actor=valley.city_director, case_id=case.pk, note="已办结。")
    with pytest.raises(Conflict):
        actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。", version=7)
    actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")
    with pytest.raises(NotInThisState, match="已结案"):
        actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")


def test_not_while_it_is_being_conferred_on(valley: Valley) -> None:
    case = opened(valley)
    actions.enter_conference(actor=valley.clerk, case_id=case.pk)
    with pytest.raises(NotInThisState, match="会商中"):
        actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")


class TestFollowUp:
    def test_tracks_while_the_case_runs_and_visits_once_it_is_closed(self, valley: Valley) -> None:
        with at(DAY):
            case = opened(valley)
            actions.record_follow_up(
                actor=valley.worker,
                case_id=case.pk,
                kind="tracking",
                on=date(2026, 3, 10),
                text="已送医。",
            )
            with pytest.raises(NotInThisState, match="还没有结案"):
                actions.record_follow_up(
                    actor=valley.worker,
                    case_id=case.pk,
                    kind="return_visit",
                    on=date(2026, 3, 10),
                    text="回访",
                )
            actions.close(actor=valley.worker, case_id=case.pk, note="已办结。")
        with at(beijing(2026, 4, 1)):
            with pytest.raises(NotInThisState, match="已经结案"):
                actions.record_follow_up(
                    actor=valley.worker,
                    case_id=case.pk,
                    kind="tracking",
                    on=date(2026, 4, 1),
                    text="跟踪",
                )
            actions.record_follow_up(
                actor=valley.worker,
                case_id=case.pk,
                kind="return_visit",
                on=date(2026, 4, 1),
                text="情况稳定。",
            )
            page = actions.open_file(actor=valley.clerk, case_id=case.pk)
        assert [note.kind for note in page.follow_ups] == ["跟踪督导", "结案回访"]
        assert page.follow_up_due is not None
        assert page.follow_up_due.on == date(2026, 4, 9)  # 30日，3月10日不计入

    def test_is_due_by_no_day_while_the_case_runs(self, valley: Valley) -> None:
        case = opened(valley)
        assert actions.open_file(actor=valley.clerk, case_id=case.pk).follow_up_due is None

    def test_is_refused_with_every_fault_at_once(self, valley: Valley) -> None:
        with at(DAY):
            case = opened(valley)
            for on in (date(2026, 3, 9), date(2026, 3, 11)):
                with pytest.raises(InvalidData) as refusal:
                    actions.record_follow_up(
                        actor=valley.worker, case_id=case.pk, kind="look", on=on, text=""
                    )
                assert set(refusal.value.fields) == {"kind", "text", "on"}


class TestAgain:
    def test_a_closed_case_is_taken_up_in_its_next_round(self, valley: Valley) -> None:
        case = opened(valley)
        actions.close(actor=valley.worker, case_id=case.pk, note="已办结。")
        again = actions.reopen(actor=valley.clerk, case_id=case.pk, reason="出现新情况。")
        assert (again.status, again.round, again.closed_at) == (CaseState.OPEN, 2, None)
        page = actions.open_file(actor=valley.clerk, case_id=case.pk)
        assert (page.closing_note, page.reopened_because) == ("已办结。", "出现新情况。")

    def test_only_when_closed_with_a_reason_by_who_handles_it(self, valley: Valley) -> None:
        case = opened(valley)
        with pytest.raises(NotInThisState, match="办理中"):
            actions.reopen(actor=valley.clerk, case_id=case.pk, reason="出现新情况。")
        actions.join_office(
            actor=valley.clerk, case_id=case.pk, office_id=valley.city.office.pk, role="上级"
        )
        actions.close(actor=valley.worker, case_id=case.pk, note="已办结。")
        with pytest.raises(NotPermitted):
            actions.reopen(actor=valley.city_clerk, case_id=case.pk, reason="出现新情况。")
        with pytest.raises(InvalidData):
            actions.reopen(actor=valley.clerk, case_id=case.pk, reason="")
