"""紧急查阅: opened at once, for hours; judged afterwards by another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.access import actions as access_actions
from huishang.access import queries
from huishang.access.lifecycle import EmergencyState
from huishang.access.queries import Emergency
from huishang.cases import actions
from huishang.cases import queries as cases
from huishang.cases.queries import Cited
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.paging import Cursor
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.workflow.acts import Act

from ....components import Button, Empty, Fact, Link, Pager, Weight
from ....forms import begin, submit
from ....page import render
from ....request import HouseRequest
from ..contexts import EmergenciesPage, EmergencyLine, FormPage, RecordPage
from ..forms import EmergencyForm, ReviewForm
from ..grounds import basis_of
from .home import tabs, to_home

TONES = {
    EmergencyState.OPENED.value: "amber",
    EmergencyState.JUSTIFIED.value: "green",
    EmergencyState.UNJUSTIFIED.value: "red",
}


def _to_list() -> Link:
    return Link("紧急查阅", reverse("access:emergencies"))


def _to(opened: Emergency) -> str:
    return reverse("access:emergency", args=[opened.pk])


def _who(opened: Emergency) -> str:
    return f"{opened.post.organisation.name}{opened.post.title} {opened.person.name}"


@require_GET
def emergencies(request: HouseRequest) -> HttpResponse:
    """One's own, and those one's body reviews."""
    after = request.GET.get("after", "")
    found = queries.emergencies(request.actor, after=Cursor.parse(after) if after else None)
    cited = cases.cited(request.actor, (row.matter_id for row in found.rows))
    page = EmergenciesPage(
        title="查阅与调阅",
        tabs=tabs(request.actor, "access:emergencies"),
        act=Button(
            queries.emergency_act(request.actor),
            reverse("access:open_in_emergency"),
            opens=True,
            weight=Weight.DANGER,
        ),
        rows=tuple(_line(row, cited[row.matter_id]) for row in found.rows),
        pager=Pager(
            following=f"?after={quote(found.after)}" if found.after else "",
            first=request.path if after else "",
            total=found.total_words,
        ),
        empty=Empty("没有紧急查阅", "儿童面临危险、来不及审批的，可以先行查阅，事后由他人复核。"),
    )
    return render(request, page)


def _line(opened: Emergency, case: Cited) -> EmergencyLine:
    return EmergencyLine(
        number=case.number,
        url=_to(opened),
        who=_who(opened),
        opened_at=opened.opened_at,
        ends_at=opened.ends_at,
        status=opened.status_label,
        tone=TONES[opened.status],
    )


@require_http_methods(["GET", "POST"])
def open_file(request: HouseRequest) -> HttpResponse:
    """紧急查阅."""
    begin(request, queries.emergency_act(request.actor))
    form = EmergencyForm(request)
    lasting = Rules.at(request.actor.division, clock.today()).value(provisions.EMERGENCY_ACCESS)

    def act(typed: dict[str, Any]) -> str:
        case, opened = actions.open_in_emergency(actor=request.actor, **typed)
        ends = opened.ends_at.astimezone(clock.BEIJING)
        messages.success(request, f"已打开，可以查阅至{ends:%H:%M}。处置后请配合复核。")
        return reverse("cases:show", args=[case.pk])

    page = FormPage(
        title="紧急查阅",
        trail=(to_home(), _to_list()),
        form=form,
        verb="立即查阅",
        consequence=(
            f"仅限儿童面临危险、来不及审批的情形。提交后立即可以查阅{lasting}，"
            "同时通知管辖单位；事后由他人复核是否正当，认定不当的依规处理。"
        ),
        basis=basis_of(request.actor, provisions.EMERGENCY_ACCESS),
        back=_to_list(),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def show(request: HouseRequest, emergency_id: UUID) -> HttpResponse:
    opened = queries.emergency(request.actor, emergency_id)
    case = cases.cited(request.actor, [opened.matter_id])[opened.matter_id]
    review_ = _review_act(request.actor, opened)
    judged = opened.status != EmergencyState.OPENED
    page = RecordPage(
        title=f"紧急查阅：{case.number}",
        trail=(to_home(), _to_list()),
        status=opened.status_label,
        tone=TONES[opened.status],
        facts=tuple(_facts(opened)),
        reason=opened.reason,
        buttons=()
        if judged
        else (
            Button(
                review_,
                reverse("access:review", args=[opened.pk]),
                opens=True,
                weight=Weight.MAIN,
            ),
        ),
        opens=(Link("打开个案", reverse("cases:show", args=[opened.matter_id])),)
        if case.opens
        else (),
        basis=basis_of(request.actor, provisions.EMERGENCY_ACCESS),
    )
    return render(request, page)


def _review_act(actor: Actor, opened: Emergency) -> Act:
    """One form for both findings."""
    act, *_ = queries.emergency_acts(actor, opened)
    return replace(act, name="review", label="复核")


def _facts(opened: Emergency) -> Iterator[Fact]:
    yield Fact("查阅人", _who(opened))
    yield Fact("打开时间", opened.opened_at)
    yield Fact("停止时间", opened.ends_at)
    yield Fact("复核单位", opened.reviewing.name)
    if opened.reviewed_by is not None:
        yield Fact("复核人", opened.reviewed_by.name)
        yield Fact("复核时间", opened.reviewed_at)
        yield Fact("复核意见", opened.finding)


@require_http_methods(["GET", "POST"])
def review(request: HouseRequest, emergency_id: UUID) -> HttpResponse:
    """复核."""
    opened = queries.emergency(request.actor, emergency_id)
    begin(request, _review_act(request.actor, opened))
    form = ReviewForm(request, version=opened.version)

    def act(typed: dict[str, Any]) -> str:
        access_actions.review(
            actor=request.actor, emergency_id=emergency_id, version=form.seen, **typed
        )
        messages.success(request, "已复核。")
        return _to(opened)

    page = FormPage(
        title="复核紧急查阅",
        trail=(to_home(), _to_list()),
        form=form,
        verb="提交复核",
        consequence="复核结论和意见记入个案，不能更改。",
        basis=basis_of(request.actor, provisions.EMERGENCY_ACCESS),
        back=Link("返回", _to(opened)),
    )
    return submit(request, form, act) or render(request, page, status=form.status)
