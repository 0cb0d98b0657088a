from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.access import actions, permissions
from huishang.access.queries import sealed
from huishang.access.queries.sealed import Unsealing, UnsealingState
from huishang.kernel.basis import Basis
from huishang.kernel.clock import BEIJING
from huishang.kernel.errors import NotPermitted
from huishang.kernel.masking import mask_name, mask_number
from huishang.kernel.paging import Cursor
from huishang.workflow.acts import Act

from ...components import Button, Empty, Fact, Link, Pager, Weight
from ...forms import HouseForm, begin_one, press, submit
from ...gate import with_fresh_factor
from ...page import render
from ...request import HouseRequest
from .contexts import LookPage, RecordShown, RequestPage, RequestRow, RequestsPage, StepPage
from .forms import AskForm, CloseForm, RefuseForm

_TONES = {
    UnsealingState.ASKED: "amber",
    UnsealingState.OPEN: "green",
    UnsealingState.REFUSED: "red",
    UnsealingState.WITHDRAWN: "plain",
}
_ROOM = "封存记录查询"


def _home() -> Link:
    return Link(_ROOM, reverse("sealed:list"))


def _to(asked_id: UUID) -> str:
    return reverse("sealed:show", args=[asked_id])


@require_GET
def requests(request: HouseRequest) -> HttpResponse:
    """One's own requests and those one answers; never a record."""
    actor, after = request.actor, request.GET.get("after", "")
    found = sealed.unsealings(actor, after=Cursor.parse(after) if after else None)
    ask = Act("ask_unsealing", "申请查询", permissions.may_ask_unsealing(actor))
    close = Act("seal_record", "封存一项记录", permissions.may_seal(actor))
    page = RequestsPage(
        title=_ROOM,
        buttons=(
            Button(close, reverse("sealed:close"), opens=True),
            Button(ask, reverse("sealed:ask"), opens=True, weight=Weight.MAIN),
        ),
        rows=tuple(RequestRow(row, _TONES[UnsealingState(row.status)]) for row in found.rows),
        pager=Pager(
            following=f"?after={quote(found.after)}" if found.after else "",
            first=request.path if after else "",
            total=found.total_words,
        ),
        empty=Empty(
            "没有查询申请",
            "封存的记录不列表、不检索。有关单位凭公函依法查询的，在这里登记申请。",
        ),
    )
    return render(request, page)


@require_GET
def request_page(request: HouseRequest, unsealing_id: UUID) -> HttpResponse:
    """One request: who asks, why, who agreed."""
    asked = sealed.unsealing(request.actor, unsealing_id)
    page = RequestPage(
        title=asked.document_number,
        trail=(_home(),),
        tone=_TONES[UnsealingState(asked.status)],
        status=asked.status_label,
        facts=tuple(_facts(asked)),
        buttons=tuple(
            _button(asked, act)
            for act in sealed.unsealing_acts(request.actor, asked)
            if act.name != "withdraw" or request.actor.person_id == asked.person_id
        ),
        approvals=tuple(sealed.approvals_of(asked)),
        wanted=sealed.approvals_wanted(asked),
    )
    return render(request, page)


def _facts(asked: Unsealing) -> Iterator[Fact]:
    yield Fact("查询单位", asked.body)
    yield Fact("法定事由", asked.ground_label, tuple(map(Basis.parse, asked.basis)))
    yield Fact("查询目的", asked.purpose)
    yield Fact("被查询人", mask_name(asked.subject_name))
    yield Fact("居民身份号码", mask_number(asked.subject_number) or "未提供")
    yield Fact("登记人", f"{asked.post.organisation.name} {asked.person.name}")
    yield Fact("查阅人", asked.viewer.name)
    yield Fact("保管单位", asked.keeper.name)
    if asked.ends_at is not None:
        yield Fact("可查阅至", f"{asked.ends_at.astimezone(BEIJING):%Y年%-m月%-d日 %H:%M}")
    if asked.note:
        yield Fact("不同意的理由", asked.note)


def _button(asked: Unsealing, act: Act) -> Button:
    url = reverse(f"sealed:{act.name}", args=[asked.pk])
    weight = Weight.MAIN if act.name in ("approve", "look") else Weight.PLAIN
    if act.name in ("refuse", "look"):
        return Button(act, url, opens=True, weight=weight)
    consequence = ""
    if act.name == "approve":
        consequence = "达到规定的单位数后，查阅人可以在时限内查阅。"
    return Button(act, url, weight=weight, consequence=consequence, version=asked.version)


# --- 申请、封存 --------------------------------------------------------------------------------


def _step(
    request: HouseRequest,
    form: HouseForm,
    act: Callable[[dict[str, Any]], str],
    *,
    title: str,
    verb: str,
    note: str,
) -> HttpResponse:
    page = StepPage(title=title, trail=(_home(),), form=form, verb=verb, back=_home(), note=note)
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def ask(request: HouseRequest) -> HttpResponse:
    """申请查询."""
    permissions.may_ask_unsealing(request.actor).require(NotPermitted)
    form = AskForm(request)

    def act(typed: dict[str, Any]) -> str:
        viewer = UUID(typed.pop("viewer_id"))
        made = actions.ask_unsealing(actor=request.actor, viewer_id=viewer, **typed)
        messages.success(request, "查询申请已登记，等待两个单位的负责人审批。")
        return _to(made.pk)

    note = "无论有没有封存的记录，申请的办理都相同；是否有记录，只有查阅人在同意后知道。"
    return _step(request, form, act, title="申请查询封存记录", verb="提交申请", note=note)


@require_http_methods(["GET", "POST"])
def close(request: HouseRequest) -> HttpResponse:
    """封存一项记录."""
    permissions.may_seal(request.actor).require(NotPermitted)
    form = CloseForm(request)

    def act(typed: dict[str, Any]) -> str:
        handle = actions.seal_record(actor=request.actor, **typed)
        messages.success(request, f"已封存，编号{handle}。请在封存决定上注明这个编号。")
        return _home().url

    note = "封存后不出现在任何列表、检索、统计和导出中，办理人也不能再看。"
    return _step(request, form, act, title="封存一项记录", verb="封存", note=note)


# --- 审批、查阅 --------------------------------------------------------------------------------


@require_POST
@with_fresh_factor
def approve(request: HouseRequest, unsealing_id: UUID) -> HttpResponse:
    """同意查询."""

    def act(version: int | None) -> str:
        actions.approve_unsealing(actor=request.actor, unsealing_id=unsealing_id, version=version)
        messages.success(request, "本单位已同意。")
        return _to(unsealing_id)

    return press(request, act)


@require_http_methods(["GET", "POST"])
def refuse(request: HouseRequest, unsealing_id: UUID) -> HttpResponse:
    """不同意查询."""
    asked = sealed.unsealing(request.actor, unsealing_id)
    begin_one(request, sealed.unsealing_acts(request.actor, asked), "refuse")
    form = RefuseForm(request, version=asked.version)

    def act(typed: dict[str, Any]) -> str:
        actions.refuse_unsealing(
            actor=request.actor, unsealing_id=unsealing_id, version=form.seen, **typed
        )
        messages.success(request, "已不同意这项查询，理由已告知申请人。")
        return _to(unsealing_id)

    note = "一个单位不同意，这项查询即告终止。"
    return _step(request, form, act, title="不同意查询", verb="不同意", note=note)


@require_POST
def withdraw(request: HouseRequest, unsealing_id: UUID) -> HttpResponse:
    """撤回."""

    def act(version: int | None) -> str:
        actions.withdraw_unsealing(actor=request.actor, unsealing_id=unsealing_id, version=version)
        messages.success(request, "已撤回。")
        return _to(unsealing_id)

    return press(request, act)


@require_GET
@with_fresh_factor
def look(request: HouseRequest, unsealing_id: UUID) -> HttpResponse:
    """查阅: every opening of the page is one look, and written down."""
    found = actions.look(actor=request.actor, unsealing_id=unsealing_id)
    asked = sealed.unsealing(request.actor, unsealing_id)
    assert asked.ends_at is not None
    page = LookPage(
        title="查阅封存记录",
        trail=(_home(), Link(asked.document_number, _to(asked.pk))),
        until=f"{asked.ends_at.astimezone(BEIJING):%Y年%-m月%-d日 %H:%M}",
        records=tuple(map(_shown, found)),
    )
    return render(request, page)


def _shown(opened: actions.Opened) -> RecordShown:
    content = opened.content
    facts = (
        Fact("姓名", content["name"]),
        Fact("出生日期", content["born"]),
        Fact("居民身份号码", content["number"] or "未登记"),
        Fact("决定机关", content["decided_by"]),
        Fact("决定文书号", content["document_number"]),
        Fact("封存日期", content["sealed_on"]),
    )
    return RecordShown(f"{opened.kind}（{opened.handle}）", facts, content["text"])
