"""More time: for the regime's reasons, within its limit, from its approver."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.assignments import actions, queries
from huishang.assignments.models import Assignment, Extension
from huishang.assignments.policies import extending
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.terms import PostKind
from huishang.law import book
from huishang.notifications import queries as notifications
from tests.assignments.desk import DUE, Desk, on
from tests.places import jurisdiction, somebody

LATEST = date(2026, 5, 6)
"""30 working days from `DUE`: 清明节 and 劳动节 lie between."""


@pytest.mark.django_db
class TestAsking:
    def test_the_date_moves_only_when_it_is_granted(self, desk: Desk) -> None:
        extension = desk.extending()
        assert desk.fresh(extension.assignment_id).due_on == DUE
        assert (extension.due_before, extension.due_requested) == (DUE, date(2026, 4, 17))
        assert "延至2026年4月17日" in notifications.inbox(desk.clerk)[0].body
        assert queries.extensions(desk.helper, extension.assignment_id) == [extension]

    def test_every_fault_is_named_at_once(self, desk: Desk) -> None:
        made = desk.accepted()
        with pytest.raises(InvalidData) as refusal:
            desk.ask(made, DUE, reason_code="busy", explanation=" ", policy_item="x" * 301)
        fields = refusal.value.fields
        assert set(fields) == {"reason_code", "explanation", "policy_item", "until"}
        assert "需要出台政策予以明确" in fields["reason_code"]
        assert "晚于现期限2026年3月19日" in fields["until"]

    def test_a_reason_that_rests_on_a_policy_names_it(self, desk: Desk) -> None:
        with pytest.raises(InvalidData) as refusal:
            desk.ask(desk.accepted(), policy_item=" ")
        assert "写明拟出台的政策事项" in refusal.value.fields["policy_item"]

    def test_a_rest_day_is_no_due_date(self, desk: Desk) -> None:
        with pytest.raises(InvalidData) as refusal:
            desk.ask(desk.accepted(), date(2026, 4, 5))
        assert "休息日（清明节）" in refusal.value.fields["until"]

    def test_the_limit_is_the_last_day_and_is_owned_up_to_as_a_local_setting(
        self, desk: Desk
    ) -> None:
        made = desk.accepted()
        assert queries.latest_extension(made) == LATEST
        with pytest.raises(RuleUnmet, match="最迟到2026年5月6日。本地设定") as refusal:
            desk.ask(made, date(2026, 5, 7))
        assert refusal.value.instead == "请选择不晚于2026年5月6日的日期。"
        assert desk.ask(made, LATEST).due_requested == LATEST

    def test_one_request_at_a_time(self, desk: Desk) -> None:
        extension = desk.extending()
        with pytest.raises(NotInThisState, match="已有一件延期申请待审批"):
            desk.ask(extension.assignment)

    def test_only_while_it_is_being_done(self, desk: Desk) -> None:
        for made in (desk.assigned(), desk.reported(), desk.filed()):
            with pytest.raises(NotInThisState, match="不能办理“申请延期”"):
                desk.ask(made, actor=desk.liaison)

    def test_only_by_the_responsible_organisation(self, desk: Desk) -> None:
        made = desk.accepted()
        assert desk.ask(made, actor=desk.liaison)
        for other in (desk.helper, desk.clerk, desk.director, desk.chair, desk.inspector):
            with pytest.raises(NotPermitted, match=r"由承办单位.*联络员或者指定的专人"):
                desk.ask(desk.accepted(), actor=other)


@pytest.mark.django_db
class TestDeciding:
    def test_granting_moves_the_due_date(self, desk: Desk) -> None:
        extension = desk.extending()
        granted = actions.grant_extension(
            actor=desk.director, extension_id=extension.pk, note="情况属实。"
        )
        assert (granted.status, granted.decision_note) == ("granted", "情况属实。")
        assert granted.decided_by == desk.director.label
        stands = desk.fresh(extension.assignment_id)
        assert (stands.due_on, stands.due_provisional) == (date(2026, 4, 17), False)
        assert "延至2026年4月17日" in notifications.inbox(desk.liaison)[0].body
        details = Event.objects.get(act="assignments.grant_extension").details
        assert (details["from_due"], details["to_due"]) == ("2026-03-19", "2026-04-17")

    def test_refusing_needs_a_reason_and_leaves_the_date(self, desk: Desk) -> None:
        extension = desk.extending()
        with pytest.raises(InvalidData, match="不同意的原因"):
            actions.refuse_extension(actor=desk.director, extension_id=extension.pk, reason="")
        actions.refuse_extension(
            actor=desk.director, extension_id=extension.pk, reason="政策已经出台。"
        )
        assert desk.fresh(extension.assignment_id).due_on == DUE
        assert "政策已经出台" in notifications.inbox(desk.liaison)[0].body

    def test_it_is_decided_once(self, desk: Desk) -> None:
        extension = desk.extending()
        actions.grant_extension(actor=desk.director, extension_id=extension.pk)
        for again in (
            lambda: actions.grant_extension(actor=desk.director, extension_id=extension.pk),
            lambda: actions.refuse_extension(
                actor=desk.director, extension_id=extension.pk, reason="晚了。"
            ),
        ):
            with pytest.raises(NotInThisState, match="目前为“同意延期”"):
                again()

    def test_a_note_that_is_too_long_is_refused(self, desk: Desk) -> None:
        with pytest.raises(InvalidData, match="审批意见"):
            actions.grant_extension(
                actor=desk.director, extension_id=desk.extending().pk, note="长" * 501
            )

    def test_only_by_the_post_the_regime_names(self, desk: Desk) -> None:
        extension = desk.extending()
        for other in (desk.clerk, desk.chair, desk.inspector, desk.officer, desk.liaison):
            with pytest.raises(NotPermitted, match=r"延期由运城市.*未保办主任审批"):
                actions.grant_extension(actor=other, extension_id=extension.pk)

    def test_an_office_that_bears_a_duty_does_not_give_itself_time(self, desk: Desk) -> None:
        """The county's office director holds the right post on the wrong side."""
        county = jurisdiction("140802", "盐湖区")
        director = somebody(county.office, PostKind.OFFICE_DIRECTOR)
        made = desk.assigned(organisation_id=county.office.pk)
        actions.accept(actor=director, assignment_id=made.pk, person_id=director.person_id)
        extension = desk.ask(made, actor=director)
        with pytest.raises(NotPermitted, match=r"延期由运城市.*审批"):
            actions.grant_extension(actor=director, extension_id=extension.pk)
        assert actions.grant_extension(actor=desk.director, extension_id=extension.pk)

    def test_what_was_reported_meanwhile_needs_no_more_time(self, desk: Desk) -> None:
        extension = desk.extending()
        desk.report(extension.assignment)
        with pytest.raises(NotInThisState, match="目前为“已报送落实”，不能办理“同意延期”"):
            actions.grant_extension(actor=desk.director, extension_id=extension.pk)

    def test_the_next_one_is_counted_from_the_new_date(self, desk: Desk) -> None:
        first = desk.extending()
        actions.grant_extension(actor=desk.director, extension_id=first.pk)
        made = desk.fresh(first.assignment_id)
        last = queries.latest_extension(made)
        assert last > LATEST
        second = desk.ask(made, last)
        actions.grant_extension(actor=desk.director, extension_id=second.pk)
        assert desk.fresh(made.pk).due_on == last
        logged = queries.extensions(desk.clerk, made.pk)
        assert [row.status for row in logged] == ["granted", "granted"]

    def test_a_date_overtaken_by_the_due_date_is_not_granted(self, desk: Desk) -> None:
        extension = desk.extending()
        extension.assignment.due_on = extension.due_requested
        refusal = extending.can_grant_extension(extension)
        assert "应晚于现期限" in refusal.reason

    def test_a_provisional_year_is_marked(self, desk: Desk) -> None:
        with clock.at(on(11, 20)):
            made = desk.accepted(starts_on=on(11, 20).date())
            extension = desk.ask(made, date(2027, 1, 20))
            actions.grant_extension(actor=desk.director, extension_id=extension.pk)
        assert desk.fresh(made.pk).due_provisional


def _due(due_on: date) -> Assignment:
    return Assignment(division="140800000000", starts_on=date(2024, 1, 2), due_on=due_on)


@given(due_on=st.dates(date(2024, 2, 1), date(2026, 12, 31)), further=st.integers(-10, 90))
def test_what_may_be_granted_is_what_lies_between_the_due_date_and_the_limit(
    due_on: date, further: int
) -> None:
    made, until = _due(due_on), due_on + timedelta(days=further)
    calendar = book.current().calendar(made.starts_on)
    after = further > 0
    within = after and calendar.remaining(due_on, until) <= 30
    on_the_limit = until <= extending.latest(made)
    assert bool(extending.within_limit(made, until)) == (after and on_the_limit)
    if calendar.is_working_day(until):
        assert (after and on_the_limit) == within, "30 working days, the due date not counted"


@given(due_on=st.dates(date(2024, 2, 1), date(2026, 12, 31)))
def test_the_limit_is_thirty_working_days_on(due_on: date) -> None:
    made = _due(due_on)
    last = extending.latest(made)
    calendar = book.current().calendar(made.starts_on)
    assert calendar.remaining(due_on, last) == 30
    assert calendar.is_working_day(last)
    assert extending.can_grant_extension(Extension(assignment=made, due_requested=last))
