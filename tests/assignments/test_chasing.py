"""Reminders by hand and by the calendar, and the order that follows when they did not help."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from huishang.assignments import actions, queries
from huishang.assignments.models import Reminder, ReminderKind
from huishang.assignments.policies import supervising
from huishang.audit.models import Event
from huishang.documents import queries as documents
from huishang.documents.rendering import from_data
from huishang.documents.rendering.form import NoticeForm
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible, RuleUnmet
from huishang.notifications import queries as notifications
from tests.assignments.desk import DUE, START, Desk, on

pytestmark = pytest.mark.django_db

NEAR = date(2026, 3, 16)
"""Three working days before `DUE`."""


def kinds(desk: Desk) -> list[tuple[date, str]]:
    rows = Reminder.objects.unscoped(reason="test").order_by("pk")
    return [(row.on, row.kind) for row in rows]


def every_day(first: date, last: date) -> tuple[int, int]:
    """Run the job once on each day; what it sent and proposed."""
    reminded = proposed = 0
    while first <= last:
        run = actions.run_reminders(first)
        assert not run.failures
        reminded, proposed = reminded + run.reminded, proposed + run.proposed
        first += timedelta(days=1)
    return reminded, proposed


class TestByHand:
    def test_the_organisation_is_told_and_it_is_counted(self, desk: Desk) -> None:
        made = desk.accepted()
        actions.remind(actor=desk.clerk, assignment_id=made.pk, text="请本周内报送。")
        actions.remind(actor=desk.director, assignment_id=made.pk)
        said = [message.body for message in notifications.inbox(desk.liaison)[:2]]
        assert "期限为2026年3月19日" in said[0]
        assert "请本周内报送" in said[1]
        [entry] = queries.entries_of_case(desk.clerk, made.case_id)
        assert entry.reminders == 2
        assert len(queries.reminders(desk.liaison, made.pk)) == 2

    def test_not_once_it_is_reported(self, desk: Desk) -> None:
        for made in (desk.reported(), desk.filed()):
            with pytest.raises(NotInThisState, match="不能办理“催办”"):
                actions.remind(actor=desk.clerk, assignment_id=made.pk)

    def test_only_by_the_office(self, desk: Desk) -> None:
        made = desk.accepted()
        for other in (desk.liaison, desk.chair, desk.inspector, desk.helper):
            with pytest.raises(NotPermitted, match="工作人员办理"):
                actions.remind(actor=other, assignment_id=made.pk)

    def test_what_is_said_is_not_a_novel(self, desk: Desk) -> None:
        with pytest.raises(InvalidData, match="催办内容"):
            actions.remind(actor=desk.clerk, assignment_id=desk.assigned().pk, text="长" * 501)


class TestByTheCalendar:
    def test_once_when_near_daily_when_late_until_it_was_enough(self, desk: Desk) -> None:
        made = desk.accepted()
        assert every_day(START, NEAR - timedelta(days=1)) == (0, 0)
        assert every_day(NEAR, DUE) == (1, 0)
        assert every_day(DUE + timedelta(days=1), date(2026, 4, 10)) == (2, 1)
        assert kinds(desk) == [
            (NEAR, "ahead"),
            (DUE + timedelta(days=1), "overdue"),
            (DUE + timedelta(days=2), "overdue"),
        ]
        assert "建议转为督办" in notifications.inbox(desk.clerk)[0].title
        assert desk.fresh(made.pk).supervision_proposed_for == DUE
        [entry] = queries.entries_of_case(desk.clerk, made.case_id)
        assert entry.reminders == 2, "a notice that the date comes near is no 催办"

    def test_it_is_judged_again_under_the_lock(self, desk: Desk) -> None:
        """More time may have been given between the first look and the lock."""
        made = desk.assigned()
        assert supervising.reminder_due(made, NEAR - timedelta(days=1)) is None
        assert supervising.reminder_due(made, NEAR) is ReminderKind.AHEAD
        made.due_on = date(2026, 4, 17)
        assert supervising.reminder_due(made, NEAR) is None

    def test_a_second_run_on_the_same_day_sends_nothing(self, desk: Desk) -> None:
        desk.assigned()
        late = DUE + timedelta(days=1)
        assert actions.run_reminders(late).reminded == 1
        assert actions.run_reminders(late).reminded == 0
        assert len(kinds(desk)) == 1

    def test_reminders_by_hand_count_too(self, desk: Desk) -> None:
        desk.chased(desk.accepted())
        assert every_day(DUE + timedelta(days=1), DUE + timedelta(days=3)) == (0, 1)

    def test_no_order_is_proposed_before_it_is_late(self, desk: Desk) -> None:
        desk.chased(desk.accepted())
        assert every_day(START, DUE) == (1, 0)

    def test_no_order_is_proposed_while_one_is_open(self, desk: Desk) -> None:
        desk.supervised()
        assert every_day(DUE + timedelta(days=1), DUE + timedelta(days=3)) == (0, 0)

    def test_what_is_reported_or_filed_is_left_in_peace(self, desk: Desk) -> None:
        desk.reported()
        desk.filed()
        assert every_day(NEAR, DUE + timedelta(days=5)) == (0, 0)

    def test_a_new_due_date_is_reminded_of_anew(self, desk: Desk) -> None:
        extension = desk.extending()
        assert every_day(NEAR, NEAR) == (1, 0)
        actions.grant_extension(actor=desk.director, extension_id=extension.pk)
        assert every_day(NEAR + timedelta(days=1), DUE + timedelta(days=3)) == (0, 0)
        until = extension.due_requested
        assert every_day(DUE + timedelta(days=4), until) == (1, 0)
        assert every_day(until + timedelta(days=1), until + timedelta(days=9)) == (2, 1)

    def test_the_platform_signs_as_itself(self, desk: Desk) -> None:
        desk.assigned()
        actions.run_reminders(DUE + timedelta(days=1))
        event = Event.objects.get(act="assignments.remind_automatically")
        assert event.actor_account is None
        assert event.actor_label == "系统（到期提醒）"
        assert event.division == desk.city.place.code

    def test_one_that_fails_is_named_and_hinders_no_other(self, desk: Desk) -> None:
        """As if the rules of its place had been withdrawn: the lookup fails for it alone."""
        fine, broken = desk.assigned(), desk.assigned()
        broken.change(starts_on=date(1999, 1, 4))
        run = actions.run_reminders(DUE + timedelta(days=1))
        assert (run.reminded, set(run.failures)) == (1, {broken.pk})
        assert "没有关于" in run.failures[broken.pk]
        assert kinds(desk) == [(DUE + timedelta(days=1), "overdue")]
        assert desk.fresh(fine.pk).status == "assigned"

    def test_today_is_the_day_unless_told(self, desk: Desk) -> None:
        desk.assigned()
        with clock.at(on(3, 20)):
            assert actions.run_reminders().reminded == 1


class TestSupervising:
    def test_an_order_is_a_numbered_paper(self, desk: Desk) -> None:
        order = desk.supervised()
        assert order.number == "运未保办督〔2026〕1号"
        paper = documents.document(desk.liaison, order.document_id)
        assert (paper.number, paper.kind) == (order.number, "supervision_order")
        form = from_data(paper.form)
        assert isinstance(form, NoticeForm)
        said = str(form)
        for words in ("经2次催办", "查明监护人下落", "逐日报告进展", "2026年4月1日", "民政部门"):
            assert words in said
        assert form.addressees == (desk.police.name,)
        assert "限期查明" in notifications.inbox(desk.liaison)[0].body
        assert [receipt.organisation for receipt in documents.receipts_of(paper.pk)] == [
            desk.police
        ]

    def test_the_paper_is_seen_with_the_assignment(self, desk: Desk) -> None:
        order = desk.supervised()
        for seeing in (desk.inspector, desk.officer, desk.chair, desk.helper):
            assert documents.document(seeing, order.document_id).number == order.number
        with pytest.raises(NotVisible):
            documents.document(desk.stranger, order.document_id)

    def test_not_before_it_was_reminded_often_enough(self, desk: Desk) -> None:
        made = desk.accepted()
        for count in (0, 1):
            with pytest.raises(RuleUnmet, match=f"催办2次.*目前已催办{count}次。本地设定"):
                desk.supervise(made)
            actions.remind(actor=desk.clerk, assignment_id=made.pk)
        assert desk.supervise(made)

    def test_one_order_at_a_time(self, desk: Desk) -> None:
        order = desk.supervised()
        with pytest.raises(RuleUnmet, match=f"督办单{order.number}尚未销号，不能重复督办"):
            desk.supervise(order.assignment)

    def test_not_once_it_is_reported(self, desk: Desk) -> None:
        with pytest.raises(NotInThisState, match="不能办理“督办”"):
            desk.supervise(desk.reported())

    def test_every_fault_is_named_at_once(self, desk: Desk) -> None:
        made = desk.chased(desk.accepted())
        with pytest.raises(InvalidData) as refusal:
            desk.supervise(made, requirements=" ", due_on=START)
        assert set(refusal.value.fields) == {"requirements", "due_on"}
        assert not documents.documents_of_case(desk.clerk, made.case_id)

    def test_only_by_the_post_the_regime_names(self, desk: Desk) -> None:
        made = desk.chased(desk.accepted())
        for other in (desk.clerk, desk.chair, desk.inspector, desk.liaison):
            with pytest.raises(NotPermitted, match=r"督办由运城市.*未保办主任签发"):
                desk.supervise(made, actor=other)

    def test_it_is_answered_and_released(self, desk: Desk) -> None:
        order = desk.supervised()
        with pytest.raises(NotInThisState, match="目前为“督办中”，不能办理“销号”"):
            actions.release_supervision(actor=desk.director, order_id=order.pk)
        answered = actions.answer_supervision(
            actor=desk.liaison, order_id=order.pk, answer="下落已查明。"
        )
        assert (answered.status, answered.answer) == ("answered", "下落已查明。")
        assert notifications.inbox(desk.clerk)[0].title.endswith(f"督办已回复（{order.number}）")
        released = actions.release_supervision(actor=desk.director, order_id=order.pk)
        assert (released.status, released.released_by) == ("released", desk.director.label)
        [shown] = queries.supervision_orders(desk.inspector, order.assignment_id)
        assert shown == released

    def test_an_empty_answer_is_none(self, desk: Desk) -> None:
        with pytest.raises(InvalidData) as refusal:
            actions.answer_supervision(
                actor=desk.officer, order_id=desk.supervised().pk, answer=" "
            )
        assert set(refusal.value.fields) == {"answer"}

    def test_who_may_answer_and_who_may_release(self, desk: Desk) -> None:
        order = desk.answered()
        for other in (desk.clerk, desk.officer, desk.chair):
            with pytest.raises(NotPermitted, match=r"督办由.*未保办主任销号"):
                actions.release_supervision(actor=other, order_id=order.pk)
        for other in (desk.director, desk.helper):
            with pytest.raises(NotPermitted, match="由承办单位"):
                actions.answer_supervision(actor=other, order_id=order.pk, answer="代答")

    def test_a_late_answer_is_marked_in_the_record(self, desk: Desk) -> None:
        order = desk.supervised()
        with clock.at(on(4, 2)):
            actions.answer_supervision(actor=desk.officer, order_id=order.pk, answer="已查明。")
        assert Event.objects.get(act="assignments.answer_supervision").details["late"] is True

    def test_after_release_another_order_may_follow(self, desk: Desk) -> None:
        order = desk.answered()
        actions.release_supervision(actor=desk.director, order_id=order.pk)
        assert desk.supervise(order.assignment).number.endswith("〕2号")
