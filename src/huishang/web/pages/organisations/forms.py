from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huishang.kernel import clock
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import OrganisationKind, PostKind, Rank
from huishang.law import book
from huishang.organisations import queries
from huishang.organisations.queries import DelegatedAct

from ...forms import ChoiceField, DayField, FilterForm, Group, HouseForm, PlaceField, TextField
from ...forms.judged import Stated
from ...request import HouseRequest

_KINDS = [(kind.value, kind.label) for kind in OrganisationKind]


def _departments() -> list[tuple[str, str]]:
    known = book.current().departments
    return [("", "不是职能部门"), *((code, known[code].label) for code in known)]


class PlaceFilter(FilterForm):
    division = PlaceField(label="地区", required=False)
    kind = ChoiceField(label="类别", required=False, choices=[("", "全部"), *_KINDS])


class RegisterForm(HouseForm):
    """登记单位."""

    groups = (
        Group("单位", ("name", "short_name", "kind", "department", "division")),
        Group("隶属和用文", ("committee", "document_mark", "valid_from")),
    )

    name = TextField(label="单位全称", max_length=120, help_text="与公章一致。")
    short_name = TextField(
        label="简称", required=False, max_length=60, help_text="列表和纪要中使用，不填的用全称。"
    )
    kind = ChoiceField(label="类别", choices=_KINDS)
    department = ChoiceField(label="属于哪一类职能部门", required=False, choices=_departments)
    division = PlaceField(label="所在行政区划")
    committee = ChoiceField(
        label="服务的未保委", required=False, help_text="登记未保办时选择，其他单位不选。"
    )
    document_mark = TextField(
        label="机关代字", required=False, max_length=40, help_text="公文字号中使用，如“运未保办”。"
    )
    valid_from = DayField(label="成立日期", required=False, help_text="不填的为今天。")

    def __init__(self, request: HouseRequest, **options: Any) -> None:
        super().__init__(request, **options)
        committees = queries.organisations_within(
            request.actor.division.prefix, [OrganisationKind.COMMITTEE]
        )
        field = self.fields["committee"]
        assert isinstance(field, ChoiceField)
        field.choices = [("", "不选"), *((str(body.pk), body.name) for body in committees)]

    def action_fields(self, typed: dict[str, Any]) -> dict[str, Any]:
        """What was typed, by the names `register_organisation` takes."""
        division: DivisionCode = typed["division"]
        return {
            "name": typed["name"],
            "short_name": typed["short_name"],
            "kind": OrganisationKind(typed["kind"]),
            "department": typed["department"],
            "division": division.code,
            "committee_id": typed["committee"] or None,
            "document_mark": typed["document_mark"],
            "valid_from": typed["valid_from"],
        }


class AppointForm(HouseForm):
    """登记任职."""

    groups = (
        Group("人员", ("name", "phone", "specialty")),
        Group("岗位", ("kind", "title", "rank", "held_from")),
    )

    name = TextField(label="姓名", max_length=60)
    phone = TextField(label="电话", required=False, max_length=20)
    specialty = TextField(
        label="专业领域",
        required=False,
        max_length=40,
        help_text="登记专家时填写，如“心理”“法律”。",
    )
    kind = ChoiceField(label="岗位")
    title = TextField(
        label="职务", required=False, max_length=60,
        help_text="公文和名册中使用，如“副局长”；不填的用岗位名称。",
    )  # fmt: skip
    rank = ChoiceField(label="层次", choices=[(rank.value, rank.label) for rank in Rank])
    held_from = DayField(label="任职日期", required=False, help_text="不填的为今天。")

    def __init__(self, request: HouseRequest, kinds: Iterable[PostKind], **options: Any) -> None:
        super().__init__(request, initial={"held_from": clock.today()}, **options)
        field = self.fields["kind"]
        assert isinstance(field, ChoiceField)
        field.choices = [(kind.value, kind.label) for kind in kinds]


class EndPostForm(HouseForm):
    """登记离任."""

    held_until = DayField(
        label="离任日期", help_text="自这一天起不再在任；凭该岗位能看到的内容同时停止。"
    )


class DelegateForm(HouseForm):
    """办理委托."""

    groups = (
        Group("委托什么", ("act", "to_post", "reason")),
        Group("期限", ("valid_from", "valid_until")),
    )

    act = ChoiceField(label="委托事项", choices=DelegatedAct.choices)
    to_post = ChoiceField(
        label="受托人", help_text="本级未保办和未保委的负责人；主持会商也可以委托未保办工作人员。"
    )
    reason = Stated(
        label="委托事由和范围",
        rows=3,
        max_length=200,
        help_text="写明为什么不能亲自办理，委托哪些会议、哪些纪要。",
    )
    valid_from = DayField(label="开始日期")
    valid_until = DayField(label="截止日期", help_text="当日仍然有效；提前结束的，可以随时收回。")

    def __init__(
        self, request: HouseRequest, *, to_posts: Iterable[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(request, **options)
        self.choose("to_post", [("", "请选择"), *to_posts])
