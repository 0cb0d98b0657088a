"""志愿者和社会组织: who may be asked for what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.staff import actions, permissions, queries
from huishang.staff.queries import RecordCheck, SupporterKind, SupporterLine

from ...components import Button, Empty, Fact, Link, Weight
from ...forms import HouseForm, begin, begin_one, press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import FormPage, SupporterPage, SupportersPage
from .forms import AnswerForm, AskForm, SupporterFilter, SupporterForm
from .parts import parts, to
from .people import ANSWER_NOTE, check_row, waiting_version

_VIEWS = {
    "ask_check": "staff:ask_supporter",
    "answer_check": "staff:answer_supporter",
    "end": "staff:end_supporter",
}


@require_GET
def supporters(request: HouseRequest) -> HttpResponse:
    filters = SupporterFilter(request)
    asked = filters.asked
    lines = queries.supporters(
        request.actor,
        service=asked.get("service", ""),
        kind=asked.get("kind", ""),
        ended=bool(asked.get("ended")),
    )
    act = queries.register_supporter_act(request.actor)
    new = Link(act.label, reverse("staff:new_supporter"), icon="add") if act.decision else None
    page = SupportersPage(
        title="志愿者和社会组织",
        main=new,
        parts_row=parts(request.actor, "supporters"),
        filters=filters,
        lines=lines,
        empty=Empty(
            "没有符合条件的志愿者和社会组织" if asked else "还没有登记志愿者和社会组织",
            "由县级未保办登记：是谁、怎样联系、可以请其提供什么服务，并在安排以前办理查询。",
            new,
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    begin(request, queries.register_supporter_act(request.actor))
    form = SupporterForm(request, draft="staff.supporter")

    def act(typed: dict[str, Any]) -> str:
        made = actions.register_supporter(actor=request.actor, entry=form.entry(typed))
        messages.success(request, "已登记。安排服务以前，请先办理违法犯罪记录查询。")
        return reverse("staff:supporter", args=[made.pk])

    page = FormPage(
        title="登记志愿者或者社会组织",
        trail=(to("supporters"),),
        form=form,
        verb="登记",
        back=to("supporters"),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def supporter(request: HouseRequest, supporter_id: UUID) -> HttpResponse:
    line = queries.supporter(request.actor, supporter_id)
    row = line.supporter
    checks = queries.checks_of(request.actor, supporter_id)
    keeps = bool(permissions.may_keep_supporters(request.actor))
    page = SupporterPage(
        title=row.name,
        trail=(to("supporters"),),
        line=line,
        facts=(
            Fact("类别", SupporterKind(row.kind).label),
            *((Fact("统一社会信用代码", row.credit_code),) if row.credit_code else ()),
            Fact("资质", row.qualification),
            Fact("联系人", row.contact),
            Fact("联系电话", row.phone),
            Fact("登记日期", row.since),
            *((Fact("退出日期", row.ended_on),) if row.ended_on else ()),
            Fact("可以请其提供", "、".join(line.services), wide=True),
        ),
        buttons=tuple(_buttons(request, line, checks)) if keeps else (),
        checks=tuple(map(check_row, checks)),
        keeps=keeps,
    )
    return render(request, page)


def _buttons(
    request: HouseRequest, line: SupporterLine, checks: tuple[RecordCheck, ...]
) -> list[Button]:
    row = line.supporter
    return [
        Button(
            act,
            reverse(_VIEWS[act.name], args=[row.pk]),
            opens=act.name != "end",
            weight=Weight.DANGER if act.name == "end" else Weight.PLAIN,
            consequence="退出后不再安排任务，登记保留。" if act.name == "end" else "",
            version=row.version if act.name == "end" else None,
        )
        for act in queries.supporter_acts(request.actor, row, checks)
        if act.here
    ]


@require_http_methods(["GET", "POST"])
def ask_check(request: HouseRequest, supporter_id: UUID) -> HttpResponse:
    line = _begun(request, supporter_id, "ask_check")
    form = AskForm(request)

    def do(typed: dict[str, Any]) -> None:
        actions.ask_supporter_check(actor=request.actor, supporter_id=supporter_id, **typed)

    return _added(request, line, form, do, "提请查询", "已登记提请，答复后请登记结果。")


@require_http_methods(["GET", "POST"])
def answer(request: HouseRequest, supporter_id: UUID) -> HttpResponse:
    line = _begun(request, supporter_id, "answer_check")
    version = waiting_version(queries.checks_of(request.actor, supporter_id))
    form = AnswerForm(request, version=version)

    def do(typed: dict[str, Any]) -> None:
        actions.answer_supporter_check(
            actor=request.actor, supporter_id=supporter_id, version=form.seen, **typed
        )

    return _added(request, line, form, do, "登记查询答复", "答复已登记。", note=ANSWER_NOTE)


@require_POST
def end(request: HouseRequest, supporter_id: UUID) -> HttpResponse:
    """退出."""

    def act(version: int | None) -> str:
        actions.end_supporter(actor=request.actor, supporter_id=supporter_id, version=version)
        messages.success(request, "已退出。")
        return reverse("staff:supporter", args=[supporter_id])

    return press(request, act)


def _begun(request: HouseRequest, supporter_id: UUID, act: str) -> SupporterLine:
    line = queries.supporter(request.actor, supporter_id)
    checks = queries.checks_of(request.actor, supporter_id)
    begin_one(request, queries.supporter_acts(request.actor, line.supporter, checks), act)
    return line


def _added(
    request: HouseRequest,
    line: SupporterLine,
    form: HouseForm,
    do: Callable[[dict[str, Any]], None],
    title: str,
    said: str,
    *,
    note: str = "",
) -> HttpResponse:
    back = Link(line.supporter.name, reverse("staff:supporter", args=[line.supporter.pk]))

    def act(typed: dict[str, Any]) -> str:
        do(typed)
        messages.success(request, said)
        return back.url

    page = FormPage(
        title=f"{title}：{line.supporter.name}",
        trail=(to("supporters"), back),
        form=form,
        verb="登记",
        back=back,
        note=note,
    )
    return submit(request, form, act) or render(request, page, status=form.status)
