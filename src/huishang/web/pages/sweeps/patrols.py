"""巡查: the list, the form, one patrol and its withdrawal."""

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
from ...forms import begin, submit
from ...nearby import Nearby
from ...page import render
from ...request import HouseRequest
from ..assessments.tabs import tabs
from .contexts import FormPage, PatrolLine, PatrolPage, PatrolsPage
from .forms import PatrolFilter, PatrolForm, ReasonForm
from .villages import found_links


def _to_list() -> Link:
    return Link("巡查", reverse("sweeps:patrols"))


@require_GET
def patrols(request: HouseRequest) -> HttpResponse:
    filters, after = PatrolFilter(request), request.GET.get("after", "")
    found = queries.patrols(
        request.actor,
        place=filters.asked.get("place", ""),
        after=Cursor.parse(after) if after else None,
    )
    act = queries.patrol_act(request.actor)
    new = Link(act.label, reverse("sweeps:log_patrol"), icon="add") if act.decision else None
    nearby = Nearby(request.actor)
    page = PatrolsPage(
        title="巡查",
        main=new,
        parts_row=tabs("sweeps:patrols"),
        filters=filters,
        lines=tuple(PatrolLine(row, nearby(row.place)) for row in found.rows),
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "还没有登记过巡查",
            "由村（居）儿童主任、乡镇（街道）儿童督导员登记：哪些人一起去的、走了哪里、发现什么。",
            new,
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    """登记巡查."""
    begin(request, queries.patrol_act(request.actor))
    team = queries.team_of(request.actor.division)
    form = PatrolForm(request, team.value)

    def act(typed: dict[str, Any]) -> str:
        made = actions.log_patrol(actor=request.actor, key=typed["key"], entry=form.entry(typed))
        messages.success(request, "巡查已登记。")
        return reverse("sweeps:patrol", args=[made.pk])

    page = FormPage(
        title="登记巡查",
        trail=(_to_list(),),
        form=form,
        verb="登记",
        back=_to_list(),
        under="巡查人员按当地的要求。",
        basis=team.cited,
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def patrol(request: HouseRequest, patrol_id: UUID) -> HttpResponse:
    sheet = queries.patrol(request.actor, patrol_id)
    act = queries.withdraw_patrol_act(request.actor, sheet.found)
    where = reverse("sweeps:withdraw_patrol", args=[patrol_id])
    page = PatrolPage(
        title="巡查记录",
        trail=(_to_list(),),
        sheet=sheet,
        buttons=(Button(act, where, opens=True),) if act.here else (),
        found=found_links(request) if sheet.found.found else (),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def withdraw(request: HouseRequest, patrol_id: UUID) -> HttpResponse:
    """撤销登记."""
    found = queries.patrol(request.actor, patrol_id).found
    begin(request, queries.withdraw_patrol_act(request.actor, found))
    form = ReasonForm(
        request, required=True, help_text="如“登记重复”。记录仍可查看。", version=found.version
    )

    def act(typed: dict[str, Any]) -> str:
        actions.withdraw_patrol(
            actor=request.actor, patrol_id=patrol_id, version=form.seen, reason=typed["reason"]
        )
        messages.success(request, "巡查登记已撤销。")
        return reverse("sweeps:patrol", args=[patrol_id])

    back = Link("巡查记录", reverse("sweeps:patrol", args=[patrol_id]))
    page = FormPage(
        title="撤销巡查登记", trail=(_to_list(), back), form=form, verb="撤销", back=back
    )
    return submit(request, form, act) or render(request, page, status=form.status)
