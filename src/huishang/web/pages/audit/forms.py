from __future__ import annotations

from huishang.audit.event_types import Nature
from huishang.audit.queries import event_types

from ...forms import ChoiceField, DayField, FilterForm

NATURES = {
    Nature.WRITE: "办理",
    Nature.READ: "查阅",
    Nature.REFUSAL: "被拒绝",
    Nature.SYSTEM: "系统",
}


def _acts() -> list[tuple[str, str]]:
    return [("", "全部事项"), *((kind.name, kind.label) for kind in event_types())]


class EventFilterForm(FilterForm):
    act = ChoiceField(label="事项", required=False, choices=_acts)
    nature = ChoiceField(
        label="类别",
        required=False,
        choices=[("", "全部类别"), *((nature.value, label) for nature, label in NATURES.items())],
    )
    since = DayField(label="从", required=False)
    until = DayField(label="至", required=False)
