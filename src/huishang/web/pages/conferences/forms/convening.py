"""召集: which cases, when, where, who chairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from huishang.conferences.queries import Chairs, Conference, ConferenceRequest
from huishang.kernel.terms import Severity

from ....forms import ChoiceField, HouseForm, MomentField, TextField
from ....forms.judged import Ticked
from ....request import HouseRequest


class _Waiting(Ticked):
    """Which can be convened, the action judges: at a second press they already are."""

    def valid_value(self, value: Any) -> bool:
        try:
            UUID(str(value))
        except ValueError:
            return False
        return True


class ConveneForm(HouseForm):
    """:param chairs: those who might chair, as of the severity and the day chosen so far."""

    requests = _Waiting(label="会商的个案", help_text="同一次会议可以会商几件个案，一案一个议题。")
    starts_at = MomentField(label="会议时间")
    place = TextField(label="会议地点", max_length=120, help_text="视频会议写明平台名称。")
    severity = ChoiceField(
        label="案情程度",
        widget=forms.RadioSelect,
        choices=[(word.value, word.label) for word in Severity],
    )
    chair_post_id = forms.TypedChoiceField(label="主持人", widget=forms.RadioSelect, coerce=UUID)
    delegate_post_id = forms.TypedChoiceField(
        label="受委托主持",
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text="主持人不能到会、已书面委托他人主持的选择。",
    )
    previous_id = forms.TypedChoiceField(
        label="上一轮会商",
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text="就同一个案再次会商的选择，会议记为下一轮。",
    )

    def __init__(
        self,
        request: HouseRequest,
        *,
        waiting: Iterable[ConferenceRequest],
        chairs: Chairs,
        rounds: Iterable[Conference],
        **options: Any,
    ) -> None:
        super().__init__(request, **options)
        self.choose(
            "requests",
            [
                (str(asked.pk), f"{asked.case.number} {asked.case.title}（{asked.applicant.name}）")
                for asked in waiting
            ],
        )
        self.choose("chair_post_id", [(str(r.post.pk), r.post.person.name) for r in chairs.rows])
        self.choose(
            "delegate_post_id",
            [
                ("", "不委托"),
                *(
                    (
                        str(d.to_post_id),
                        f"{d.to_post.person.name}（受{d.from_post.person.name}委托）",
                    )
                    for d in chairs.delegations
                ),
            ],
        )
        self.choose(
            "previous_id",
            [
                ("", "首次会商"),
                *((str(held.pk), f"{held.number}（第{held.round}轮）") for held in rounds),
            ],
        )
