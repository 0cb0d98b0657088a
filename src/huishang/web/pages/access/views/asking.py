"""调阅申请: asked for by number, decided by the responsible person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.access import actions as access_actions
from huishang.access import queries
from huishang.access.lifecycle import RequestState
from huishang.access.queries import AccessRequest, Matter, Section
from huishang.cases import actions
from huishang.cases import queries as cases
from huishang.kernel.actor import Actor
from huishang.kernel.paging import Cursor
from huishang.law import provisions

from ....components import Button, Empty, Fact, Link, Pager, Weight
from ....forms import begin, begin_one, press, submit
from ....page import render
from ....request import HouseRequest
from ..contexts import FormPage, RecordPage, RequestLine, RequestsPage
from ..forms import ApproveForm, AskForm, RefuseForm
from ..grounds import basis_of
from .home import ask_button, tabs, to_home

TONES = {
    RequestState.ASKED.value: "amber",
    RequestState.APPROVED.value: "green",
    RequestState.REFUSED.value: "red",
    RequestState.WITHDRAWN.value: "plain",
}


def _to_requests() -> Link:
    return Link("调阅申请", reverse("access:requests"))


def _to(asked: AccessRequest) -> str:
    return reverse("access:request", args=[asked.pk])


@require_GET
def requests(request: HouseRequest) -> HttpResponse:
    """One's own, and those before one's office."""
    after = request.GET.get("after", "")
    found = queries.requests(request.actor, after=Cursor.parse(after) if after else None)
    page = RequestsPage(
        title="查阅与调阅",
        tabs=tabs(request.actor, "access:requests"),
        act=ask_button(request.actor),
        waiting=tuple(map(_line, queries.requests_to_decide(request.actor))) if not after else (),
        rows=tuple(map(_line, found.rows)),
        pager=Pager(
            following=f"?after={quote(found.after)}" if found.after else "",
            first=request.path if after else "",
            total=found.total_words,
        ),
        empty=Empty("还没有调阅申请", "不参与办理、又确需查阅的个案，写明编号和理由申请。"),
    )
    return render(request, page)


def _line(asked: AccessRequest) -> RequestLine:
    return RequestLine(
        number=asked.number,
        url=_to(asked),
        who=_who(asked),
        purpose=asked.purpose,
        at=asked.created_at,
        status=asked.status_label,
        tone=TONES[asked.status],
    )


def _who(asked: AccessRequest) -> str:
    return f"{asked.post.organisation.name}{asked.post.title} {asked.person.name}"


@require_http_methods(["GET", "POST"])
def ask(request: HouseRequest) -> HttpResponse:
    """申请调阅: the answer is the same whether there is such a case or not."""
    offer = queries.ask_act(request.actor)
    begin(request, offer)
    form = AskForm(
        request, draft="access.ask", initial={"number": request.GET.get("number", "")[:60]}
    )

    def act(typed: dict[str, Any]) -> str:
        asked = actions.ask_for_file(actor=request.actor, **typed)
        messages.success(request, "已提交。编号无误的，由管辖未保办审批，结果另行通知。")
        return _to(asked)

    page = FormPage(
        title="申请调阅",
        trail=(to_home(), _to_requests()),
        form=form,
        verb="提交申请",
        consequence="由管辖未保办负责人审批。批准后只能查阅准予的内容，每次查阅都留有记录，到期自动停止。",
        basis=basis_of(request.actor, provisions.ACCESS_APPROVERS),
        back=_to_requests(),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def show(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """One request. The asker is not told where the case lies, nor whether there is one."""
    asked = queries.request(request.actor, request_id)
    page = RecordPage(
        title=f"调阅申请：{asked.number}",
        trail=(to_home(), _to_requests()),
        status=asked.status_label,
        tone=TONES[asked.status],
        facts=tuple(_facts(asked)),
        reason=asked.reason,
        buttons=tuple(_buttons(request.actor, asked)),
        opens=tuple(_opens(request.actor, asked)),
        basis=basis_of(request.actor, provisions.ACCESS_APPROVERS),
    )
    return render(request, page)


def _labels(sections: list[str]) -> str:
    return "、".join(Section(section).label for section in sections)


def _facts(asked: AccessRequest) -> Iterator[Fact]:
    yield Fact("申请人", _who(asked))
    yield Fact("申请时间", asked.created_at)
    yield Fact("目的", asked.purpose)
    yield Fact("申请查阅", _labels(asked.sections))
    yield Fact("查阅至", asked.until)
    if asked.grant is not None:
        yield Fact("准予查阅", _labels(asked.grant.sections))
        yield Fact("准予至", asked.grant.valid_until)
    if asked.decided_at is not None:
        yield Fact("审批人", asked.decided_by)
        yield Fact("审批时间", asked.decided_at)
    if asked.note:
        yield Fact("审批意见", asked.note)


def _buttons(actor: Actor, asked: AccessRequest) -> Iterator[Button]:
    """The asker's one step, or the decider's two."""
    if asked.status != RequestState.ASKED:
        return
    own = asked.person_id == actor.person_id
    for act in queries.request_acts(actor, asked):
        url = reverse(f"access:{act.name}", args=[asked.pk])
        if own and act.name == "withdraw":
            yield Button(act, url, version=asked.version)
        elif not own and act.name != "withdraw":
            main = Weight.MAIN if act.name == "approve" else Weight.PLAIN
            yield Button(act, url, opens=True, weight=main)


def _opens(actor: Actor, asked: AccessRequest) -> Iterator[Link]:
    """To the case, for who sees it already and may know."""
    approved = asked.status == RequestState.APPROVED
    if asked.matter_id and (approved or asked.person_id != actor.person_id):
        found = cases.cited(actor, [asked.matter_id])
        if asked.matter == Matter.CASE and found[asked.matter_id].opens:
            yield Link("打开个案", reverse("cases:show", args=[asked.matter_id]))


def _decided(request: HouseRequest, request_id: UUID, name: str) -> AccessRequest:
    """The request, if the step with it may be taken."""
    asked = queries.request(request.actor, request_id)
    begin_one(request, queries.request_acts(request.actor, asked), name)
    return asked


@require_http_methods(["GET", "POST"])
def approve(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """批准."""
    asked = _decided(request, request_id, "approve")
    form = ApproveForm(request, asked.sections, version=asked.version)

    def act(typed: dict[str, Any]) -> str:
        actions.approve_request(
            actor=request.actor, request_id=request_id, version=form.seen, **typed
        )
        messages.success(request, "已批准，并通知申请人。")
        return _to(asked)

    page = FormPage(
        title="批准调阅",
        trail=(to_home(), _to_requests(), Link(asked.number, _to(asked))),
        form=form,
        verb="批准",
        consequence=f"批准后，{_who(asked)}可以查阅所选内容，最长至申请的截止日期。",
        basis=basis_of(request.actor, provisions.ACCESS_APPROVERS),
        back=Link("返回", _to(asked)),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def refuse(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """不批准."""
    asked = _decided(request, request_id, "refuse")
    form = RefuseForm(request, version=asked.version)

    def act(typed: dict[str, Any]) -> str:
        actions.refuse_request(
            actor=request.actor, request_id=request_id, version=form.seen, **typed
        )
        messages.success(request, "已答复申请人。")
        return _to(asked)

    page = FormPage(
        title="不批准调阅",
        trail=(to_home(), _to_requests(), Link(asked.number, _to(asked))),
        form=form,
        verb="不批准",
        consequence="理由会告知申请人。",
        basis=basis_of(request.actor, provisions.ACCESS_APPROVERS),
        back=Link("返回", _to(asked)),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_POST
def withdraw(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """撤回."""

    def act(version: int | None) -> str:
        asked = access_actions.withdraw(actor=request.actor, request_id=request_id, version=version)
        messages.success(request, "已撤回。")
        return _to(asked)

    return press(request, act)
