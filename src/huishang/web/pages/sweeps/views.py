"""排查: the list, a new one, one village by village, and its end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.kernel.paging import Cursor
from huishang.sweeps import actions, queries

from ...components import Button, Empty, Link, Pager
from ...forms import begin, begin_one, submit
from ...nearby import Nearby
from ...page import render
from ...request import HouseRequest
from ..assessments.tabs import tabs
from .contexts import FormPage, Line, ListPage, PartLine, SweepPage
from .forms import ReasonForm, SweepFilter, SweepForm


def to_list() -> Link:
    return Link("排查", reverse("sweeps:list"))


def to_sweep(sweep: queries.Sweep) -> Link:
    return Link(sweep.title, reverse("sweeps:show", args=[sweep.pk]))


@require_GET
def sweeps(request: HouseRequest) -> HttpResponse:
    filters, after = SweepFilter(request), request.GET.get("after", "")
    found = queries.sweeps(
        request.actor,
        state=filters.asked.get("state", ""),
        after=Cursor.parse(after) if after else None,
    )
    act = queries.begin_act(request.actor)
    new = Link(act.label, reverse("sweeps:new"), icon="add") if act.decision else None
    nearby = Nearby(request.actor)
    page = ListPage(
        title="排查",
        main=new,
        parts_row=tabs("sweeps:list"),
        filters=filters,
        unswept=queries.unswept(request.actor),
        lines=tuple(Line(row, nearby(row.place)) for row in found.rows),
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "没有符合条件的排查" if filters.asked else "还没有部署过排查",
            "由乡镇（街道）儿童督导员、县级未保办部署：什么时候、哪些村、重点找哪些孩子。"
            "每个村逐户走访，没有走访到的一户一户登记。",
            new,
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    """部署排查."""
    begin(request, queries.begin_act(request.actor))
    form = SweepForm(request)

    def act(typed: dict[str, Any]) -> str:
        made = actions.begin_sweep(actor=request.actor, entry=form.entry(typed))
        messages.success(request, "排查已部署，各村儿童主任已收到通知。")
        return reverse("sweeps:show", args=[made.pk])

    page = FormPage(title="部署排查", trail=(to_list(),), form=form, verb="部署", back=to_list())
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def sweep(request: HouseRequest, sweep_id: UUID) -> HttpResponse:
    sheet = queries.sweep_sheet(request.actor, sweep_id)
    nearby = Nearby(request.actor)
    page = SweepPage(
        title=sheet.found.title,
        trail=(to_list(),),
        sheet=sheet,
        lines=tuple(
            PartLine(part, nearby(part.place), reverse("sweeps:village", args=[part.id]))
            for part in sheet.parts
        ),
        buttons=tuple(
            Button(act, reverse("sweeps:close_sweep", args=[sweep_id]), opens=True)
            for act in queries.sweep_acts(request.actor, sheet.found)
            if act.here
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def close(request: HouseRequest, sweep_id: UUID) -> HttpResponse:
    """结束排查."""
    sheet = queries.sweep_sheet(request.actor, sweep_id)
    begin_one(request, queries.sweep_acts(request.actor, sheet.found), "close_sweep")
    left = len(sheet.parts) - sheet.handed_in
    form = ReasonForm(
        request,
        required=left > 0,
        help_text=f"还有{left}个村（居）没有报送，请写明不再等候的理由，以及这些村怎样安排。"
        if left
        else "全部村（居）已经报送，可以不填。",
        version=sheet.found.version,
    )

    def act(typed: dict[str, Any]) -> str:
        actions.close_sweep(
            actor=request.actor, sweep_id=sweep_id, version=form.seen, reason=typed["reason"]
        )
        messages.success(request, "排查已结束。未走访户仍可补办。")
        return reverse("sweeps:show", args=[sweep_id])

    back = to_sweep(sheet.found)
    page = FormPage(
        title="结束排查", trail=(to_list(), back), form=form, verb="结束排查", back=back
    )
    return submit(request, form, act) or render(request, page, status=form.status)
