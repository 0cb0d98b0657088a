from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from huishang.access.queries import Section
from huishang.cases.queries import Colleague

from ...forms import DayField, Group, HouseForm, TextField
from ...forms.judged import Stated, StatedDay, Ticked
from ...purposes import purpose_field
from ...request import HouseRequest

_SECTIONS = [(section.value, section.label) for section in Section]


class AskForm(HouseForm):
    groups = (
        Group("查阅什么", ("number", "sections")),
        Group("为什么", ("purpose", "reason", "until")),
    )

    number = Stated(
        label="个案编号",
        help_text="按公文上的编号填写。编号是否有误不在此提示，由管辖未保办审批后答复。",
    )
    sections = Ticked(label="查阅内容", choices=_SECTIONS, help_text="只选确有必要的内容。")
    purpose = purpose_field()
    reason = Stated(label="理由", rows=4, help_text="写明为什么需要查阅，查阅后用于什么。")
    until = StatedDay(label="查阅至", help_text="到这一天为止，含当日。")


class ApproveForm(HouseForm):
    sections = Ticked(label="准予查阅的内容", help_text="可以少于申请的内容，不能多于。")
    note = TextField(label="审批意见", rows=3, required=False, help_text="会告知申请人。")

    def __init__(self, request: HouseRequest, asked: Iterable[str], **options: Any) -> None:
        wanted = list(asked)
        super().__init__(request, initial={"sections": wanted}, **options)
        field = self.fields["sections"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, label) for code, label in _SECTIONS if code in wanted]


class RefuseForm(HouseForm):
    note = Stated(label="不批准的理由", rows=3, help_text="会告知申请人。")


class EmergencyForm(HouseForm):
    number = Stated(label="个案编号", help_text="限本辖区的个案。")
    reason = Stated(label="紧急情形", rows=4, help_text="写明儿童面临什么危险，为什么来不及审批。")


class ReviewForm(HouseForm):
    justified = forms.TypedChoiceField(
        label="复核结论",
        choices=[("yes", "正当：情况紧急，确需先行查阅"), ("no", "不当：没有先行查阅的必要")],
        coerce=lambda code: code == "yes",
        widget=forms.RadioSelect,
    )
    finding = Stated(label="复核意见", rows=4, help_text="写明核实的情况和处理意见。")


class DrawForm(HouseForm):
    groups = (
        Group("工作组", ("title", "purpose", "person_ids")),
        Group("查阅", ("numbers", "sections", "valid_from", "valid_until")),
    )

    title = Stated(label="工作组名称")
    purpose = purpose_field()
    person_ids = forms.TypedMultipleChoiceField(
        label="成员", coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    numbers = Stated(label="个案编号", rows=4, help_text="一行一件，限本办的个案。")
    sections = Ticked(
        label="查阅内容",
        choices=[pair for pair in _SECTIONS if pair[0] != Section.IDENTITY.value],
        help_text="联合工作组不查阅身份信息。",
    )
    valid_from = DayField(label="开始日期")
    valid_until = DayField(label="截止日期", help_text="含当日。")

    def __init__(self, request: HouseRequest, people: Iterable[Colleague], **options: Any) -> None:
        super().__init__(request, **options)
        self.choose(
            "person_ids",
            ((str(one.person_id), f"{one.name}（{one.organisation}{one.post}）") for one in people),
        )
