from __future__ import annotations

from typing import Any

from django import forms

from huishang.kernel import clock
from huishang.kernel.terms import PostKind, Sex
from huishang.staff.actions import SupporterEntry
from huishang.staff.queries import (
    Background,
    CheckKind,
    CheckResult,
    Employment,
    Grade,
    Service,
    State,
    SupporterKind,
    TrainingKind,
)
from huishang.staff.visibility import REGISTERED

from ...forms import ChoiceField, FilterForm, Group, HouseForm
from ...forms.judged import Chosen, Counted, Stated, StatedDay, Ticked
from ...nearby import places_below
from ...request import HouseRequest

_ASK = ("", "请选择")
_ALL = ("", "全部")
_SEXES = tuple((sex.value, sex.label) for sex in (Sex.MALE, Sex.FEMALE))
_POSTS = tuple((post.value, post.label) for post in REGISTERED)


class RegisterFilter(FilterForm):
    place = ChoiceField(label="地区", required=False)
    kind = ChoiceField(label="岗位", required=False, choices=[_ALL, *_POSTS])
    state = ChoiceField(
        label="状态",
        required=False,
        choices=[_ALL, ("lacking", "缺项或者到期"), (State.DUE_SOON.value, State.DUE_SOON.label)],
    )

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request)
        below = places_below(request.actor)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [_ALL, *below]
        if not below:
            del self.fields["place"]
        if request.actor.is_any(PostKind.CHILD_SUPERVISOR):
            del self.fields["kind"]
        self.full_clean()


class SupporterFilter(FilterForm):
    service = ChoiceField(label="服务", required=False, choices=[_ALL, *Service.choices])
    kind = ChoiceField(label="类别", required=False, choices=[_ALL, *SupporterKind.choices])
    ended = ChoiceField(label="状态", required=False, choices=[("", "在册"), ("1", "已退出")])


class EntryForm(HouseForm):
    resident_id = Stated(
        label="居民身份号码", max_length=18, help_text="照身份证件填写，加密保存。"
    )
    sex = Chosen(label="性别", choices=[_ASK, *_SEXES])
    employment = Chosen(label="专职或者兼职", choices=[_ASK, *Employment.choices])
    background = Chosen(label="身份", choices=[_ASK, *Background.choices])


class TrainingForm(HouseForm):
    kind = Chosen(label="培训类别", choices=[_ASK, *TrainingKind.choices])
    topic = Stated(label="培训内容", help_text="例如：强制报告和走访。")
    hours = Counted(label="学时")
    completed_on = StatedDay(label="完成日期", help_text="考核合格的日期。")
    certificate = Stated(label="证书编号", required=False, help_text="没有证书的不填。")


class AskForm(HouseForm):
    kind = Chosen(label="查询类别", choices=[_ASK, *CheckKind.choices])
    asked_on = StatedDay(label="提请日期")

    def furnish(self) -> None:
        self.fields["asked_on"].initial = clock.today()


class AnswerForm(HouseForm):
    answered_on = StatedDay(label="答复日期")
    result = Chosen(
        label="查询结果",
        choices=[_ASK, *CheckResult.choices],
        help_text="只登记有无，不登记记录的内容。",
    )
    answer_number = Stated(label="答复文号", required=False, help_text="没有文号的不填。")


class AppraisalForm(HouseForm):
    year = Counted(label="考核年度")
    grade = Chosen(label="考核等次", choices=[_ASK, *Grade.choices])
    remarks = Stated(
        label="考核意见", rows=4, required=False, help_text="不合格的，写明原因和改进要求。"
    )

    def furnish(self) -> None:
        self.fields["year"].initial = clock.today().year


class SupporterForm(HouseForm):
    groups = (
        Group("是谁", ("kind", "name", "credit_code", "qualification")),
        Group("怎样联系", ("contact", "phone")),
        Group("可以请其做什么", ("services", "since")),
    )

    kind = Chosen(label="类别", choices=[_ASK, *SupporterKind.choices])
    name = Stated(label="名称或者姓名")
    credit_code = Stated(
        label="统一社会信用代码", required=False, max_length=18, help_text="社会组织填写，18位。"
    )
    qualification = Stated(
        label="资质", required=False, help_text="例如：社会工作师、心理咨询师、法律援助机构。"
    )
    contact = Stated(label="联系人")
    phone = Stated(label="联系电话")
    services = Ticked(
        label="可以提供的服务",
        choices=Service.choices,
        help_text="所列服务都不需要查阅儿童档案。",
    )
    since = StatedDay(label="登记日期")

    def furnish(self) -> None:
        self.fields["since"].initial = clock.today()

    @staticmethod
    def entry(typed: dict[str, Any]) -> SupporterEntry:
        return SupporterEntry(**typed)
