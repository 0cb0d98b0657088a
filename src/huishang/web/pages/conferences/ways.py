"""Where each act of the room leads on these pages, and how heavily its button weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from huishang.workflow.acts import Act

from ...components import Button, Weight


@dataclass(frozen=True, slots=True)
class Way:
    """An act's page or its POST.

    :param view: URL name, taking the key of the record.
    :param consequence: what it will bring about; if given, the button asks first.
    """

    view: str
    opens: bool = True
    weight: Weight = Weight.PLAIN
    consequence: str = ""


REQUEST: Mapping[str, Way] = {
    "submit": Way(
        "conferences:request_submit",
        opens=False,
        weight=Weight.MAIN,
        consequence="提请后由未保办审核，审核期间不能修改。",
    ),
    "accept": Way("conferences:request_accept", weight=Weight.MAIN),
    "pass_up": Way("conferences:request_pass_up"),
    "hand_down": Way("conferences:request_hand_down"),
    "return_request": Way("conferences:request_return"),
    "convene": Way("conferences:request_convene", weight=Weight.MAIN),
    "withdraw": Way("conferences:request_withdraw", weight=Weight.DANGER),
}

CONFERENCE: Mapping[str, Way] = {
    "send_notices": Way("conferences:notices", weight=Weight.MAIN),
    "shorten_notice": Way("conferences:shorten_notice"),
    "reschedule": Way("conferences:reschedule"),
    "cancel": Way("conferences:cancel", weight=Weight.DANGER),
}

MEETING: Mapping[str, Way] = {
    "open_meeting": Way(
        "conferences:open_meeting",
        opens=False,
        weight=Weight.MAIN,
        consequence="宣布开会后开始签到，不能再改期、取消，也不能再改参会回复。",
    ),
    "open_discussion": Way(
        "conferences:open_discussion",
        opens=False,
        weight=Weight.MAIN,
        consequence="进入讨论后，书面意见对全部参会席位公开，不能再提交或者修改。",
    ),
    "conclude": Way("conferences:readback"),
}

MINUTES: Mapping[str, Way] = {
    "sign": Way(
        "conferences:minutes_sign",
        opens=False,
        weight=Weight.MAIN,
        consequence="签发后内容不能再改；印发后需要更正的，出具新版。",
    ),
    "issue": Way(
        "conferences:minutes_issue",
        opens=False,
        weight=Weight.MAIN,
        consequence="印发后编号、送达各参会单位，议定事项随即交办，落实期限开始计算。",
    ),
    "send_for_confirmation": Way(
        "conferences:minutes_send",
        opens=False,
        consequence="送会签后内容不能再改，由会签席位逐一确认。",
    ),
    "supersede": Way("conferences:minutes_correct"),
}

ITEM: Mapping[str, Way] = {
    "set_questions": Way("conferences:questions"),
    "confirm_seats": Way("conferences:seats"),
    "add_seat": Way("conferences:add_seat"),
    "draft_minutes": Way("conferences:minutes_new", weight=Weight.MAIN),
    "present": Way("conferences:present", opens=False),
}

SEAT: Mapping[str, Way] = {
    "reply": Way("conferences:reply", weight=Weight.MAIN),
    "submit_opinion": Way("conferences:opinion"),
}


def buttons(
    acts: Iterable[Act], ways: Mapping[str, Way], key: UUID, version: int | None = None
) -> tuple[Button, ...]:
    """A button for each act of the present state that has a way, in the order of the ways."""
    offered = {act.name: act for act in acts if act.here}
    return tuple(
        Button(
            offered[name],
            reverse(way.view, args=[key]),
            opens=way.opens,
            weight=way.weight,
            consequence=way.consequence,
            version=version,
        )
        for name, way in ways.items()
        if name in offered
    )
