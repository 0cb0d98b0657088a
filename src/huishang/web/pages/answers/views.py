"""答复地址 of one program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.access.queries import keeping
from huishang.exchange import actions, queries
from huishang.exchange.queries import EndpointView
from huishang.kernel.decision import ALLOWED
from huishang.kernel.errors import NotVisible
from huishang.workflow.acts import Act

from ... import once
from ...components import Button, Empty, Fact, Link, Weight
from ...forms import press, submit
from ...page import render
from ...request import HouseRequest
from ...templatetags.house import moment
from .contexts import EndpointPage, FormPage
from .forms import OffForm, RegisterForm
from .letters import line, require_keeper


def _program(request: HouseRequest, account_id: UUID) -> Link:
    """:raises NotVisible: no program of the actor's place."""
    found = keeping.account(request.actor, account_id)
    if not found.is_program:
        raise NotVisible("服务账号")
    return Link(found.person.name, reverse("accounts:program", args=[account_id]))


@require_GET
def endpoint(request: HouseRequest, account_id: UUID) -> HttpResponse:
    require_keeper(request)
    program = _program(request, account_id)
    found = queries.endpoint_of(request.actor, account_id)
    latest = queries.deliveries(request.actor, endpoint_id=found.id).rows if found else ()
    page = EndpointPage(
        title="答复地址",
        trail=(Link("服务账号", reverse("accounts:programs")), program),
        facts=_facts(found),
        buttons=_buttons(account_id, found),
        lines=tuple(map(line, latest)),
        empty=Empty("还没有发出答复", "登记答复地址后，先试发一次，请对方核对签名。"),
        secret=once.take(request, str(account_id)),
    )
    return render(request, page)


def _facts(found: EndpointView | None) -> tuple[Fact, ...]:
    if found is None:
        return (Fact("答复地址", "没有登记"),)
    state = "正在使用" if found.is_on else f"已停用：{found.off_because}"
    facts = [
        Fact("答复地址", found.url, wide=True),
        Fact("状态", state),
        Fact("待发", found.waiting),
        Fact("没有送到", found.dead),
    ]
    if found.both_until:
        facts.append(Fact("新旧密钥并用至", moment(found.both_until)))
    return tuple(facts)


def _buttons(account_id: UUID, found: EndpointView | None) -> tuple[Button, ...]:
    register = Button(
        Act("register", "更改地址" if found else "登记答复地址", ALLOWED),
        reverse("answers:register", args=[account_id]),
        opens=True,
        weight=Weight.PLAIN if found else Weight.MAIN,
    )
    if found is None:
        return (register,)

    def button(name: str, label: str, **more: Any) -> Button:
        return Button(
            Act(name, label, ALLOWED), reverse(f"answers:{name}", args=[found.id]), **more
        )

    rotate = button(
        "rotate", "更换签名密钥",
        consequence="新密钥只显示一次。旧密钥在设置的小时数内并用，再更换一次即作废。",
    )  # fmt: skip
    again = (button("all_again", f"全部重发（{found.dead}）"),) if found.dead else ()
    if not found.is_on:
        return (button("switch_on", "启用", weight=Weight.MAIN), register, rotate, *again)
    off = button("switch_off", "停用", opens=True, weight=Weight.DANGER)
    return (button("try_out", "试发", weight=Weight.MAIN), register, rotate, *again, off)


@require_http_methods(["GET", "POST"])
def register(request: HouseRequest, account_id: UUID) -> HttpResponse:
    require_keeper(request)
    program = _program(request, account_id)
    found = queries.endpoint_of(request.actor, account_id)
    form = RegisterForm(request, initial={"url": found.url if found else ""})

    def act(typed: dict[str, Any]) -> str:
        _, drawn = actions.register_endpoint(
            actor=request.actor, account_id=account_id, url=typed["url"]
        )
        if drawn:
            once.keep(request, str(account_id), drawn)
        messages.success(request, "答复地址已登记。")
        return reverse("answers:endpoint", args=[account_id])

    back = Link("答复地址", reverse("answers:endpoint", args=[account_id]))
    page = FormPage(title="登记答复地址", trail=(program, back), form=form, verb="登记", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)


@require_POST
def rotate(request: HouseRequest, endpoint_id: UUID) -> HttpResponse:
    def act(_: int | None) -> str:
        found, drawn = actions.rotate_secret(actor=request.actor, endpoint_id=endpoint_id)
        once.keep(request, str(found.account_id), drawn)
        return reverse("answers:endpoint", args=[found.account_id])

    return _press(request, endpoint_id, act)


@require_http_methods(["GET", "POST"])
def switch_off(request: HouseRequest, endpoint_id: UUID) -> HttpResponse:
    require_keeper(request)
    found = queries.endpoint_view(request.actor, endpoint_id)
    form = OffForm(request)

    def act(typed: dict[str, Any]) -> str:
        actions.switch_off(actor=request.actor, endpoint_id=endpoint_id, reason=typed["reason"])
        messages.success(request, "答复地址已停用，待发的答复都留着。")
        return reverse("answers:endpoint", args=[found.account_id])

    back = Link("答复地址", reverse("answers:endpoint", args=[found.account_id]))
    page = FormPage(title="停用答复地址", trail=(back,), form=form, verb="停用", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)


def _press(
    request: HouseRequest, endpoint_id: UUID, act: Callable[[int | None], str]
) -> HttpResponse:
    require_keeper(request)
    queries.endpoint(request.actor, endpoint_id)
    return press(request, act)


PRESSED: Mapping[str, tuple[Callable[..., object], str]] = {
    "switch_on": (actions.switch_on, "答复地址已启用，待发的答复随即发出。"),
    "try_out": (actions.try_out, "试发已列入待发，稍后刷新本页看结果。"),
}
"""Acts of one button: what is done, and what is said of it."""


@require_POST
def pressed(request: HouseRequest, endpoint_id: UUID, act: str) -> HttpResponse:
    do, said = PRESSED[act]

    def once_pressed(_: int | None) -> str:
        do(actor=request.actor, endpoint_id=endpoint_id)
        messages.success(request, said)
        return _to_page(request, endpoint_id)

    return _press(request, endpoint_id, once_pressed)


@require_POST
def all_again(request: HouseRequest, endpoint_id: UUID) -> HttpResponse:
    def act(_: int | None) -> str:
        count = actions.send_all_again(actor=request.actor, endpoint_id=endpoint_id)
        messages.success(request, f"{count}件已列入待发，随即重发。")
        return _to_page(request, endpoint_id)

    return _press(request, endpoint_id, act)


def _to_page(request: HouseRequest, endpoint_id: UUID) -> str:
    found = queries.endpoint(request.actor, endpoint_id)
    return reverse("answers:endpoint", args=[found.account_id])
