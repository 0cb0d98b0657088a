"""The report a phone keeps until it can be sent, and forms as steps of a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from huishang.discovery.queries import Channel
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind, Sex

from ...forms import Group, HouseForm
from ...forms.judged import Chosen, Counted, Stated, StatedDay
from ...nearby import places_below
from ...request import HouseRequest
from .contexts import FormStep, Wanted

_DOORS = {PostKind.CHILD_DIRECTOR: Channel.VISIT, PostKind.CHILD_SUPERVISOR: Channel.PATROL}
_OF_THE_CHILD = ("child_name", "told_child", "sex", "age")


class FieldReportForm(HouseForm):
    """立即报告, as short as it may be: what else is known is added when it is handled."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    child_name = Stated(
        label="孩子姓名", required=False, max_length=60, help_text="不知道全名的，写知道的部分。"
    )
    told_child = Stated(
        label="不知道是谁的，写能够辨认的情况", required=False, rows=2,
        help_text="如“六七岁，穿红色外套，常在东市场”。写了姓名的不填。",
    )  # fmt: skip
    sex = Chosen(
        label="性别", required=False,
        choices=[("", "不清楚"), *((one.value, one.label) for one in (Sex.MALE, Sex.FEMALE))],
    )  # fmt: skip
    age = Counted(
        label="年龄（周岁）", required=False, min_value=0, max_value=17,
        help_text="写估计的年龄。",
    )  # fmt: skip
    danger = forms.BooleanField(
        label="孩子正在面临危险", required=False,
        help_text="先拨打110。这里没有信号，报告要到有信号时才能送达。",
    )  # fmt: skip
    narrative = Stated(
        label="情况描述", rows=5, help_text="看到、听到了什么，孩子现在在哪里、由谁照料。"
    )
    incident_division = Chosen(label="事发地")
    occurred_on = StatedDay(label="事发日期", required=False, help_text="不清楚的不填。")

    def __init__(self, request: HouseRequest, *, kept: bool = False, **options: Any) -> None:
        self.kept = kept
        super().__init__(request, **options)

    def furnish(self) -> None:
        self.choose("incident_division", _places(self.request.actor))
        if self.kept:
            for name in _OF_THE_CHILD:
                del self.fields[name]
        who = () if self.kept else (Group("哪个孩子", _OF_THE_CHILD),)
        self.groups = (
            *who,
            Group("什么情况", ("danger", "narrative")),
            Group("在哪里，什么时候", ("incident_division", "occurred_on")),
        )

    def action_fields(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, by the names `receive_report` takes."""
        return {**typed, "channel": _DOORS[self.request.actor.post].value}


def steps(form: HouseForm) -> Iterator[FormStep]:
    """A form as a phone asks it: a group at a time; what follows from an answer, after it."""
    for group in form.shown():
        yield FormStep(
            group.title,
            group.help,
            tuple(
                Wanted(
                    field,
                    field.field.required or field.name in form.follows,
                    form.follows.get(field.name),
                )
                for field in group.fields
            ),
        )


def _places(actor: Actor) -> list[tuple[str, str]]:
    """The own village; of a town the villages, and the town itself where none is known."""
    below = places_below(actor)
    own = [(actor.division.code, "本乡镇" if below else "本村（居）")]
    return [*below, *own]
