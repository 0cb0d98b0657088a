from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from huishang.audit.event_types import Nature
from huishang.audit.queries import Oddity, event_types
from huishang.kernel import clock

from ...forms import ChoiceField, DayField, FilterForm, HouseForm
from ...forms.judged import Stated
from ...request import HouseRequest
from .subjects import SUBJECTS

NATURES = {
    Nature.WRITE: "办理",
    Nature.READ: "查阅",
    Nature.REFUSAL: "被拒绝",
    Nature.SYSTEM: "系统",
}
_YEARS_SHOWN = 5


def _acts() -> list[tuple[str, str]]:
    return [("", "全部事项"), *((kind.name, kind.label) for kind in event_types())]


class EventFilterForm(FilterForm):
    """:cvar account: one person's doings; comes by a link, never typed."""

    act = ChoiceField(label="事项", required=False, choices=_acts)
    nature = ChoiceField(
        label="类别",
        required=False,
        choices=[("", "全部类别"), *((nature.value, label) for nature, label in NATURES.items())],
    )
    kind = ChoiceField(label="对象", required=False, choices=[("", "全部对象"), *SUBJECTS.items()])
    scope = ChoiceField(
        label="范围",
        required=False,
        choices=[("", "本地人员"), ("platform", "平台自身")],
        help_text="平台自身：登录失败、锁定、例行等不属于任何岗位的记录。",
    )
    since = DayField(label="从", required=False)
    until = DayField(label="至", required=False)
    account = forms.UUIDField(required=False, widget=forms.HiddenInput)


class HistoryFilter(FilterForm):
    """Nothing to narrow: it knows the address of the list."""


class FindingFilter(FilterForm):
    oddity = ChoiceField(label="情形", required=False, choices=[("", "全部情形"), *Oddity.choices])
    waiting = ChoiceField(label="办理", required=False, choices=[("", "全部"), ("1", "待核实")])


class MonthFilter(FilterForm):
    month = forms.CharField(
        label="月份", required=False, widget=forms.TextInput(attrs={"type": "month"})
    )

    @property
    def first(self) -> date | None:
        """First day of the month asked; none where it cannot be read."""
        try:
            return date.fromisoformat(f"{self.asked.get('month', '')}-01")
        except ValueError:
            return None


class YearFilter(FilterForm):
    asked_year = ChoiceField(label="年度", required=False)

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request)
        this = clock.today().year
        field = self.fields["asked_year"]
        assert isinstance(field, forms.ChoiceField)
        years = range(this, this - _YEARS_SHOWN, -1)
        field.choices = [("", "上一年度"), *((str(year), f"{year}年") for year in years)]
        self.full_clean()

    @property
    def year(self) -> int | None:
        asked = self.asked.get("asked_year")
        return int(asked) if asked else None


class ReasonForm(HouseForm):
    """One box that says why."""

    reason = Stated(label="理由", rows=4)

    def __init__(
        self, request: HouseRequest, *, label: str, help_text: str, **options: Any
    ) -> None:
        self.asks = label, help_text
        super().__init__(request, **options)

    def furnish(self) -> None:
        field = self.fields["reason"]
        field.label, field.help_text = self.asks
