"""权利请求."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.paging import Cursor
from huishang.privacy import actions, permissions, queries
from huishang.privacy.queries import Requester, RightsRequest

from ...attachments import attachment, hands_out
from ...components import Button, Empty, Fact, Link, Pager, Weight
from ...forms import begin_one, submit
from ...page import render
from ...request import HouseRequest
from ..audit.parts import DOCX
from .contexts import FormPage, RequestPage, RequestsPage
from .forms import RequestFilter, RequestForm, WordsForm
from .parts import parts, to

STEPS: Mapping[str, tuple[Callable[..., RightsRequest], str, str, str]] = {
    "fulfil": (
        actions.fulfil_request, "answer", "办理情况",
        "写明提供、更正或者删除了什么，以什么方式告知。",
    ),
    "refuse": (
        actions.refuse_request, "reason", "拒绝理由",
        "写明理由和所依据的规定，一并印入告知书。提交后生成告知书，请送达请求人。",
    ),
    "withdraw": (actions.withdraw_request, "reason", "撤回情况", "写明请求人何时以何种方式撤回。"),
}  # fmt: skip


@require_GET
def requests(request: HouseRequest) -> HttpResponse:
    filters, after = RequestFilter(request), request.GET.get("after", "")
    found = queries.requests(
        request.actor,
        waiting=bool(filters.asked.get("waiting")),
        after=Cursor.parse(after) if after else None,
    )
    receive = queries.receive_act(request.actor)
    new = Link(receive.label, reverse("privacy:new_request"), icon="add")
    page = RequestsPage(
        title="个人信息权利请求",
        main=new,
        parts_row=parts(request.actor, "requests"),
        filters=filters,
        lines=found.rows,
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "没有权利请求",
            "未成年人及其监护人要求查阅、复制、更正、补充、删除个人信息的，在这里登记和答复。",
            new,
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    permissions.may_receive_request(request.actor).require(NotPermitted)
    form = RequestForm(request, draft="privacy.request")

    def act(typed: dict[str, Any]) -> str:
        made = actions.receive_request(actor=request.actor, entry=form.entry(typed))
        messages.success(request, f"已登记，编号{made.number}。")
        return reverse("privacy:request", args=[made.pk])

    page = FormPage(
        title="登记权利请求", trail=(to("requests"),), form=form, verb="登记", back=to("requests")
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def request_(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """One request, whole; that it was opened is written down."""
    found = actions.open_request(actor=request.actor, request_id=request_id)
    known = queries.rights(request.actor)
    line = queries.line(found, known)
    right = known.get(found.right)
    page = RequestPage(
        title=f"权利请求 {found.number}",
        trail=(to("requests"),),
        line=line,
        facts=(
            Fact("请求的权利", line.right, (right.basis,) if right else ()),
            Fact("请求人", f"{found.requester}（{Requester(found.requester_kind).label}）"),
            Fact("联系方式", found.contact),
            Fact("涉及的未成年人", found.child),
            Fact("请求内容", found.asked),
            Fact("收到日期", found.received_on),
        ),
        answered=(
            Fact("办理结果", found.status_label),
            Fact("办理情况", found.answer),
            Fact("办理人", found.answered_by),
            Fact("办理日期", found.answered_at),
        )
        if found.answered_at
        else (),
        buttons=tuple(
            Button(
                act,
                reverse("privacy:answer", args=[found.pk, act.name]),
                opens=True,
                weight=Weight.MAIN if act.name == "fulfil" else Weight.PLAIN,
            )
            for act in queries.request_acts(request.actor, found)
        )
        if not found.answered_at
        else (),
        letter=reverse("privacy:letter", args=[found.pk]) if found.letter else "",
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def answer(request: HouseRequest, request_id: UUID, step: str) -> HttpResponse:
    """办理答复, 书面拒绝, 登记撤回."""
    if step not in STEPS:
        raise NotVisible("办理环节")
    found = actions.open_request(actor=request.actor, request_id=request_id)
    taken = begin_one(request, queries.request_acts(request.actor, found), step)
    do, name, label, help_text = STEPS[step]
    form = WordsForm(request, label=label, help_text=help_text, version=found.version)
    back = Link(found.number, reverse("privacy:request", args=[request_id]))

    def act(typed: dict[str, Any]) -> str:
        do(
            actor=request.actor,
            request_id=request_id,
            version=form.seen,
            **{name: typed["words"]},
        )
        messages.success(request, f"已办理：{taken.label}。")
        return back.url

    page = FormPage(
        title=taken.label,
        trail=(to("requests"), back),
        form=form,
        verb=taken.label,
        back=back,
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@hands_out
@require_GET
def letter(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """The written refusal as .docx."""
    content = actions.print_letter(actor=request.actor, request_id=request_id)
    return attachment(request, content, "个人信息权利请求不予办理告知书.docx", DOCX)
