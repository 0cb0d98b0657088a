"""异常查阅: what was found, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.audit import actions, queries
from huishang.audit.queries import Finding, Line
from huishang.kernel import clock
from huishang.kernel.paging import Cursor
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.workflow.acts import Act

from ...components import Button, Empty, Link, Pager
from ...forms import begin, submit
from ...page import render
from ...request import HouseRequest
from .contexts import FindingRow, FormPage, UnusualPage
from .forms import FindingFilter, ReasonForm
from .parts import home, parts


@require_GET
def findings(request: HouseRequest) -> HttpResponse:
    filters, after = FindingFilter(request), request.GET.get("after", "")
    found = queries.findings(
        request.actor,
        oddity=filters.asked.get("oddity", ""),
        waiting=bool(filters.asked.get("waiting")),
        after=Cursor.parse(after) if after else None,
    )
    rule = Rules.at(request.actor.division, clock.today()).find(provisions.UNUSUAL_READING)
    page = UnusualPage(
        title="异常查阅",
        parts_row=parts("audit:unusual"),
        filters=filters,
        rows=tuple(map(_row, found.rows)),
        pager=Pager.of(found, filters, after),
        empty=Empty("没有需要核实的查阅", "平台每日检查前一日的查阅，符合下列情形的列在这里。"),
        rule=str(rule.value),
    )
    return render(request, page)


def _row(line: Line) -> FindingRow:
    key = line.finding.pk
    day = line.finding.day.isoformat()
    account = line.finding.actor_account
    return FindingRow(
        line,
        f"{reverse('audit:list')}?account={account}&since={day}&until={day}&nature=read",
        (
            Button(line.explain, reverse("audit:explain", args=[key]), opens=True),
            Button(line.forward, reverse("audit:forward", args=[key]), opens=True),
        ),
    )


@require_http_methods(["GET", "POST"])
def explain(request: HouseRequest, finding_id: UUID) -> HttpResponse:
    line = queries.finding(request.actor, finding_id)
    return _answer(request, line, line.explain, actions.explain, "写明核实的经过和查阅的正当理由。")


@require_http_methods(["GET", "POST"])
def forward(request: HouseRequest, finding_id: UUID) -> HttpResponse:
    line = queries.finding(request.actor, finding_id)
    return _answer(request, line, line.forward, actions.forward, "写明移交的单位和需要核查的情况。")


def _answer(
    request: HouseRequest,
    line: Line,
    act: Act,
    do: Callable[..., Finding],
    help_text: str,
) -> HttpResponse:
    begin(request, act)
    form = ReasonForm(request, label="核实情况", help_text=f"{help_text}不写儿童姓名。")
    back = Link("异常查阅", reverse("audit:unusual"))

    def hand_in(typed: dict[str, Any]) -> str:
        do(actor=request.actor, finding_id=line.finding.pk, reason=typed["reason"])
        messages.success(request, f"已登记：{act.label}。")
        return back.url

    page = FormPage(
        title=act.label,
        trail=(home(), back),
        form=form,
        verb=act.label,
        back=back,
        note=f"{line.finding.actor_label}，{line.finding.day:%Y年%-m月%-d日}，{line.oddity}，{line.finding.files}份。",
    )
    return submit(request, form, hand_in) or render(request, page, status=form.status)
