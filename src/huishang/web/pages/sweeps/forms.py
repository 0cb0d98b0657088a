from __future__ import annotations

from typing import Any

from django import forms

from huishang.kernel import clock
from huishang.kernel.ids import new_id
from huishang.kernel.terms import Level
from huishang.law.values import Choice
from huishang.organisations import queries as organisations
from huishang.sweeps.queries import (
    MissedEntry,
    Outcome,
    PatrolEntry,
    PatrolKind,
    SettleEntry,
    SweepEntry,
    SweepState,
    Why,
    member_field,
)

from ...forms import ChoiceField, FilterForm, Group, HouseForm
from ...forms.judged import Chosen, Counted, Stated, StatedDay
from ...nearby import places_below
from ...request import HouseRequest

_ASK = ("", "请选择")


class SweepFilter(FilterForm):
    state = ChoiceField(label="状态", required=False, choices=[("", "全部"), *SweepState.choices()])

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request)
        self.full_clean()


class SweepForm(HouseForm):
    """部署排查: of the whole own place or of one town of it."""

    title = Stated(label="名称", help_text="例如：2026年暑期留守儿童排查。")
    place = Chosen(label="范围", help_text="范围内的每个村（居）都列入，由儿童主任逐户走访。")
    starts_on = StatedDay(label="开始日期")
    ends_on = StatedDay(label="截止日期", help_text="各村报送的最后一日；逾期未报的提醒一次。")
    asks = Stated(
        label="排查要求",
        rows=6,
        help_text="写明重点找哪些孩子、看什么、发现以后怎样办。不写具体孩子的姓名。",
    )

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request, draft="sweeps.new", initial={"starts_on": clock.today()})

    def furnish(self) -> None:
        here = self.request.actor.division
        own = (here.code, f"{organisations.division_name(here.code)}（全部）")
        below = places_below(self.request.actor) if here.level is Level.COUNTY else []
        self.choose("place", [own, *below])

    def entry(self, typed: dict[str, Any]) -> SweepEntry:
        return SweepEntry(**typed)


class MissedForm(HouseForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    household = Stated(label="哪一户", help_text="户主姓名或者门牌，便于再次上门。加密保存。")
    why = Chosen(label="没有走访到的原因", choices=[_ASK, *((o.value, o.label) for o in Why)])
    note = Stated(
        label="说明",
        required=False,
        rows=4,
        help_text="去过几次、邻居怎么说、家里有没有孩子，知道多少写多少。",
    )

    def __init__(self, request: HouseRequest, draft: str) -> None:
        super().__init__(request, draft=draft, initial={"key": new_id()})

    def entry(self, typed: dict[str, Any]) -> MissedEntry:
        return MissedEntry(household=typed["household"], why=typed["why"], note=typed["note"])


class SettleForm(HouseForm):
    outcome = Chosen(label="结果", choices=[_ASK, *((o.value, o.label) for o in Outcome)])
    on = StatedDay(label="日期")
    note = Stated(
        label="说明",
        required=False,
        rows=4,
        help_text="见到了谁、孩子怎样；搬走的写明迁往哪里、告知了谁。",
    )

    def entry(self, typed: dict[str, Any]) -> SettleEntry:
        return SettleEntry(outcome=typed["outcome"], on=typed["on"], note=typed["note"])


class HandInForm(HouseForm):
    households = Counted(
        label="应走访户数", help_text="本村全部应走访的户数，包括下面登记的未走访户。"
    )
    note = Stated(
        label="排查情况",
        required=False,
        rows=4,
        help_text="发现的孩子请分别建立档案或者立即报告，这里只写总的情况，不写姓名。",
    )


class ReasonForm(HouseForm):
    """Why it is returned, or closed although some have not handed in."""

    reason = Stated(label="理由", rows=4)

    def __init__(
        self, request: HouseRequest, *, required: bool, help_text: str, version: int
    ) -> None:
        self.required, self.help_text = required, help_text
        super().__init__(request, version=version)

    def furnish(self) -> None:
        self.fields["reason"].required = self.required
        self.fields["reason"].help_text = self.help_text


class PatrolFilter(FilterForm):
    place = ChoiceField(label="地区", required=False)

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request)
        below = places_below(request.actor)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [("", "全部"), *below]
        if not below:
            del self.fields["place"]
        self.full_clean()


class PatrolForm(HouseForm):
    """登记巡查: a box for each kind of people the place asks for."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, request: HouseRequest, team: tuple[Choice, ...]) -> None:
        self.team = team
        super().__init__(request, draft="sweeps.patrol", initial={"key": new_id()})

    def furnish(self) -> None:
        before: dict[str, forms.Field] = {
            "on": StatedDay(label="巡查日期", initial=clock.today()),
            "kind": Chosen(
                label="巡查方式", choices=[_ASK, *((o.value, o.label) for o in PatrolKind)]
            ),
            "route": Stated(label="巡查路线", rows=2, help_text="例如：集市、网吧、车站。"),
        }
        members: dict[str, forms.Field] = {
            member_field(one.code): Stated(
                label=one.label, required=False, help_text="姓名，可以填写多人。"
            )
            for one in self.team
        }
        members["short_because"] = Stated(
            label="缺员原因", required=False, rows=2, help_text="上面有人员没有参加的填写。"
        )
        after: dict[str, forms.Field] = {
            "found": Stated(
                label="发现的情况",
                required=False,
                rows=4,
                help_text="没有发现的不填。发现孩子有困难、有危险的，登记后随即建立档案、立即报告。",
            )
        }
        self.fields = {**before, **members, **after, **self.fields}
        self.groups = (
            Group("一、巡查", tuple(before)),
            Group("二、人员", tuple(members)),
            Group("三、发现", tuple(after)),
        )

    def entry(self, typed: dict[str, Any]) -> PatrolEntry:
        return PatrolEntry(
            on=typed["on"],
            kind=typed["kind"],
            route=typed["route"],
            members={one.code: typed[member_field(one.code)] for one in self.team},
            short_because=typed["short_because"],
            found=typed["found"],
        )
