"""泄露事件: found, remedied, reported, told, closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.kernel import clock
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.paging import Cursor
from huishang.privacy import actions, permissions, queries
from huishang.privacy.queries import Breach

from ...components import Button, Empty, Fact, Link, Pager, Weight
from ...forms import begin_one, press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import BreachesPage, BreachPage, FormPage
from .forms import BreachForm, NoFilter, StepForm
from .parts import parts, to

STEPS: Mapping[str, tuple[Callable[..., Breach], str, str, str]] = {
    "remedy": (
        actions.remedy_breach, "remedy", "补救措施", "写明已经采取的和正在采取的措施。",
    ),
    "report": (
        actions.report_breach, "reported_to", "报告的部门", "写明网信部门和其他部门的名称。",
    ),
    "tell": (
        actions.tell_breach, "told_how", "告知方式和内容",
        "写明以什么方式告知了多少人，以及告知的信息种类、原因、危害、补救措施和联系方式。不写姓名。",
    ),
}  # fmt: skip


@require_GET
def breaches(request: HouseRequest) -> HttpResponse:
    filters, after = NoFilter(request), request.GET.get("after", "")
    found = queries.breaches(request.actor, after=Cursor.parse(after) if after else None)
    act = queries.find_act(request.actor)
    new = Link(act.label, reverse("privacy:new_breach"), icon="add")
    page = BreachesPage(
        title="个人信息泄露事件",
        main=new,
        parts_row=parts(request.actor, "breaches"),
        filters=filters,
        views=found.rows,
        pager=Pager.of(found, filters, after),
        empty=Empty("没有泄露事件", "发现个人信息泄露、篡改、丢失的，立即补救并在这里登记。", new),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    permissions.may_deal_with_breach(request.actor).require(NotPermitted)
    form = BreachForm(request, draft="privacy.breach", initial={"discovered_at": clock.now()})

    def act(typed: dict[str, Any]) -> str:
        made = actions.find_breach(actor=request.actor, entry=form.entry(typed))
        messages.success(request, "已登记。请立即补救，并在期限内报告。")
        return reverse("privacy:breach", args=[made.pk])

    page = FormPage(
        title="登记泄露事件", trail=(to("breaches"),), form=form, verb="登记", back=to("breaches")
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def breach(request: HouseRequest, breach_id: UUID) -> HttpResponse:
    view = queries.breach(request.actor, breach_id)
    row = view.breach
    page = BreachPage(
        title=row.title,
        trail=(to("breaches"),),
        view=view,
        facts=(
            Fact("信息种类", row.categories),
            Fact("受影响人数", f"{row.affected}人" if row.affected else "尚不清楚"),
            Fact("经过和原因", row.account),
            Fact("可能的危害", row.harm),
        ),
        buttons=tuple(
            Button(
                act,
                reverse("privacy:close", args=[row.pk])
                if act.name == "close"
                else reverse("privacy:take", args=[row.pk, act.name]),
                opens=act.name != "close",
                weight=Weight.MAIN if act.name == "close" else Weight.PLAIN,
                consequence="办结后不再修改。" if act.name == "close" else "",
                version=row.version if act.name == "close" else None,
            )
            for act in view.acts
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def take(request: HouseRequest, breach_id: UUID, step: str) -> HttpResponse:
    """补救, 报告, 告知."""
    if step not in STEPS:
        raise NotVisible("办理环节")
    view = queries.breach(request.actor, breach_id)
    act = begin_one(request, view.acts, step)
    do, name, label, help_text = STEPS[step]
    form = StepForm(
        request,
        label=label,
        help_text=help_text,
        version=view.breach.version,
        initial={"at": clock.now()},
    )
    back = Link(view.breach.title, reverse("privacy:breach", args=[breach_id]))

    def hand_in(typed: dict[str, Any]) -> str:
        do(
            actor=request.actor,
            breach_id=breach_id,
            at=typed["at"],
            version=form.seen,
            **{name: typed["words"]},
        )
        messages.success(request, f"已登记：{act.label}。")
        return back.url

    page = FormPage(
        title=act.label, trail=(to("breaches"), back), form=form, verb="登记", back=back
    )
    return submit(request, form, hand_in) or render(request, page, status=form.status)


@require_POST
def close(request: HouseRequest, breach_id: UUID) -> HttpResponse:
    """办结."""

    def act(version: int | None) -> str:
        actions.close_breach(actor=request.actor, breach_id=breach_id, version=version)
        messages.success(request, "已办结。")
        return reverse("privacy:breach", args=[breach_id])

    return press(request, act)
