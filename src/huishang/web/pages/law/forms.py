from __future__ import annotations

from django import forms

from huishang.law import vocabulary
from huishang.law.values import Duration, Unit

from ...forms import ChoiceField, DayField, FilterForm, PlaceField

_UNITS = (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH)
LONGEST = 400
"""The calculator counts day by day on one page; more than this nobody reads."""


class ExplainFilter(FilterForm):
    """One provision, one place, one day."""

    provision = ChoiceField(
        label="规定", required=False, choices=[(p.key, p.label) for p in vocabulary.KINDS]
    )
    division = PlaceField(label="地区", required=False)
    on = DayField(label="日期", required=False)


class CompareFilter(FilterForm):
    """Two places on one day."""

    left = PlaceField(label="甲地", required=False)
    right = PlaceField(label="乙地", required=False)
    on = DayField(label="日期", required=False)
    differing = forms.BooleanField(label="只看不同", required=False)


class CountFilter(FilterForm):
    """从哪天起、加多少."""

    start = DayField(label="起算日", required=False)
    amount = forms.IntegerField(
        label="加", required=False, min_value=1, max_value=LONGEST,
        error_messages={
            "min_value": "至少为1。", "max_value": f"最多为{LONGEST}。", "invalid": "请填写数目。",
        },
    )  # fmt: skip
    unit = ChoiceField(
        label="单位", required=False, choices=[(unit.value, unit.label) for unit in _UNITS]
    )

    @property
    def period(self) -> Duration | None:
        """What is to be added, if it was said."""
        amount, unit = self.asked.get("amount"), self.asked.get("unit")
        return Duration(amount, Unit(unit)) if amount and unit else None
