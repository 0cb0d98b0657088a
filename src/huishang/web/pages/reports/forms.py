from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms

from huishang.discovery.queries import Channel, ReportState, issues_at, reporting_choices
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind, Severity

from ...forms import ChoiceField, FilterForm, HouseForm, MomentField, TextField
from ...forms.judged import Chosen, Stated, StatedDay, StatedPlace, Ticked
from ...nearby import places_below
from ...request import HouseRequest
from ..children.forms import IdentityForm

ALL = ("", "全部")
UNCHOSEN = ("", "请选择")

_USUAL_DOORS = {
    PostKind.CHILD_DIRECTOR: Channel.VISIT,
    PostKind.CHILD_SUPERVISOR: Channel.PATROL,
    PostKind.HOTLINE_OPERATOR: Channel.HOTLINE_12345,
    PostKind.LIAISON: Channel.TRANSFER,
}
"""The door a post's reports mostly come in by, chosen beforehand; anybody may choose another."""


_IN_THE_FIELD = (PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR)
_FOLDS = {
    "issues": ("issues",),
    "places": ("residence_division", "registered_division", "address", "school"),
    "source": ("external_number", "reporter_kind", "reporter_name", "reporter_phone"),
}
_OF_THE_DUTY = (
    "unit", "industry", "situation", "known_at", "alarmed_at", "alarm_number",
)  # fmt: skip
"""What only a unit bound to report is asked: its fold opens at its own door, else when used."""
_PLACES = ("incident_division", "residence_division", "registered_division")
_OF_THE_CHILD = (
    "child_name", "told_child", "resident_id", "sex", "birth_date", "age", "address", "school",
)  # fmt: skip


class ReportFilter(FilterForm):
    q = TextField(
        label="查找",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "编号、姓名或者首字母"}),
    )
    status = ChoiceField(label="状态", required=False, choices=[ALL, *ReportState.choices()])
    channel = ChoiceField(label="渠道", required=False, choices=[ALL, *Channel.choices])
    place = ChoiceField(label="地区", required=False)

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request)
        choose(self, "place", [ALL, *places_below(request.actor)])
        self.full_clean()


class ReportForm(IdentityForm):
    """立即报告. With ``kept`` the child is one whose file is open already and is not asked for."""

    field_order = (
        "child_name", "told_child", "resident_id", "sex", "birth_date", "age", "narrative",
        "issues", "danger", "needs_conference", "incident_division", "occurred_on",
    )  # fmt: skip

    child_name = Stated(
        label="姓名", max_length=60, help_text="不知道全名的，写知道的部分或者小名。"
    )
    told_child = Stated(
        label="不知道是哪一名儿童的，写能够辨认的情况", required=False, rows=2,
        help_text="如“六七岁，穿红色外套，常在东市场乞讨”。写了这一项，姓名和出生日期可以不填。",
    )  # fmt: skip
    occurred_on = StatedDay(label="事发日期", required=False, help_text="不清楚的不填。")
    incident_division = StatedPlace(label="事发地", help_text="至少选到县（市、区）。")
    residence_division = StatedPlace(
        label="居住地", required=False, help_text="与事发地相同的不填。"
    )
    registered_division = StatedPlace(label="户籍地", required=False, help_text="不清楚的不填。")
    address = Stated(label="详细住址", required=False, max_length=200)
    school = Stated(label="就读学校", required=False, max_length=80)

    narrative = Stated(
        label="情况描述", rows=5, help_text="看到、听到了什么，儿童现在在哪里、由谁照料。"
    )
    issues = Ticked(label="问题类别", required=False)
    needs_conference = forms.BooleanField(label="需要会商", required=False)
    danger = forms.BooleanField(
        label="儿童正在面临危险", required=False,
        help_text="先拨打110。勾选后立即送达公安、乡镇（街道）和受理的未保办。",
    )  # fmt: skip

    channel = Chosen(label="来源渠道", choices=[("", "请选择"), *Channel.choices])
    received_at = MomentField(label="接报时间", required=False, help_text="不填的为现在。")
    external_number = Stated(
        label="来源编号", required=False, max_length=60,
        help_text="热线、警情等原系统的编号；同一编号只登记一次。",
    )  # fmt: skip
    reporter_kind = Stated(
        label="报告人身份", required=False, max_length=60, help_text="如“班主任”“邻居”“村医”。"
    )
    reporter_name = Stated(label="报告人姓名", required=False, max_length=60)
    reporter_phone = Stated(label="报告人电话", required=False, max_length=20)

    unit = Stated(label="报告单位", required=False, max_length=60)
    industry = Chosen(label="单位所属行业", required=False)
    situation = Chosen(label="强制报告情形", required=False)
    known_at = MomentField(label="发现时间", required=False, help_text="本单位知道这一情形的时间。")
    alarmed_at = MomentField(label="报警时间", required=False, help_text="还没有报警的不填。")
    alarm_number = Stated(
        label="警情编号", required=False, max_length=60, help_text="接警后告知的编号。"
    )

    def __init__(
        self,
        request: HouseRequest,
        *,
        kept: bool = False,
        initial: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(request, initial={**_usual(request.actor), **(initial or {})}, **options)
        if kept:
            for name in _OF_THE_CHILD:
                del self.fields[name]
        place = self._place(request.actor)
        choose(self, "issues", _issues(place))
        duty = reporting_choices(place)
        choose(self, "industry", [UNCHOSEN, *((one.code, one.label) for one in duty.industries)])
        choose(self, "situation", [UNCHOSEN, *((one.code, str(one)) for one in duty.situations)])
        self.soon = duty.soon

    @property
    def folds(self) -> dict[str, bool]:
        """What may be left out → whether it stands open: always at a desk; in a village, on a
        phone, only where something is filled in or wrong."""
        at_a_desk = not self.request.actor.is_any(*_IN_THE_FIELD)
        folds = {
            fold: at_a_desk or any(map(self._is_used, names)) for fold, names in _FOLDS.items()
        }
        at_the_door = self["channel"].value() == Channel.MANDATORY.value
        return {**folds, "duty": at_the_door or any(map(self._is_used, _OF_THE_DUTY))}

    def _is_used(self, name: str) -> bool:
        return name in self.fields and bool(self[name].value() or self[name].errors)

    def _place(self, actor: Actor) -> DivisionCode:
        """Where the incident was, as far as it is known: its rules name the kinds of problem."""
        with suppress(ValueError):
            return DivisionCode.parse(str(self["incident_division"].value() or ""))
        return actor.division

    def action_fields(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, by the names `receive_report` takes."""
        places = {name: str(typed[name] or "") for name in _PLACES}
        return {**typed, **places, "received_at": typed["received_at"] or clock.now()}


class NameForm(IdentityForm):
    """查明儿童."""

    field_order = ("child_name",)

    child_name = Stated(
        label="姓名", max_length=60,
        help_text="姓名一时查不清的，写能够辨认的称呼，如“泉村流浪男童甲”，并写估计的年龄。",
    )  # fmt: skip
    residence_division = StatedPlace(
        label="居住地", required=False, help_text="不清楚的不填，以事发地代替。"
    )
    registered_division = StatedPlace(label="户籍地", required=False, help_text="不清楚的不填。")
    address = Stated(label="详细住址", required=False, max_length=200)
    school = Stated(label="就读学校", required=False, max_length=80)

    def action_fields(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, by the names `name_child` takes."""
        places = ("residence_division", "registered_division")
        return {**typed, **{name: str(typed[name] or "") for name in places}}


class OpenCaseForm(HouseForm):
    """立案."""

    title = Stated(
        label="案由", max_length=120,
        help_text="写成“某镇留守儿童监护缺失个案”这样，不出现儿童和监护人的姓名、号码。",
    )  # fmt: skip
    issues = Ticked(label="问题类别", help_text="会商时据此提出参会单位。")
    severity = ChoiceField(
        label="案情程度", choices=[(word.value, word.label) for word in Severity],
        widget=forms.RadioSelect, initial=Severity.ORDINARY.value,
    )  # fmt: skip
    summary = Stated(
        label="案情摘要", required=False, rows=6,
        help_text="已带入报告内容，请核对修改。送交参会单位时，其中的姓名和号码自动隐去。",
    )  # fmt: skip

    def __init__(self, request: HouseRequest, division: str, **options: Any) -> None:
        super().__init__(request, **options)
        choose(self, "issues", _issues(DivisionCode.parse(division)))


class AnswerForm(HouseForm):
    """答复报告人."""

    text = Stated(
        label="答复", rows=4,
        help_text="报告人凭回执号可以看到，不显示经办人姓名。不写儿童和家庭的具体情况。",
    )  # fmt: skip


class RefuseForm(HouseForm):
    """不予受理."""

    reason = Stated(
        label="不予受理的理由", rows=5,
        help_text="写明为什么不予受理，应当由哪个部门处理、是否已经转告。理由会告知接收报告的单位。",
    )  # fmt: skip


class UpForm(HouseForm):
    """本级不能处置，上报."""

    reason = Stated(
        label="不能处置的原因", rows=4,
        help_text="写明已经做了什么、还缺什么。送达上一级单位，并留在报告页面。",
    )  # fmt: skip


class PassOnForm(HouseForm):
    """转交责任部门."""

    organisation_id = Chosen(label="责任部门")
    reason = Stated(
        label="转交的理由", rows=4, help_text="写明情形属于哪个部门的职责，请其做什么。"
    )

    def __init__(
        self, request: HouseRequest, receivers: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(request, **options)
        choose(self, "organisation_id", [UNCHOSEN, *receivers])

    def action_fields(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, by the names `pass_on` takes."""
        chosen = typed["organisation_id"]
        return {**typed, "organisation_id": UUID(chosen) if chosen else None}


class TellForm(HouseForm):
    """告知报告人结果."""

    text = Stated(
        label="告知情况", rows=5,
        help_text="写明告知了什么、怎样告知；没有留下联系方式、无法告知的，写明原因。",
    )  # fmt: skip


class SettleForm(HouseForm):
    """处置（不立案）."""

    settlement = Stated(
        label="处置情况", rows=5,
        help_text="写明怎样核实、作了什么处置、为什么不需要立案。结果会告知接收报告的单位。",
    )  # fmt: skip


def _usual(actor: Actor) -> dict[str, Any]:
    return {
        "incident_division": actor.division.code,
        "channel": _USUAL_DOORS.get(actor.post, ""),
        "received_at": clock.now().replace(second=0, microsecond=0),
    }


def _issues(place: DivisionCode) -> list[tuple[str, str]]:
    return [(issue.code, issue.label) for issue in issues_at(place)]


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """What a field offers, known only when somebody asks."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
