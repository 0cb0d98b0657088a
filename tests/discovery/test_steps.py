"""Who gets a report takes it on, decides on it and tells its reporter, each in time (L004)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from huishang.cases import actions as cases
from huishang.discovery import actions, queries
from huishang.discovery.queries import PublicEntry, ReportState, draw_key
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.notifications import queries as notifications
from huishang.web.pages.workbench import sources
from huishang.workflow.deadlines import Urgency
from tests.discovery.road import told
from tests.valley import SPRING, Valley

MONDAY = beijing(2026, 3, 2, 9)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOLD = "已电话告知班主任，孩子由祖母照料。"


@pytest.fixture
def report(valley: Valley) -> Any:
    valley.appoint("clerk", "worker", "office_director", "police")
    with at(MONDAY):
        return told(valley.police)


def steps(actor: Actor, report: Any) -> dict[str, Any]:
    view = actions.open_report(actor=actor, report_id=report.pk)
    return {step.label: step for step in view.steps}


def overdue(actor: Actor, report: Any) -> str:
    return queries.report(actor, report.pk).overdue


class TestTakingItOn:
    def test_l004_it_is_taken_on_and_waits_to_be_decided(self, valley: Valley, report: Any) -> None:
        with at(MONDAY + HOUR):
            actions.accept_report(actor=valley.clerk, report_id=report.pk, version=1)
        row = queries.report(valley.clerk, report.pk)
        assert row.status == ReportState.ACCEPTED
        assert steps(valley.clerk, report)["受理"].done == MONDAY + HOUR
        assert [one.id for one in queries.reports_waiting(valley.clerk)] == [report.pk]

    def test_l004_the_desk_says_which_step_is_owed_and_by_when(
        self, valley: Valley, report: Any
    ) -> None:
        def owed() -> Any:
            (duty,) = sources.reports(valley.clerk).duties
            return duty.step.label, duty.deadline.due_on, duty.deadline.urgency

        def awaited() -> Any:
            (waiting,) = sources.reports(valley.police).waiting
            return waiting.deadline

        with at(MONDAY + HOUR):
            assert owed() == ("受理", (MONDAY + DAY).date(), Urgency.NEAR)
            assert awaited().due_on == (MONDAY + DAY).date()
            actions.accept_report(actor=valley.clerk, report_id=report.pk, version=1)
            label, due_on, urgency = owed()
            assert (label, urgency) == ("处置", Urgency.IN_TIME)
            assert due_on == steps(valley.clerk, report)["处置"].due.date()
        with at(MONDAY + 40 * DAY):
            assert owed()[2] == Urgency.OVERDUE

    def test_l004_a_case_may_be_opened_or_it_is_settled(self, valley: Valley) -> None:
        first, second = told(valley.police), told(valley.police)
        for one in (first, second):
            actions.accept_report(actor=valley.clerk, report_id=one.pk)
        actions.settle_report(actor=valley.clerk, report_id=first.pk, settlement="已处置。")
        opened = cases.open_case(
            actor=valley.worker,
            report_id=second.pk,
            title="甲镇个案",
            issues=("guardianship_absent",),
        )
        assert opened.report_id == second.pk
        assert not queries.reports_waiting(valley.clerk)

    def test_l004_a_child_is_still_named_afterwards(self, valley: Valley) -> None:
        unnamed = told(valley.police, child_name="", birth_date=None, told_child="红衣男孩")
        actions.accept_report(actor=valley.clerk, report_id=unnamed.pk)
        named = actions.name_child(
            actor=valley.clerk, report_id=unnamed.pk, child_name="红衣男孩甲", age=7
        )
        assert named.child_ids

    def test_l004_who_decides_at_once_has_taken_it_on(self, valley: Valley, report: Any) -> None:
        with at(MONDAY + HOUR):
            actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement="已处置。")
        found = steps(valley.clerk, report)
        assert found["受理"].done == found["处置"].done == MONDAY + HOUR

    def test_l004_is_for_who_decides_there_and_only_once(self, valley: Valley, report: Any) -> None:
        for act in (
            lambda who: actions.accept_report(actor=who, report_id=report.pk),
            lambda who: actions.refuse_report(actor=who, report_id=report.pk, reason="重复。"),
        ):
            with pytest.raises(NotPermitted, match="处置"):
                act(valley.police)
            with pytest.raises(NotVisible):
                act(valley.other_clerk)
        actions.accept_report(actor=valley.clerk, report_id=report.pk)
        with pytest.raises(Conflict):
            actions.accept_report(actor=valley.clerk, report_id=report.pk, version=1)
        with pytest.raises(NotInThisState):
            actions.accept_report(actor=valley.clerk, report_id=report.pk)
        with pytest.raises(NotInThisState):
            actions.refuse_report(actor=valley.clerk, report_id=report.pk, reason="重复。")


class TestRefusingIt:
    def test_l004_it_says_why_and_the_receiver_is_told(self, valley: Valley, report: Any) -> None:
        with at(MONDAY + HOUR):
            actions.refuse_report(
                actor=valley.clerk, report_id=report.pk, reason="与已受理的报告是同一件。"
            )
        view = actions.open_report(actor=valley.clerk, report_id=report.pk)
        assert view.row.status == ReportState.REFUSED
        assert view.refused_because == "与已受理的报告是同一件。"
        (message,) = notifications.inbox(valley.police)
        assert "不予受理" in message.title
        found = {step.label: step for step in view.steps}
        assert set(found) == {"受理", "告知报告人"}
        assert found["受理"].done == MONDAY + HOUR
        assert found["告知报告人"].due is not None

    @pytest.mark.parametrize("text", ["", "字" * 501])
    def test_l004_needs_words(self, valley: Valley, report: Any, text: str) -> None:
        with pytest.raises(InvalidData) as refusal:
            actions.refuse_report(actor=valley.clerk, report_id=report.pk, reason=text)
        assert set(refusal.value.fields) == {"reason"}

    def test_l004_nothing_more_is_decided_on_it(self, valley: Valley, report: Any) -> None:
        actions.refuse_report(actor=valley.clerk, report_id=report.pk, reason="重复。")
        with pytest.raises(NotInThisState):
            actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement="已处置。")
        assert not queries.reports_waiting(valley.clerk)


class TestTellingTheReporter:
    def decided(self, valley: Valley, report: Any) -> None:
        actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement="已处置。")

    @pytest.mark.parametrize("who", ["clerk", "police"])
    def test_l004_who_decided_or_took_it_in_says_how_it_was_told(
        self, valley: Valley, report: Any, who: str
    ) -> None:
        self.decided(valley, report)
        with at(MONDAY + DAY):
            actions.tell_reporter(actor=getattr(valley, who), report_id=report.pk, text=TOLD)
        assert steps(valley.clerk, report)["告知报告人"].done == MONDAY + DAY
        assert actions.open_report(actor=valley.clerk, report_id=report.pk).told == TOLD
        assert queries.remarks(valley.clerk, report.pk) == ()

    def test_l004_not_before_anything_is_decided_and_only_once(
        self, valley: Valley, report: Any
    ) -> None:
        with pytest.raises(NotInThisState, match="还没有结果"):
            actions.tell_reporter(actor=valley.clerk, report_id=report.pk, text=TOLD)
        self.decided(valley, report)
        with pytest.raises(InvalidData) as refusal:
            actions.tell_reporter(actor=valley.clerk, report_id=report.pk, text="")
        assert set(refusal.value.fields) == {"text"}
        actions.tell_reporter(actor=valley.clerk, report_id=report.pk, text=TOLD)
        with pytest.raises(NotInThisState, match="已经"):
            actions.tell_reporter(actor=valley.clerk, report_id=report.pk, text=TOLD)

    def test_l004_is_for_nobody_else(self, valley: Valley, report: Any) -> None:
        self.decided(valley, report)
        with pytest.raises(NotVisible):
            actions.tell_reporter(actor=valley.other_clerk, report_id=report.pk, text=TOLD)
        own = told(valley.director)
        self.decided(valley, own)
        with pytest.raises(NotVisible):
            actions.tell_reporter(actor=valley.police, report_id=own.pk, text=TOLD)

    def test_l004_who_holds_a_receipt_reads_it_in_the_conversation(self, valley: Valley) -> None:
        valley.appoint("clerk")
        code = actions.receive_from_public(
            entry=PublicEntry(key=draw_key(), place=SPRING, narrative="孩子在哭。")
        )
        (row,) = queries.reports(valley.clerk).rows
        actions.accept_report(actor=valley.clerk, report_id=row.id)
        talk = actions.open_conversation(code=code, address="192.0.2.1")
        assert talk.status == "已受理"
        actions.settle_report(actor=valley.clerk, report_id=row.id, settlement="已处置。")
        actions.tell_reporter(actor=valley.clerk, report_id=row.id, text=TOLD)
        said = actions.open_conversation(code=code, address="192.0.2.1").said
        assert (said[-1].by_office, said[-1].text) == (True, TOLD)


class TestClocks:
    """The law says 及时 and no number: the figures are local settings, shown as such."""

    def test_l004_each_step_is_overdue_in_turn(self, valley: Valley, report: Any) -> None:
        with at(MONDAY + DAY):
            assert overdue(valley.clerk, report) == ""
        with at(MONDAY + DAY + HOUR):
            assert overdue(valley.clerk, report) == "受理"
            actions.accept_report(actor=valley.clerk, report_id=report.pk)
        with at(MONDAY + 14 * DAY):
            assert overdue(valley.clerk, report) == ""
            assert steps(valley.clerk, report)["受理"].late, "done, but late"
        with at(MONDAY + 15 * DAY):
            assert overdue(valley.clerk, report) == "处置"
            actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement="已处置。")
        with at(MONDAY + 18 * DAY):
            assert overdue(valley.clerk, report) == ""
        with at(MONDAY + 19 * DAY):
            assert overdue(valley.clerk, report) == "告知报告人"
            actions.tell_reporter(actor=valley.clerk, report_id=report.pk, text=TOLD)
            assert overdue(valley.clerk, report) == ""

    def test_l004_each_says_where_its_time_is_from(self, valley: Valley, report: Any) -> None:
        with at(MONDAY):
            found = steps(valley.clerk, report)
        assert found["受理"].due == MONDAY + DAY
        assert found["处置"].due.date() == (MONDAY + 14 * DAY).date(), "ten working days"
        assert found["告知报告人"].due is None
        said = {"受理": "24小时", "处置": "10个工作日", "告知报告人": "3个工作日"}
        for step, words in said.items():
            assert words in found[step].grounds
            assert "本地设定" in found[step].grounds
            assert "第十一条" in found[step].grounds
