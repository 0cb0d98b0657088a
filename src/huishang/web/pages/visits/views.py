"""今日走访, the form, one visit and its withdrawal."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.field import queries as field
from huishang.people import queries as people
from huishang.people.queries import Purpose
from huishang.visits import actions, queries
from huishang.visits.queries import Check, Found, Step, VisitSheet

from ...components import Button, Empty, Link
from ...forms import begin, begin_one, submit
from ...nearby import Nearby
from ...page import render
from ...request import HouseRequest
from ..assessments.contexts import FormPage
from ..assessments.tabs import tabs
from .contexts import CheckLine, Line, ListPage, SheetPage
from .forms import RoundFilter, VisitForm, WithdrawForm

AT_ONCE = 100
"""So many lines; a day has fewer, and what is left stands at the end of the list tomorrow."""

_TONES = {Found.WELL: "green", Found.WRONG: "red", Found.UNSEEN: "plain"}


def _to_list() -> Link:
    return Link("今日走访", reverse("visits:list"))


def _file(child_id: UUID) -> str:
    path = reverse("children:show", args=[child_id])
    return f"{path}?{urlencode({'purpose': Purpose.VISIT.value})}"


@require_GET
def rounds(request: HouseRequest) -> HttpResponse:
    filters = RoundFilter(request)
    found = queries.rounds(
        request.actor, ahead=filters.days, place=filters.asked.get("place", ""), limit=AT_ONCE
    )
    nearby = Nearby(request.actor)
    page = ListPage(
        title="今日走访",
        main=Link("离线走访", reverse("field:shell"))
        if field.carry_act(request.actor).may
        else None,
        on_desk=bool(request.htmx),
        parts_row=tabs("visits:list"),
        filters=filters,
        rounds=found,
        lines=tuple(
            Line(
                row,
                nearby(row.child.place),
                reverse("visits:new", args=[row.child.id]),
                _file(row.child.id),
            )
            for row in found.rows
        ),
        empty=Empty(
            "没有到期的走访",
            "每名儿童多久走访一次，按其风险等级和类别确定；建档、评估后，次日起列入。",
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """登记走访."""
    sight = people.child_sight(request.actor, child_id)
    begin(request, queries.visit_act(sight))
    child = people.child_record(request.actor, child_id)
    asked = queries.visiting_at(child.residence_division)
    form = VisitForm(request, asked.value, draft=f"visits.new.{child_id}")

    def act(typed: dict[str, Any]) -> str:
        made = actions.visit(
            actor=request.actor, child_id=child_id, key=typed["key"], entry=form.entry(typed)
        )
        messages.success(request, "走访已登记。")
        return reverse("visits:show", args=[made.pk])

    back = Link("档案", _file(child_id))
    page = FormPage(
        title="登记走访",
        trail=(_to_list(), back),
        form=form,
        child=people.child(request.actor, child_id),
        verb="登记",
        back=back,
        note="核查项目按当地的走访要求。",
        basis=asked.cited,
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def visit(request: HouseRequest, visit_id: UUID) -> HttpResponse:
    sheet = actions.open_visit(actor=request.actor, visit_id=visit_id)
    page = SheetPage(
        title="走访记录",
        trail=(_to_list(),),
        sheet=sheet,
        checks=tuple(_line(sheet, check) for check in sheet.checks),
        buttons=tuple(
            Button(act, reverse(f"visits:{act.name}", args=[visit_id]), opens=True)
            for act in queries.visit_acts(request.actor, sheet.sight, sheet.found)
            if act.here
        ),
        file=Link("档案", _file(sheet.found.child_id)),
    )
    return render(request, page)


def _line(sheet: VisitSheet, check: Check) -> CheckLine:
    child_id = sheet.found.child_id
    ways = {
        Step.FACT: reverse("children:facts", args=[child_id]),
        Step.REPORT: f"{reverse('reports:new')}?{urlencode({'child': child_id})}",
        Step.SCORE: reverse("assessments:new", args=[child_id]),
    }
    to = Link(check.step.label, ways[check.step]) if check.step and check.is_open else None
    return CheckLine(check, _TONES[check.came_to], to)


@require_http_methods(["GET", "POST"])
def withdraw(request: HouseRequest, visit_id: UUID) -> HttpResponse:
    """撤销登记, with a reason."""
    found = queries.visit(request.actor, visit_id)
    sight = people.sight_of(request.actor, found.child)
    begin_one(request, queries.visit_acts(request.actor, sight, found), "withdraw_visit")
    form = WithdrawForm(request, version=found.version)
    back = Link("走访记录", reverse("visits:show", args=[visit_id]))

    def act(typed: dict[str, Any]) -> str:
        actions.withdraw_visit(actor=request.actor, visit_id=visit_id, version=form.seen, **typed)
        messages.success(request, "走访登记已撤销，原来的内容留有记录。")
        return back.url

    def latest() -> dict[str, Any]:
        return {"version": queries.visit(request.actor, visit_id).version}

    page = FormPage(
        title="撤销走访登记",
        trail=(_to_list(), back),
        form=form,
        child=people.child(request.actor, found.child_id),
        verb="撤销",
        back=back,
    )
    return submit(request, form, act, latest=latest) or render(request, page, status=form.status)
