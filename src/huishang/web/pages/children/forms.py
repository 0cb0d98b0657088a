from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from huishang.kernel import clock
from huishang.kernel.terms import Sex
from huishang.law.values import Proof
from huishang.people import queries as people
from huishang.people.queries import (
    Asks,
    ChildEntry,
    FactEntry,
    Form,
    ParticularEntry,
    Question,
    Relation,
    Sheet,
)

from ...forms import ChoiceField, FilterForm, HouseForm, TextField
from ...forms.judged import Amount, Chosen, Counted, Stated, StatedDay, StatedPlace
from ...nearby import places_below
from ...request import HouseRequest

_IDENTITY = ("resident_id", "sex", "birth_date", "age")
_STATED = (Sex.MALE, Sex.FEMALE)
_KEPT, _ELSEWHERE = "", "elsewhere"


class ChildFilter(FilterForm):
    q = TextField(
        label="查找",
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "姓名、首字母或者完整身份号码"}
        ),
    )
    place = ChoiceField(label="地区", required=False)
    category = ChoiceField(label="类别", required=False)
    scope = ChoiceField(
        label="范围",
        required=False,
        choices=[(_KEPT, "本辖区"), (_ELSEWHERE, "因个案查看的")],
    )

    def __init__(self, request: HouseRequest, *, keeps: bool) -> None:
        super().__init__(request)
        below = places_below(request.actor)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [("", "全部"), *below]
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)
        known = people.category_choices(request.actor.division)
        category.choices = [("", "全部"), *((one.code, one.label) for one in known)]
        if not below:
            del self.fields["place"]
        if not keeps:
            del self.fields["scope"]
        self.full_clean()
        self.elsewhere = not keeps or self.asked.get("scope") == _ELSEWHERE


class IdentityForm(HouseForm):
    """Who a child is said to be, asked wherever a child is written down."""

    resident_id = Stated(
        label="居民身份号码",
        required=False,
        max_length=18,
        help_text="没有的不填。填写后自动带出出生日期和性别。",
    )
    sex = Chosen(
        label="性别",
        required=False,
        choices=[("", "未选择"), *((sex.value, sex.label) for sex in _STATED)],
    )
    birth_date = StatedDay(label="出生日期", required=False)
    age = Counted(
        label="年龄（周岁）",
        required=False,
        min_value=0,
        max_value=150,
        help_text="不知道出生日期的，写估计的年龄。",
    )

    def compare(self) -> None:
        """Fill in what the number says where nothing stands yet, and say what does not agree."""
        said: Mapping[str, Any] = {name: self._read(name) for name in _IDENTITY}
        if not said["resident_id"]:
            return
        assert isinstance(self.data, QueryDict)
        today = clock.today()
        occurred = StatedDay(required=False)
        on = _quietly(occurred, self.data.get("occurred_on")) or today
        found = people.examine(ChildEntry(name="", **said), on=on, today=today)
        data = self.data.copy()
        if "resident_id" not in found.faults:
            if not said["birth_date"]:
                data["birth_date"] = str(found.columns["birth_date"])
            if not said["sex"] and found.columns["sex"] in _STATED:
                data["sex"] = found.columns["sex"]
        self.data = data
        for name in _IDENTITY:
            if name in found.faults:
                self.add_error(name, found.faults[name])

    def _read(self, name: str) -> Any:
        return _quietly(self.fields[name], self[name].value())


def _quietly(field: forms.Field, typed: Any) -> Any:
    """A field's value as it stands, half filled in as it may be."""
    with suppress(forms.ValidationError):
        return field.to_python(typed)
    return None


class ToldApart(forms.MultipleChoiceField):
    """Files that are another child's. Whatever key is sent is taken; the action asks for the files
    it finds alike, and a key that is none of these says nothing."""

    def validate(self, value: Any) -> None:
        pass

    def clean(self, value: Any) -> set[UUID]:
        return set(_keys(super().clean(value)))


def _keys(texts: Iterable[str]) -> Iterator[UUID]:
    for text in texts:
        with suppress(ValueError):
            yield UUID(text)


class RegisterForm(IdentityForm):
    """建立档案."""

    field_order = ("name",)

    name = Stated(label="姓名", max_length=60)
    residence_division = StatedPlace(label="居住地", help_text="档案由居住地建立。")
    registered_division = StatedPlace(label="户籍地", required=False, help_text="不清楚的不填。")
    address = Stated(label="详细住址", required=False, max_length=200)
    school = Stated(label="就读学校", required=False, max_length=80)
    apart_from = ToldApart(label="可能已有档案", required=False)

    def entry(self) -> ChildEntry:
        """What was typed, to be compared with the files there are."""
        said = self.action_fields(self.typed())
        return ChildEntry(**{name: value for name, value in said.items() if name != "apart_from"})

    def action_fields(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, by the names `register_child` takes."""
        places = ("residence_division", "registered_division")
        return {**typed, **{name: str(typed[name] or "") for name in places}}


class FactForm(HouseForm):
    """登记情形: the fields its status asks for, and no others."""

    since = StatedDay(label="开始日期")
    until = StatedDay(
        label="结束日期", required=False, help_text="已经不再是这样的，填不再是这样的第一天。"
    )
    ordered_until = StatedDay(
        label="期满日", required=False, help_text="按裁判或者决定，期限届满后的第一天。"
    )
    kind = Chosen(label="种类")
    grade = Chosen(
        label="残疾等级",
        choices=[("", "请选择"), ("1", "一级"), ("2", "二级"), ("3", "三级"), ("4", "四级")],
    )
    yuan = Amount(label="自付金额（元）", help_text="医保报销后由家庭自己付的部分。")
    proof = Chosen(
        label="凭什么登记",
        required=False,
        choices=[("", "还没有材料"), *((proof.value, proof.label) for proof in Proof)],
        help_text="没有材料也先登记；认定类别前须补齐。",
    )
    proof_number = Stated(label="材料文号", required=False, max_length=60)
    note = Stated(label="说明", required=False, rows=3)

    def __init__(self, request: HouseRequest, asks: Asks, **options: Any) -> None:
        self.asks = asks
        super().__init__(request, **options)

    def furnish(self) -> None:
        asks = self.asks
        self.choose("kind", [("", "请选择"), *((kind.value, kind.label) for kind in asks.kinds)])
        asked = {
            "kind": bool(asks.kinds),
            "grade": asks.graded,
            "ordered_until": asks.ordered,
            "until": asks.lasts,
            "yuan": asks.paid,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]
        self.fields["since"].label = asks.since

    def entry(self, status: str, typed: Mapping[str, Any]) -> FactEntry:
        """What was typed, as `add_fact` takes it."""
        said = {name: value for name, value in typed.items() if name not in ("reason", "grade")}
        grade = typed.get("grade")
        return FactEntry(status=status, grade=int(grade) if grade else None, **said)


class CorrectionForm(FactForm):
    """更正情形."""

    reason = Stated(label="更正的理由", rows=2, help_text="如“减刑一年，见减刑裁定”。")


class ParticularForm(HouseForm):
    """登记生活情况: the questions of its sheet, then from when to when."""

    def __init__(self, request: HouseRequest, sheet: Sheet, **options: Any) -> None:
        self.sheet = sheet
        super().__init__(request, **options)

    def furnish(self) -> None:
        asked = {one.name: _asked(one) for one in self.sheet.questions}
        days = {"since": StatedDay(label=self.sheet.since)}
        if self.sheet.lasts:
            days["until"] = StatedDay(
                label="结束日期",
                required=False,
                help_text="已经不再是这样的，填不再是这样的第一天。",
            )
        self.fields = {**asked, **days, **self.fields}

    def entry(self, topic: str, typed: Mapping[str, Any]) -> ParticularEntry:
        """What was typed, as `add_particular` takes it."""
        said = {one.name: typed.get(one.name) for one in self.sheet.questions}
        return ParticularEntry(
            topic=topic,
            since=typed["since"],
            until=typed.get("until"),
            said={name: "" if value is None else str(value) for name, value in said.items()},
        )


class ParticularCorrectionForm(ParticularForm):
    """更正生活情况."""

    reason = Stated(label="更正的理由", rows=2, help_text="如“登记时听错，经核对户口簿”。")


def _asked(question: Question) -> forms.Field:
    """The field a question is answered in. Its fault is the action's to tell."""
    said: dict[str, Any] = {
        "label": question.label,
        "required": question.required,
        "help_text": question.help,
    }
    match question.form:
        case Form.CHOICE:
            none = "请选择" if question.required else "未填"
            return Chosen(choices=[("", none), *question.choices.items()], **said)
        case Form.DAY:
            return StatedDay(**said)
        case Form.COUNT:
            return Counted(**said)
        case Form.YUAN:
            return Amount(**said)
        case Form.LINES:
            return Stated(rows=3, **said)
        case Form.WORDS | Form.NAME | Form.PHONE:
            return Stated(max_length=question.most, **said)


class EndForm(HouseForm):
    """情形终止."""

    until = StatedDay(label="结束日期", help_text="不再是这样的第一天，如释放当日。")


class ReasonForm(HouseForm):
    """撤销登记、终止认定."""

    reason = Stated(label="理由", rows=3)


class CorrectFileForm(HouseForm):
    """更正档案: only what is put right is filled in."""

    name = Stated(label="姓名", required=False, max_length=60, help_text="不改的都留空。")
    sex = Chosen(
        label="性别",
        required=False,
        choices=[("", "不改"), *((sex.value, sex.label) for sex in _STATED)],
    )
    birth_date = StatedDay(label="出生日期", required=False)
    residence_division = StatedPlace(
        label="居住地",
        required=False,
        help_text="当时登记错了才在这里改；搬了家的，请登记迁居。",
    )
    registered_division = StatedPlace(label="户籍地", required=False)
    address = Stated(label="详细住址", required=False, max_length=200)
    school = Stated(label="就读学校", required=False, max_length=80)
    reason = Stated(label="更正的理由", rows=2, help_text="如“经核对户口簿，名字写错一字”。")


class MoveForm(HouseForm):
    """登记迁居."""

    residence_division = StatedPlace(label="迁入的居住地")
    since = StatedDay(label="自何日起居住")
    address = Stated(label="详细住址", required=False, max_length=200)
    school = Stated(
        label="转入的学校", required=False, max_length=80, help_text="没有转学或者还不清楚的不填。"
    )


class VerifyForm(HouseForm):
    """核验身份."""

    resident_id = Stated(label="居民身份号码", max_length=18, help_text="按证件上的号码填写。")
    paper = Stated(label="核验所凭证件", max_length=60, help_text="如“居民户口簿”“出生医学证明”。")


class GuardianForm(HouseForm):
    """登记监护人."""

    name = Stated(label="姓名", max_length=60)
    relation = Chosen(label="与儿童的关系", choices=[("", "请选择"), *Relation.choices])
    phone = Stated(label="电话", required=False, max_length=20)
    situation = Stated(
        label="监护情况",
        required=False,
        rows=4,
        help_text="能否履行监护职责，有什么困难，如“外出务工，半年未联系”。",
    )


class PairFilter(FilterForm):
    state = ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *people.PairState.choices()]
    )


class OtherFilter(FilterForm):
    """Finds the other file."""

    q = TextField(
        label="查找另一份档案",
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "姓名、首字母或者完整身份号码"}
        ),
    )


class SuspectForm(HouseForm):
    """提请核对."""

    other_id = Chosen(label="另一份档案", widget=forms.RadioSelect)
    why = Stated(label="为什么可能是同一人", rows=3, help_text="如“同一户口簿，曾用名小明”。")


class VerdictForm(HouseForm):
    """不是同一人、撤销合并."""

    reason = Stated(label="怎样核实的", rows=3, help_text="如“已入户核实，是同名的两个孩子”。")


class JoinForm(HouseForm):
    """合并."""

    kept_id = Chosen(label="保留哪一份", widget=forms.RadioSelect)
    reason = Stated(label="怎样核实的", rows=3, help_text="如“与派出所核对户籍，确为同一人”。")
