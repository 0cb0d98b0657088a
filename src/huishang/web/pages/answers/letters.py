"""答复: what did not arrive is sent again or given up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.exchange import actions, permissions, queries
from huishang.exchange.queries import DeliveryRow, DeliveryState
from huishang.kernel.decision import ALLOWED
from huishang.kernel.errors import NotPermitted
from huishang.kernel.paging import Cursor
from huishang.workflow.acts import Act

from ...components import Button, Empty, Link, Pager, Weight
from ...forms import press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import FormPage, LettersPage, Line
from .forms import GiveUpForm, LetterFilter

_TONES = {
    DeliveryState.WAITING.value: "blue",
    DeliveryState.DELIVERED.value: "green",
    DeliveryState.DEAD.value: "red",
    DeliveryState.GIVEN_UP.value: "plain",
    DeliveryState.WITHHELD.value: "plain",
}


def require_keeper(request: HouseRequest) -> None:
    permissions.may_keep_endpoints(request.actor).require(NotPermitted)


def line(row: DeliveryRow) -> Line:
    buttons = (
        Button(Act("send_again", "重发", ALLOWED), reverse("answers:again", args=[row.id])),
        Button(
            Act("give_up", "不再重发", ALLOWED),
            reverse("answers:give_up", args=[row.id]),
            opens=True,
            weight=Weight.DANGER,
        ),
    )
    is_dead = row.status == DeliveryState.DEAD.value
    return Line(row, _TONES[row.status], buttons if is_dead else ())


@require_GET
def letters(request: HouseRequest) -> HttpResponse:
    """Those that did not arrive, unless asked otherwise."""
    require_keeper(request)
    filters, after = LetterFilter(request), request.GET.get("after", "")
    asked = filters.asked.get("status", "") or DeliveryState.DEAD.value
    found = queries.deliveries(
        request.actor,
        status="" if asked == "all" else asked,
        after=Cursor.parse(after) if after else None,
    )
    page = LettersPage(
        title="对外答复",
        trail=(Link("系统状态", reverse("system:status")),),
        filters=filters,
        lines=tuple(map(line, found.rows)),
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "没有这样的答复",
            "热线和平台没有收到的答复列在这里。答复地址在“账号 → 服务账号”中登记。",
        ),
    )
    return render(request, page)


@require_POST
def again(request: HouseRequest, delivery_id: UUID) -> HttpResponse:
    def act(_: int | None) -> str:
        actions.send_again(actor=request.actor, delivery_id=delivery_id)
        messages.success(request, "已列入待发，随即重发。")
        return reverse("answers:list")

    require_keeper(request)
    queries.delivery(request.actor, delivery_id)
    return press(request, act)


@require_http_methods(["GET", "POST"])
def give_up(request: HouseRequest, delivery_id: UUID) -> HttpResponse:
    require_keeper(request)
    row = queries.delivery(request.actor, delivery_id)
    form = GiveUpForm(request)

    def act(typed: dict[str, Any]) -> str:
        actions.give_up(actor=request.actor, delivery_id=delivery_id, reason=typed["reason"])
        messages.success(request, "这件答复不再重发，后面的照常发出。")
        return reverse("answers:list")

    back = Link("对外答复", reverse("answers:list"))
    title = f"不再重发：{row.their_number or row.our_number}第{row.sequence}件"
    page = FormPage(title=title, trail=(back,), form=form, verb="不再重发", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)
