from __future__ import annotations

from typing import Any

from django import forms

from huishang.kernel import clock
from huishang.privacy.actions import ActivityEntry, BreachEntry, RequestEntry
from huishang.privacy.queries import Ground, Requester, rights

from ...forms import ChoiceField, FilterForm, Group, HouseForm, MomentField
from ...forms.judged import Chosen, Counted, Stated, StatedDay, _Judged
from ...request import HouseRequest


class StatedMoment(_Judged, MomentField):
    """A day and time."""


class ActivityForm(HouseForm):
    groups = (
        Group("处理什么", ("name", "purpose", "ground", "sensitive")),
        Group("谁的什么信息", ("persons", "categories")),
        Group("给谁、留多久、怎样保护", ("recipients", "retention", "measures")),
    )

    name = Stated(label="处理活动", help_text="例如：个案会商。")
    purpose = Stated(label="处理目的", rows=3)
    ground = Chosen(label="合法性基础", choices=[("", "请选择"), *Ground.choices])
    sensitive = forms.BooleanField(
        label="含敏感个人信息",
        required=False,
        initial=True,
        help_text="含不满十四周岁未成年人的个人信息，或者医疗健康、特定身份等信息。",
    )
    persons = Stated(label="涉及的人", help_text="例如：困境儿童及其监护人。")
    categories = Stated(label="信息种类", rows=3, help_text="只写种类，不写任何人的信息。")
    recipients = Stated(label="接收单位", rows=2, required=False)
    retention = Stated(label="保存期限")
    measures = Stated(label="保护措施", rows=3)

    @staticmethod
    def entry(typed: dict[str, Any]) -> ActivityEntry:
        return ActivityEntry(**typed)


class AssessmentForm(HouseForm):
    necessity = Stated(
        label="合法、正当、必要", rows=5, help_text="处理目的、处理方式是否合法、正当、必要。"
    )
    risks = Stated(label="对个人权益的影响和安全风险", rows=5)
    measures = Stated(
        label="保护措施", rows=5, help_text="所采取的保护措施是否合法、有效，是否与风险程度相适应。"
    )
    conclusion = Stated(label="结论", rows=3)


class RulesForm(HouseForm):
    text = Stated(label="规则全文", rows=18)
    effective_on = StatedDay(label="施行日期")


class RequestFilter(FilterForm):
    waiting = ChoiceField(label="办理", required=False, choices=[("", "全部"), ("1", "待答复")])


class NoFilter(FilterForm):
    """Nothing to narrow: it knows the address of the list."""


class RequestForm(HouseForm):
    groups = (
        Group("请求人", ("requester_kind", "requester", "contact", "received_on")),
        Group("请求", ("child", "right", "asked")),
    )

    requester_kind = Chosen(label="身份", choices=[("", "请选择"), *Requester.choices])
    requester = Stated(label="请求人", help_text="请核对身份证件和监护关系。")
    contact = Stated(label="联系方式")
    received_on = StatedDay(label="收到日期")
    child = Stated(label="涉及的未成年人")
    right = Chosen(label="请求的权利")
    asked = Stated(label="请求内容", rows=5)

    def furnish(self) -> None:
        known = rights(self.request.actor)
        self.choose(
            "right", [("", "请选择"), *((code, str(right)) for code, right in known.items())]
        )
        self.fields["received_on"].initial = clock.today()

    @staticmethod
    def entry(typed: dict[str, Any]) -> RequestEntry:
        return RequestEntry(**typed)


class WordsForm(HouseForm):
    """One box."""

    words = Stated(label="内容", rows=6)

    def __init__(
        self, request: HouseRequest, *, label: str, help_text: str, **options: Any
    ) -> None:
        self.asks = label, help_text
        super().__init__(request, **options)

    def furnish(self) -> None:
        field = self.fields["words"]
        field.label, field.help_text = self.asks


class StepForm(WordsForm):
    """When a duty was done, and in words."""

    at = StatedMoment(label="办理时间")


class BreachForm(HouseForm):
    groups = (
        Group("发现", ("title", "discovered_at")),
        Group(
            "涉及的信息",
            ("categories", "affected"),
            "只写种类和人数，不写儿童姓名和身份号码。",
        ),
        Group("经过和危害", ("account", "harm")),
    )

    title = Stated(label="事件", help_text="例如：纸质名册遗失。")
    discovered_at = StatedMoment(label="发现时间")
    categories = Stated(label="涉及的信息种类", rows=2)
    affected = Counted(label="受影响人数", help_text="尚不清楚的填0，查清后在告知情况中写明。")
    account = Stated(label="经过和原因", rows=5)
    harm = Stated(label="可能造成的危害", rows=3)

    @staticmethod
    def entry(typed: dict[str, Any]) -> BreachEntry:
        return BreachEntry(**typed)
