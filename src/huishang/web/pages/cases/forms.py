from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from huishang.access.queries import Section, sealed
from huishang.cases.queries import CaseFilters, CaseState, Colleague
from huishang.discovery.queries import issues_at
from huishang.kernel import clock
from huishang.kernel.secrecy import Confidentiality
from huishang.kernel.terms import Level, Severity
from huishang.law.vocabulary import CONFERENCE_LEVELS
from huishang.organisations.queries import Organisation

from ...forms import ChoiceField, DayField, FilterForm, HouseForm, TextField
from ...forms.judged import Stated, Ticked
from ...nearby import places_below
from ...purposes import purpose_field
from ...request import HouseRequest

_ALL = ("", "全部")
_LATEST, OLDEST = "", "oldest"


class CaseFilter(FilterForm):
    q = TextField(
        label="查找",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "案号、案由、姓名、首字母"}),
    )
    status = ChoiceField(label="状态", required=False, choices=[_ALL, *CaseState.choices()])
    severity = ChoiceField(
        label="案情",
        required=False,
        choices=[_ALL, *((word.value, word.label) for word in Severity)],
    )
    level = ChoiceField(
        label="级别",
        required=False,
        choices=[_ALL, *((level.value, level.label) for level in CONFERENCE_LEVELS)],
    )
    issue = ChoiceField(label="问题", required=False)
    place = ChoiceField(label="地区", required=False)
    sort = ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[(_LATEST, "最近立案在前"), (OLDEST, "最早立案在前")],
    )

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request)
        self._offer("issue", _issues(request))
        if request.actor.division.level.rank < Level.COUNTY.rank:
            self._offer("place", places_below(request.actor))
        else:
            del self.fields["place"]
        self.full_clean()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_ALL, *choices]

    @property
    def wanted(self) -> CaseFilters:
        asked = self.asked
        return CaseFilters(
            status=asked.get("status", ""),
            level=asked.get("level", ""),
            severity=asked.get("severity", ""),
            issue=asked.get("issue", ""),
            place=asked.get("place", ""),
            text=asked.get("q", ""),
        )

    @property
    def oldest_first(self) -> bool:
        return bool(self.asked.get("sort") == OLDEST)


def _issues(request: HouseRequest) -> list[tuple[str, str]]:
    return [(issue.code, issue.label) for issue in issues_at(request.actor.division)]


class CloseForm(HouseForm):
    note = Stated(label="结案说明", rows=5, help_text="写明交办事项的落实结果和儿童目前的状况。")


class ReopenForm(HouseForm):
    reason = Stated(label="重新办理的理由", rows=4)


class FollowUpForm(HouseForm):
    """跟踪督导 while the case runs, 结案回访 once it is closed: the state decides which."""

    on = DayField(label="日期")
    text = Stated(
        label="跟踪情况", rows=6, help_text="见到了谁，儿童目前的生活、上学、监护怎样，还缺什么。"
    )

    def __init__(self, request: HouseRequest, **options: Any) -> None:
        super().__init__(request, initial={"on": clock.today()}, **options)


class RecuseForm(HouseForm):
    person_id = forms.TypedChoiceField(label="回避的人员", coerce=UUID)
    reason = Stated(label="回避事由", rows=3, help_text="写明与本案的利害关系。")

    def __init__(
        self, request: HouseRequest, colleagues: Iterable[Colleague], **options: Any
    ) -> None:
        super().__init__(request, **options)
        self.choose(
            "person_id",
            (
                (str(one.person_id), f"{one.name}（{one.organisation}{one.post}）")
                for one in colleagues
            ),
        )


class NameForm(HouseForm):
    person = ChoiceField(label="办案人员")

    def __init__(
        self,
        request: HouseRequest,
        people: Iterable[tuple[UUID, Colleague]],
        **options: Any,
    ) -> None:
        super().__init__(request, **options)
        named = (
            (f"{body}:{one.person_id}", f"{one.name}（{one.organisation}{one.post}）")
            for body, one in people
        )
        self.choose("person", [("", "请选择"), *named])


class InviteForm(HouseForm):
    person_id = forms.TypedChoiceField(label="受邀人员", coerce=UUID)
    purpose = purpose_field()
    sections = Ticked(
        label="查阅内容",
        choices=[
            (section.value, section.label) for section in Section if section is not Section.IDENTITY
        ],
        help_text="只选确有必要的内容。受邀人员不查阅身份信息。",
    )
    until = DayField(label="截止日期", help_text="到这一天为止，含当日。")

    def __init__(self, request: HouseRequest, people: Iterable[Colleague], **options: Any) -> None:
        super().__init__(request, **options)
        named = (
            (str(one.person_id), f"{one.name}（{one.organisation}{one.post}）") for one in people
        )
        self.choose("person_id", [("", "请选择"), *named])


class MoveForm(HouseForm):
    office_id = forms.TypedChoiceField(label="承接的未保办", coerce=UUID)
    reason = Stated(label="移交理由", rows=4)

    def __init__(
        self, request: HouseRequest, offices: Iterable[Organisation], **options: Any
    ) -> None:
        super().__init__(request, **options)
        named = ((str(office.pk), office.name) for office in offices)
        self.choose("office_id", [("", "请选择"), *named])


class ChildSearch(FilterForm):
    q = TextField(
        label="查找儿童",
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "姓名、首字母或者完整身份号码"}
        ),
    )


class LevelForm(HouseForm):
    level = ChoiceField(
        label="密级",
        choices=[
            (level.value, level.label)
            for level in Confidentiality
            if level is not Confidentiality.SEALED
        ],
        help_text="涉及国家秘密的内容不得进入本平台。",
    )
    reason = Stated(label="变更理由", rows=3)


class SealForm(HouseForm):
    kind = ChoiceField(label="封存的记录")
    decided_by = Stated(label="决定机关")
    document_number = Stated(label="决定文书号")

    def furnish(self) -> None:
        self.choose("kind", [(kind.code, kind.label) for kind in sealed.kinds(self.request.actor)])
