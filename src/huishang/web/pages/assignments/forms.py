"""Forms of the steps on an assignment, and the ledger's filters."""

from __future__ import annotations

from typing import Any

from django import forms

from huishang.assignments.queries import (
    Assignment,
    AssignmentState,
    Filters,
    extension_reasons,
)
from huishang.organisations import queries as organisations

from ...forms import ChoiceField, DayField, FilesField, FilterForm, HouseForm, TextField
from ...request import HouseRequest


class LedgerFilter(FilterForm):
    text = TextField(label="关键词", required=False, max_length=60)
    state = ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *AssignmentState.choices()]
    )
    overdue = forms.BooleanField(label="只看逾期", required=False)
    due_from = DayField(label="期限自", required=False)
    due_until = DayField(label="至", required=False)

    @property
    def narrowed(self) -> Filters:
        """As the ledger takes them."""
        asked = self.asked
        return Filters(
            states=frozenset({asked["state"]}) if "state" in asked else frozenset(),
            overdue=bool(asked.get("overdue")),
            due_from=asked.get("due_from"),
            due_until=asked.get("due_until"),
            text=asked.get("text", ""),
        )


class StepForm(HouseForm):
    """Base: a step on one assignment."""

    def __init__(self, request: HouseRequest, assignment: Assignment, **options: Any) -> None:
        super().__init__(request, **options)
        self.assignment = assignment


class AcceptForm(StepForm):
    person_id = ChoiceField(
        label="责任人", help_text="从本单位名册中指定专人；名册中没有的，请先登记任职。"
    )

    def __init__(self, request: HouseRequest, assignment: Assignment, **options: Any) -> None:
        super().__init__(request, assignment, **options)
        field = self.fields["person_id"]
        assert isinstance(field, ChoiceField)
        staff = organisations.staff_of(assignment.organisation_id)
        field.choices = [
            (str(post.person_id), f"{post.person.name}（{post.title}）") for post in staff
        ]


class ProgressForm(StepForm):
    text = TextField(label="进展情况", rows=5, help_text="写明做了什么、结果如何、下一步打算。")


class ReportForm(StepForm):
    text = TextField(
        label="落实情况", rows=8, help_text="对照交办事项逐项写明落实情况；没有做到的写明原因。"
    )
    attachments = FilesField(
        label="附件", required=False, help_text="文书、照片、证明材料，可选多个。"
    )


class ExtensionForm(StepForm):
    reason_code = ChoiceField(label="延期事由", help_text="只能按制度规定的事由申请延期。")
    explanation = TextField(label="具体情况", rows=4)
    policy_item = TextField(
        label="需要出台的政策",
        required=False,
        max_length=300,
        help_text="因需要出台政策延期的，写明文件名称和起草单位。",
    )
    until = DayField(label="申请延期至")

    def __init__(self, request: HouseRequest, assignment: Assignment, **options: Any) -> None:
        super().__init__(request, assignment, **options)
        field = self.fields["reason_code"]
        assert isinstance(field, ChoiceField)
        field.choices = [(row.code, row.label) for row in extension_reasons(assignment)]


class ReasonForm(StepForm):
    reason = TextField(label="退回原因", rows=4, help_text="写明需要补充什么。")


class ReminderForm(StepForm):
    text = TextField(label="催办内容", rows=3, required=False, help_text="不填的，按期限自动拟写。")


class SupervisionForm(StepForm):
    requirements = TextField(label="督办要求", rows=5, help_text="写明要做到什么、报送什么。")
    due_on = DayField(label="回复期限")


class NoteForm(HouseForm):
    """同意延期."""

    note = TextField(label="审批意见", rows=3, required=False)


class RefusalForm(HouseForm):
    """不同意延期."""

    reason = TextField(label="不同意的理由", rows=3)


class AnswerForm(HouseForm):
    """回复督办."""

    answer = TextField(label="回复内容", rows=6, help_text="对照督办要求逐项答复。")
