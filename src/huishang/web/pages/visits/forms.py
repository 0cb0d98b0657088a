"""A visit as a form: its checks are law data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from huishang.kernel import clock
from huishang.kernel.ids import new_id
from huishang.law.values import Visiting
from huishang.visits.queries import (
    CheckEntry,
    Confirmed,
    Found,
    Step,
    VisitEntry,
    VisitKind,
    Work,
    check_field,
)

from ...forms import ChoiceField, FilterForm, Group, HouseForm
from ...forms.judged import Chosen, Stated, StatedDay, Ticked
from ...nearby import places_below
from ...request import HouseRequest

_AHEAD = (("0", "今天和已经逾期的"), ("7", "七天以内"), ("30", "三十天以内"))
_MET = (("yes", "见到了"), ("no", "没有见到"))


class RoundFilter(FilterForm):
    ahead = ChoiceField(label="到期", required=False, choices=_AHEAD)
    place = ChoiceField(label="地区", required=False)

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request, ahead="7")
        below = places_below(request.actor)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [("", "全部"), *below]
        if not below:
            del self.fields["place"]
        self.full_clean()

    @property
    def days(self) -> int:
        return int(self.asked.get("ahead", "7"))


class VisitForm(HouseForm):
    """登记走访: every check in turn; what is wrong asks for more."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, request: HouseRequest, asked: Visiting, **options: Any) -> None:
        self.visiting = asked
        super().__init__(request, initial={"key": new_id()}, **options)

    def furnish(self) -> None:
        before: dict[str, forms.Field] = {
            "on": StatedDay(label="走访日期", initial=clock.today()),
            "kind": Chosen(
                label="走访方式",
                choices=[(one.value, one.label) for one in VisitKind],
                initial=VisitKind.KEY.value,
            ),
            "works": Ticked(
                label="工作内容",
                choices=[(one.value, one.label) for one in Work],
                initial=[Work.VISIT.value],
            ),
            "met": Chosen(label="孩子本人", widget=forms.RadioSelect, choices=list(_MET)),
            "not_met_because": Stated(
                label="没有见到的原因", required=False, rows=2, help_text="见到了的不填。"
            ),
        }
        checks: dict[str, forms.Field] = {}
        for check in self.visiting.checks:
            checks[check_field(check.code)] = Chosen(
                label=check.label,
                widget=forms.RadioSelect,
                choices=[(one.value, one.label) for one in Found],
            )
            checks[check_field(check.code, "words")] = Stated(label="什么问题", rows=2)
            checks[check_field(check.code, "step")] = Chosen(
                label="怎样办理",
                choices=[("", "请选择"), *((one.value, one.label) for one in Step)],
            )
        after: dict[str, forms.Field] = {
            "confirmed": Chosen(
                label="监护人或者照护人确认", choices=[("", "请选择"), *_labelled(Confirmed)]
            ),
            "confirmed_by": Stated(
                label="确认人姓名",
                required=False,
                max_length=60,
                help_text="签字或者口头确认的填写。",
            ),
            "note": Stated(label="其他情况", required=False, rows=3),
        }
        self.fields = {**before, **checks, **after, **self.fields}
        self.follows = {
            "not_met_because": ("met", ("no",)),
            "confirmed_by": ("confirmed", (Confirmed.SIGNED.value, Confirmed.SPOKEN.value)),
            **{
                check_field(check.code, part): (check_field(check.code), (Found.WRONG.value,))
                for check in self.visiting.checks
                for part in ("words", "step")
            },
        }
        self.groups = (
            Group("一、走访", tuple(before)),
            Group(
                "二、逐项核查",
                tuple(checks),
                "没有看到、没有问到的，选“没有看到”，不要猜。正在发生危险的，先报警。",
            ),
            Group("三、确认", tuple(after)),
        )

    def entry(self, typed: Mapping[str, Any]) -> VisitEntry:
        """What was typed, as `visit` takes it."""
        met = {"yes": True, "no": False}.get(typed["met"])
        return VisitEntry(
            on=typed["on"],
            kind=typed["kind"],
            works=tuple(typed["works"]),
            met=met,
            not_met_because=typed["not_met_because"],
            confirmed=typed["confirmed"],
            confirmed_by=typed["confirmed_by"],
            checks={
                check.code: CheckEntry(
                    came_to=typed[check_field(check.code)],
                    step=typed[check_field(check.code, "step")],
                    words=typed[check_field(check.code, "words")],
                )
                for check in self.visiting.checks
            },
            note=typed["note"],
        )


class WithdrawForm(HouseForm):
    """撤销走访登记."""

    reason = Stated(label="撤销的理由", rows=3, help_text="如“登记到了另一个孩子名下”。")


def _labelled(words: Any) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in words]
