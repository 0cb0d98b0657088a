"""The small forms of an office's steps with a request, and of a conference's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from huishang.organisations.queries import Organisation

from ....forms import HouseForm, MomentField, TextField
from ....forms.judged import Stated
from ....request import HouseRequest

_REASON = 500


class WithdrawForm(HouseForm):
    reason = TextField(label="撤回的原因", rows=3)


class AcceptForm(HouseForm):
    opinion = TextField(label="受理意见", required=False, rows=3)


class ReturnForm(HouseForm):
    reason = TextField(label="退回的原因", rows=4, help_text="写明需要补充什么，提请单位据此修改。")


class PassUpForm(HouseForm):
    opinion = TextField(
        label="本级意见", rows=4, help_text="写明本级为什么难以协调，建议怎样会商。"
    )


class HandDownForm(HouseForm):
    to_office_id = forms.TypedChoiceField(label="承接的未保办", coerce=UUID)
    reason = TextField(label="下转的理由和办理要求", rows=4)

    def __init__(
        self, request: HouseRequest, offices: Iterable[Organisation], **options: Any
    ) -> None:
        super().__init__(request, **options)
        self.choose(
            "to_office_id", [("", "请选择"), *((str(office.pk), office.name) for office in offices)]
        )


class RescheduleForm(HouseForm):
    starts_at = MomentField(label="新的会议时间")
    place = TextField(label="会议地点", max_length=120)
    reason = TextField(
        label="改期的原因", rows=3, max_length=_REASON, help_text="随通知告知全部已通知的席位。"
    )


class CancelForm(HouseForm):
    reason = TextField(
        label="取消的原因", rows=3, max_length=_REASON, help_text="随通知告知全部已通知的席位。"
    )


class ShortenForm(HouseForm):
    reason = Stated(
        label="紧急事由",
        rows=3,
        max_length=_REASON,
        help_text="写明为什么不能按规定提前通知；事由印入通知，记入留痕。",
    )


class NoticesForm(HouseForm):
    """Sends all notices; there is nothing to fill in."""
