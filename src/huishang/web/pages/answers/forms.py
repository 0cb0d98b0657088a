"""What is typed about an address, and about an answer that did not arrive."""

from __future__ import annotations

from huishang.exchange.queries import DeliveryState

from ...forms import ChoiceField, FilterForm, HouseForm, TextField


class LetterFilter(FilterForm):
    status = ChoiceField(
        label="状态",
        required=False,
        choices=[("", "没有送到"), *DeliveryState.choices(), ("all", "全部")],
    )


class RegisterForm(HouseForm):
    """登记答复地址."""

    url = TextField(
        label="答复地址",
        max_length=500,
        help_text="由对方提供，如 https://hotline.example.gov.cn/answers。更改后，待发的发往新地址。",
    )


class OffForm(HouseForm):
    """停用答复地址."""

    reason = TextField(
        label="停用的原因",
        max_length=200,
        help_text="如“对方系统检修”。停用期间的答复都留着，启用后按先后发出。",
    )


class GiveUpForm(HouseForm):
    """不再重发."""

    reason = TextField(
        label="不再重发的原因", max_length=200, help_text="如“已电话告知对方”，请勿写姓名。"
    )
