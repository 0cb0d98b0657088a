"""The scale as a form: its questions are law data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from huishang.kernel import clock
from huishang.law.values import Dimension, Scale
from huishang.visits.queries import AssessmentEntry, AssessmentState, Need, item_field, need_field

from ...forms import ChoiceField, FilterForm, Group, HouseForm
from ...forms.judged import Chosen, Stated, StatedDay, Ticked
from ...request import HouseRequest


class AssessmentFilter(FilterForm):
    state = ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *AssessmentState.choices()]
    )


class AssessmentForm(HouseForm):
    """风险评估."""

    def __init__(self, request: HouseRequest, scale: Scale, **options: Any) -> None:
        self.scale = scale
        super().__init__(request, **options)

    def furnish(self) -> None:
        scale = self.scale
        emergencies = Ticked(
            label="紧急情形",
            required=False,
            choices=[(one.code, one.label) for one in scale.screen],
        )
        items: dict[str, forms.Field] = {
            item_field(item.code): Chosen(
                label=item.label,
                widget=forms.RadioSelect,
                choices=[(str(points), words) for points, words in enumerate(item.answers)],
            )
            for item in scale.items
        }
        needs: dict[str, forms.Field] = {
            need_field(need): Stated(label=need.label, required=False, rows=2) for need in Need
        }
        view: dict[str, forms.Field] = {
            "child_view": Stated(
                label="孩子本人的意见", required=False, rows=3, help_text="孩子怎么说、想要什么。"
            ),
            "no_view_because": Stated(
                label="没有听取的原因",
                required=False,
                rows=2,
                help_text="如“不满两周岁，尚不会说话”。听取了的不填。",
            ),
            "scored_on": StatedDay(label="评估日期", initial=clock.today()),
        }
        self.fields = {"emergencies": emergencies, **items, **needs, **view, **self.fields}
        self.groups = (
            Group(
                "第一步 紧急情形",
                ("emergencies",),
                "有其中任何一项的，不必评分，直接列为"
                f"“{scale.levels[0].label}”，并请立即报告。没有的，继续评分。",
            ),
            *(
                Group(
                    f"第二步 {dimension.label}",
                    tuple(
                        item_field(one.code) for one in scale.items if one.dimension is dimension
                    ),
                )
                for dimension in Dimension
            ),
            Group("第三步 需求和困境", tuple(needs), "看到什么写什么，没有的不填。"),
            Group("第四步 孩子的意见", tuple(view)),
        )

    def entry(self, typed: Mapping[str, Any]) -> AssessmentEntry:
        """What was typed, as `assess` takes it."""
        return AssessmentEntry(
            scored_on=typed["scored_on"],
            emergencies=tuple(typed["emergencies"]),
            points={
                item.code: int(typed[item_field(item.code)])
                for item in self.scale.items
                if typed[item_field(item.code)]
            },
            needs={need.value: typed[need_field(need)] for need in Need},
            child_view=typed["child_view"],
            no_view_because=typed["no_view_because"],
        )


class ReturnForm(HouseForm):
    """退回风险评估."""

    reason = Stated(label="退回的理由", rows=3, help_text="要核实什么、补充什么。")
