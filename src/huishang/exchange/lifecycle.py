"""The life of one answer."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_KEEPER = (PostKind.SYSTEM_ADMINISTRATOR,)
"""Who answers for it; what is sent and what is found undeliverable the platform does by itself."""


class DeliveryState(State):
    WAITING = "waiting", "待发"
    DELIVERED = "delivered", "已送达"
    DEAD = "dead", "没有送到"
    GIVEN_UP = "given_up", "不再重发"
    WITHHELD = "withheld", "已封存，不发"


UNSETTLED = (DeliveryState.WAITING, DeliveryState.DEAD)
"""While the later answers about the same thing wait behind it."""

_WAITING = (DeliveryState.WAITING,)
_DEAD = (DeliveryState.DEAD,)

DELIVERY = Lifecycle(
    "delivery",
    "答复",
    initial=DeliveryState.WAITING,
    rows=(
        Transition("deliver", "送达", _WAITING, DeliveryState.DELIVERED, _KEEPER,
                   "exchange.deliver"),
        Transition("fail", "停止重发", _WAITING, DeliveryState.DEAD, _KEEPER, "exchange.fail"),
        Transition("withhold", "扣下", _WAITING, DeliveryState.WITHHELD, _KEEPER,
                   "exchange.withhold"),
        Transition("send_again", "重发", _DEAD, DeliveryState.WAITING, _KEEPER,
                   "exchange.send_again"),
        Transition("give_up", "不再重发", _DEAD, DeliveryState.GIVEN_UP, _KEEPER,
                   "exchange.give_up"),
    ),
)  # fmt: skip
