"""What stands of a report: who sees it, whom it is told to at once, how it is settled."""

from __future__ import annotations

import pytest

from huishang.audit import queries as audit
from huishang.discovery import actions, queries
from huishang.discovery.queries import ReportState
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotVisible,
)
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.notifications import queries as notifications
from huishang.people.queries import Purpose
from tests.discovery.road import told
from tests.valley import COUNTY, Valley

DAY = beijing(2026, 3, 10)


class TestWhoSeesIt:
    def test_the_receiver_and_the_competent_office_and_nobody_else(self, valley: Valley) -> None:
        report = told(valley.police)
        for actor in (valley.police, valley.clerk, valley.office_director, valley.worker):
            assert queries.report(actor, report.pk).number == report.number
        for actor in (
            valley.hotline,
            valley.director,
            valley.supervisor,
            valley.other_clerk,
            valley.city_clerk,
            valley.city_director,
            valley.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "education"),
            valley.nobody(PostKind.EXPERT),
            valley.nobody(PostKind.SYSTEM_ADMINISTRATOR),
        ):
            with pytest.raises(NotVisible):
                queries.report(actor, report.pk)

    def test_the_child_is_masked_and_the_reporter_hidden(self, valley: Valley) -> None:
        report = told(valley.police, reporter_name="赵某人", reporter_phone="13800138000")
        shown = str(actions.open_report(actor=valley.clerk, report_id=report.pk))
        for secret in ("张小明", "赵某人", "13800138000"):
            assert secret not in shown

    def test_who_decides_may_see_the_reporter_and_it_is_written_down(self, valley: Valley) -> None:
        report = told(valley.police, reporter_name="赵某人", reporter_phone="13800138000")
        reporter = actions.show_reporter(
            actor=valley.clerk, report_id=report.pk, purpose=Purpose.VERIFY
        )
        assert (reporter.name, reporter.phone) == ("赵某人", "13800138000")
        entries = audit.events(
            valley.nobody(PostKind.AUDIT_ADMINISTRATOR),
            narrowed=audit.EventFilter(subject_kind="report", subject_id=str(report.pk)),
        ).rows
        assert entries[0].label == "显示报告人"
        assert entries[0].details == {"purpose": "verify"}

    def test_the_receiver_may_not(self, valley: Valley) -> None:
        report = told(valley.police)
        with pytest.raises(NotPermitted, match="处置"):
            actions.show_reporter(actor=valley.police, report_id=report.pk, purpose=Purpose.REPORT)

    def test_who_is_recused_from_the_child_is_locked_out(self, valley: Valley) -> None:
        from huishang.access import actions as access
        from huishang.access.queries import Matter

        report = told(valley.police)
        access.recuse(
            actor=valley.office_director,
            person_id=valley.clerk.person_id,
            matter=Matter.CHILD,
            matter_id=report.child_id,
            reason="近亲属",
        )
        with pytest.raises(NotVisible):
            queries.report(valley.clerk, report.pk)
        assert queries.report(valley.office_director, report.pk)

    def test_opening_it_is_written_down(self, valley: Valley) -> None:
        report = told(valley.police)
        actions.open_report(actor=valley.clerk, report_id=report.pk)
        entries = audit.events(
            valley.nobody(PostKind.AUDIT_ADMINISTRATOR),
            narrowed=audit.EventFilter(subject_kind="report", subject_id=str(report.pk)),
        ).rows
        assert [entry.label for entry in entries] == ["查阅报告", "收到报告"]


class TestConferenceNeeded:
    def test_tells_the_county_office_at_once_with_the_clock_as_a_local_setting(
        self, valley: Valley
    ) -> None:
        told(valley.police, needs_conference=True)
        (message,) = notifications.inbox(valley.office_director)
        assert message.title.startswith("需要启动会商的报告")
        assert "2小时" in message.body
        assert "本地设定" in message.body
        assert "第七条" in message.body
        assert "张" not in message.title + message.body

    def test_an_ordinary_report_tells_nobody(self, valley: Valley) -> None:
        told(valley.police)
        assert notifications.inbox(valley.office_director) == []


class TestSettling:
    def test_says_what_was_done_and_tells_the_receiver(self, valley: Valley) -> None:
        report = told(valley.police)
        settled = actions.settle_report(
            actor=valley.clerk, report_id=report.pk, settlement="经核实，监护已恢复。"
        )
        assert settled.status == ReportState.SETTLED
        (message,) = notifications.inbox(valley.police)
        assert "未立案" in message.title
        assert "第十一条" in message.body

    def test_the_office_does_not_write_to_itself(self, valley: Valley) -> None:
        report = told(valley.clerk)
        actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement="已处置。")
        assert notifications.inbox(valley.clerk) == []

    @pytest.mark.parametrize("text", ["", "字" * 501, "甲\x00"])
    def test_needs_words(self, valley: Valley, text: str) -> None:
        report = told(valley.police)
        with pytest.raises(InvalidData) as refusal:
            actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement=text)
        assert set(refusal.value.fields) == {"settlement"}

    def test_is_for_who_decides_there_and_only_once(self, valley: Valley) -> None:
        report = told(valley.police)
        with pytest.raises(NotPermitted):
            actions.settle_report(actor=valley.police, report_id=report.pk, settlement="已处置。")
        with pytest.raises(Conflict):
            actions.settle_report(
                actor=valley.clerk, report_id=report.pk, settlement="已处置。", version=7
            )
        actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement="已处置。")
        with pytest.raises(NotInThisState):
            actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement="已处置。")


def test_the_list_narrows_by_state_number_and_child(valley: Valley) -> None:
    with at(beijing(2026, 3, 1)):
        first = told(valley.police, child_name="张小明")
    with at(beijing(2026, 3, 2)):
        second = told(valley.police, child_name="李小红", external_number="GD/77")
    actions.settle_report(actor=valley.clerk, report_id=first.pk, settlement="已处置。")

    def seen(**narrowed: str) -> list[str]:
        return [row.number for row in queries.reports(valley.clerk, **narrowed).rows]

    assert seen() == [second.number, first.number]
    assert seen(status="settled") == [first.number]
    assert seen(text="lxh") == [second.number]
    assert seen(text="小") == [second.number, first.number]
    assert seen(text="gd/77") == [second.number]
    assert seen(text=first.number) == [first.number]
    assert seen(text="王") == []
