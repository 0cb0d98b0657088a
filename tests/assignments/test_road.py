"""One duty from the day it is given to the day it is filed."""

from __future__ import annotations

import pytest

from huishang.assignments import actions, queries
from huishang.assignments.models import Assignment, ImplementationReport
from huishang.audit.models import Event
from huishang.audit.verification import verify
from huishang.documents import queries as documents
from huishang.documents.queries import Upload
from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NoRuleInForce,
    NotInThisState,
    NotPermitted,
    NotVisible,
)
from huishang.kernel.ids import new_id
from huishang.notifications import queries as notifications
from huishang.organisations import actions as organisations
from tests.assignments.desk import DUE, START, Desk, on
from tests.places import HOUSE, jurisdiction

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 an invented proof"


class TestAssigning:
    def test_the_due_date_is_counted_and_shown_day_by_day(self, desk: Desk) -> None:
        made = desk.assigned()
        assert (made.due_on, made.due_provisional) == (DUE, False)
        steps = queries.counting(made)
        assert (steps[0].day, steps[0].counted) == (START, False)
        assert (steps[-1].day, steps[-1].number) == (DUE, 30)
        assert {step.why for step in steps} >= {"工作日", "周六", "春节", "调休上班"}

    def test_a_local_setting_is_not_shown_as_law(self, desk: Desk) -> None:
        """The city's rules are silent on the period; the province's give it."""
        made = desk.assigned()
        assert made.grounds.startswith("本地设定（制度未作规定")
        assert made.basis == ["setting:140800000000#implementation_period"]
        assert made.period == "30 working_day"
        assert made.regime == "yuncheng-2022"
        assert made.regime_version

    def test_where_an_article_lays_the_period_down_it_is_cited(self, desk: Desk) -> None:
        province = jurisdiction("410000", "河南省")
        made = desk.assigned(
            office_id=province.office.pk,
            division=province.place.code,
            basis=[Basis.parse("henan-2022#flow.2"), Basis.parse("henan-2022#flow.3")],
        )
        assert made.basis == ["henan-2022#flow.2", "henan-2022#flow.3"]
        assert made.grounds.startswith("依据：")
        assert made.regime == "henan-2022"
        assert queries.given_out(made.case_id).places == (province.place.code,)

    def test_all_who_bear_it_are_told(self, desk: Desk) -> None:
        made = desk.assigned()
        told = {who: notifications.inbox(who) for who in (desk.liaison, desk.helper)}
        assert [message.title for message in told[desk.liaison]] == [
            "运未保案〔2026〕1号：有新的交办事项待认领"
        ]
        assert "2026年3月19日" in told[desk.liaison][0].body
        assert "请予配合" in told[desk.helper][0].title
        assert told[desk.liaison][0].link == f"/assignments/{made.pk}/"
        assert notifications.inbox(desk.stranger) == []

    def test_every_fault_is_named_at_once(self, desk: Desk) -> None:
        with pytest.raises(InvalidData) as refusal:
            desk.assigned(matter=" ", supporting_ids=[desk.police.pk, desk.health.pk])
        assert set(refusal.value.fields) == {"matter", "supporting_ids"}
        assert not Assignment.objects.unscoped(reason="test").exists()

    def test_the_office_that_files_is_that_of_the_place(self, desk: Desk) -> None:
        elsewhere = jurisdiction("141000", "临汾市")
        with pytest.raises(InvalidData) as refusal:
            desk.assigned(office_id=elsewhere.office.pk)
        assert "不在交办地" in refusal.value.fields["division"]

    def test_where_no_period_is_laid_down_it_fails_loudly(self, desk: Desk) -> None:
        with pytest.raises(NoRuleInForce):
            desk.assigned(starts_on=START.replace(year=1999))

    def test_a_year_not_announced_makes_it_provisional(self, desk: Desk) -> None:
        made = desk.assigned(starts_on=on(12, 1).date())
        assert made.due_provisional
        assert queries.expected_due(made.division, made.starts_on).on == made.due_on


class TestAccepting:
    def test_the_organisation_names_its_person(self, desk: Desk) -> None:
        made = desk.accepted()
        assert (made.status, made.responsible_person_id) == ("under_way", desk.officer.person_id)
        event = Event.objects.get(act="assignments.accept")
        assert event.basis == ["yuncheng-2022#12.3"]

    def test_somebody_who_does_not_work_there_cannot_be_named(self, desk: Desk) -> None:
        made = desk.assigned()
        for person_id in (desk.helper.person_id, new_id()):
            with pytest.raises(InvalidData) as refusal:
                actions.accept(actor=desk.liaison, assignment_id=made.pk, person_id=person_id)
            assert "不在" in refusal.value.fields["person_id"]
        assert desk.fresh(made.pk).status == "assigned"

    def test_somebody_who_left_cannot_be_named(self, desk: Desk) -> None:
        made = desk.assigned()
        organisations.end_post(actor=HOUSE, post_id=desk.officer.post_id)
        with pytest.raises(InvalidData):
            actions.accept(
                actor=desk.liaison, assignment_id=made.pk, person_id=desk.officer.person_id
            )

    def test_it_is_accepted_once(self, desk: Desk) -> None:
        made = desk.accepted()
        with pytest.raises(NotInThisState, match="目前为“办理中”，不能办理“认领”"):
            actions.accept(
                actor=desk.liaison, assignment_id=made.pk, person_id=desk.officer.person_id
            )


class TestReporting:
    def test_progress_is_noted_by_those_who_do_it(self, desk: Desk) -> None:
        made = desk.accepted()
        for who in (desk.officer, desk.helper):
            actions.note_progress(actor=who, assignment_id=made.pk, text="已走访三次。")
        notes = queries.progress(desk.clerk, made.pk)
        assert [note.by for note in notes] == [desk.helper.label, desk.officer.label]
        assert notes[0].text == "已走访三次。"
        with pytest.raises(InvalidData):
            actions.note_progress(actor=desk.officer, assignment_id=made.pk, text=" ")

    def test_no_progress_before_it_is_accepted(self, desk: Desk) -> None:
        with pytest.raises(NotInThisState, match="不能办理“记录进展”"):
            actions.note_progress(actor=desk.liaison, assignment_id=desk.assigned().pk, text="快了")

    def test_the_report_goes_to_the_office_with_its_files(self, desk: Desk) -> None:
        made = desk.accepted()
        report = desk.report(made, files=[Upload("训诫书.pdf", PDF), Upload("二.pdf", PDF)])
        assert desk.fresh(made.pk).status == "reported"
        [(found, files)] = queries.reports(desk.clerk, made.pk)
        assert found == report
        assert [kept.name for kept in files] == ["训诫书.pdf", "二.pdf"]
        assert documents.read_file(desk.clerk, files[0].pk).content == PDF
        assert notifications.inbox(desk.clerk)[0].title.endswith("落实情况待审核备案")

    def test_a_files_sight_is_its_assignments(self, desk: Desk) -> None:
        desk.report(made := desk.accepted(), files=[Upload("训诫书.pdf", PDF)])
        [(_, [kept])] = queries.reports(desk.helper, made.pk)
        assert documents.file(desk.inspector, kept.pk) == kept
        for outsider in (desk.stranger, desk.colleague):
            with pytest.raises(NotVisible):
                documents.file(outsider, kept.pk)

    def test_every_fault_is_named_at_once_and_nothing_is_kept(self, desk: Desk) -> None:
        made = desk.accepted()
        with pytest.raises(InvalidData) as refusal:
            desk.report(made, text="", files=[Upload("a.exe", b"MZ"), Upload("b.pdf", b"")])
        assert set(refusal.value.fields) == {"text", "files"}
        assert "a.exe" in refusal.value.fields["files"]
        assert "b.pdf" in refusal.value.fields["files"]
        assert not ImplementationReport.objects.unscoped(reason="test").exists()

    def test_a_late_report_says_so(self, desk: Desk) -> None:
        made = desk.accepted()
        with clock.at(on(3, 20)):
            desk.report(made)
            assert "（逾期）" in notifications.inbox(desk.clerk)[0].body
        assert Event.objects.get(act="assignments.report").details["late"] is True

    def test_the_narrative_is_sealed_in_its_column(self, desk: Desk) -> None:
        from django.db import connection

        desk.report(desk.accepted())
        with connection.cursor() as cursor:
            cursor.execute("SELECT text FROM assignments_report")
            [(stored,)] = cursor.fetchall()
        assert "训诫" not in stored


class TestReturning:
    def test_it_goes_back_with_the_reason_and_the_due_date_stays(self, desk: Desk) -> None:
        made = desk.reported()
        actions.return_report(
            actor=desk.clerk, assignment_id=made.pk, reason="缺少训诫书，请补充。"
        )
        stands = desk.fresh(made.pk)
        assert (stands.status, stands.due_on, stands.reported_at) == ("under_way", DUE, None)
        [(report, _)] = queries.reports(desk.officer, made.pk)
        assert (report.status, report.return_reason) == ("returned", "缺少训诫书，请补充。")
        assert "缺少训诫书" in notifications.inbox(desk.liaison)[0].body

    def test_without_a_reason_it_stays(self, desk: Desk) -> None:
        made = desk.reported()
        with pytest.raises(InvalidData, match="退回原因"):
            actions.return_report(actor=desk.clerk, assignment_id=made.pk, reason=" ")
        assert desk.fresh(made.pk).status == "reported"

    def test_a_returned_report_is_followed_by_another(self, desk: Desk) -> None:
        made = desk.reported()
        actions.return_report(actor=desk.clerk, assignment_id=made.pk, reason="请补充。")
        desk.report(made, text="已补充训诫书。")
        actions.file(actor=desk.clerk, assignment_id=made.pk)
        states = [report.status for report, _ in queries.reports(desk.clerk, made.pk)]
        assert states == ["accepted", "returned"]


class TestFiling:
    def test_it_is_filed_under_the_offices_own_number(self, desk: Desk) -> None:
        numbers = [desk.filed().filing_number for _ in range(2)]
        assert numbers == ["运未保办备〔2026〕1号", "运未保办备〔2026〕2号"]
        assert "运未保办备〔2026〕2号" in notifications.inbox(desk.liaison)[0].body

    def test_it_is_not_filed_while_an_order_is_open(self, desk: Desk) -> None:
        order = desk.answered()
        desk.report(order.assignment)
        with pytest.raises(Exception, match="尚未销号，不能备案") as refusal:
            actions.file(actor=desk.clerk, assignment_id=order.assignment_id)
        assert refusal.type.__name__ == "RuleUnmet"
        actions.release_supervision(actor=desk.director, order_id=order.pk)
        assert actions.file(actor=desk.clerk, assignment_id=order.assignment_id).filing_number

    def test_it_is_not_filed_while_more_time_is_asked_for(self, desk: Desk) -> None:
        extension = desk.extending()
        desk.report(extension.assignment)
        with pytest.raises(Exception, match="延期申请尚未审批"):
            actions.file(actor=desk.clerk, assignment_id=extension.assignment_id)
        actions.refuse_extension(
            actor=desk.director, extension_id=extension.pk, reason="已报送落实情况。"
        )
        assert actions.file(actor=desk.clerk, assignment_id=extension.assignment_id).filed_at

    def test_a_case_counts_what_is_not_filed_yet(self, desk: Desk) -> None:
        case = new_id()
        first = desk.assigned(case_id=case)
        second = desk.report(desk.accepted(case_id=case)).assignment
        assert queries.given_out(case).unfiled == 2
        actions.file(actor=desk.clerk, assignment_id=second.pk)
        assert queries.given_out(case).unfiled == 1
        assert queries.of_case(desk.clerk, case) == [first, second]
        assert queries.of_origin("decision", [first.origin_id]) == [first]


class TestTheRoadAsAWhole:
    def test_a_stale_page_is_a_conflict(self, desk: Desk) -> None:
        made = desk.assigned()
        seen = made.version
        actions.accept(
            actor=desk.liaison,
            assignment_id=made.pk,
            person_id=desk.officer.person_id,
            version=seen,
        )
        for late in (
            lambda: actions.remind(actor=desk.clerk, assignment_id=made.pk, version=seen),
            lambda: desk.report(made, version=seen),
            lambda: desk.ask(made, version=seen),
        ):
            with pytest.raises(Conflict):
                late()

    def test_what_is_not_in_sight_is_not_there(self, desk: Desk) -> None:
        made = desk.assigned()
        with pytest.raises(NotVisible):
            actions.accept(
                actor=desk.stranger, assignment_id=made.pk, person_id=desk.officer.person_id
            )
        with pytest.raises(NotPermitted):
            actions.file(actor=desk.liaison, assignment_id=made.pk)

    def test_every_step_left_its_event_and_the_chain_holds(self, desk: Desk) -> None:
        made = desk.filed()
        acts = list(
            Event.objects.filter(case_id=made.case_id, act__startswith="assignments.")
            .order_by("sequence")
            .values_list("act", flat=True)
        )
        assert acts == [
            "assignments.assign",
            "assignments.accept",
            "assignments.report",
            "assignments.report_accepted",
            "assignments.file",
        ]
        assert verify().intact
