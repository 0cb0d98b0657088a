"""风险评估: the list, the form, one assessment and its review."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.discovery import queries as discovery
from huishang.kernel import clock
from huishang.kernel.paging import Cursor
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people import queries as people
from huishang.visits import actions, queries
from huishang.visits.queries import AssessmentSheet

from ...components import Button, Empty, Link, Pager, Weight
from ...forms import begin, begin_one, press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import FormPage, Line, ListPage, SheetPage
from .forms import AssessmentFilter, AssessmentForm, ReturnForm
from .tabs import tabs

AT_ONCE = 20
"""So many wait on the desk; all of them are in the list."""


def _to_list() -> Link:
    return Link("风险评估", reverse("assessments:list"))


def _to_file(child_id: UUID) -> Link:
    return Link("档案", f"{reverse('children:show', args=[child_id])}?purpose=visit")


@require_GET
def assessments(request: HouseRequest) -> HttpResponse:
    filters, after = AssessmentFilter(request), request.GET.get("after", "")
    found = queries.assessments(
        request.actor,
        state=filters.asked.get("state", ""),
        after=Cursor.parse(after) if after else None,
    )
    page = ListPage(
        title="风险评估",
        parts_row=tabs("assessments:list"),
        waiting=tuple(map(Line.of, queries.waiting(request.actor, AT_ONCE))),
        filters=filters,
        lines=tuple(map(Line.of, found.rows)),
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "没有符合条件的风险评估" if filters.asked else "还没有风险评估",
            "打开一名儿童的档案，在“风险评估”一栏开始。",
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """风险评估. With an emergency, the next page is that of the report."""
    sight = people.child_sight(request.actor, child_id)
    begin(request, queries.assess_act(sight))
    child = people.child_record(request.actor, child_id)
    scale = Rules.at(child.residence_division, clock.today()).find(provisions.RISK_SCALE)
    form = AssessmentForm(request, scale.value, draft=f"assessments.new.{child_id}")

    def act(typed: dict[str, Any]) -> str:
        made = actions.assess(actor=request.actor, child_id=child_id, entry=form.entry(typed))
        messages.success(request, f"已提交，评为“{made.level_label}”，等待复核。")
        if made.emergencies and discovery.receive_act(request.actor).decision:
            messages.warning(request, "有紧急情形，请立即报告；正在发生危险的，先报警。")
            return _report(child_id)
        return reverse("assessments:show", args=[made.pk])

    back = _to_file(child_id)
    page = FormPage(
        title="风险评估",
        trail=(_to_list(), back),
        form=form,
        child=people.child(request.actor, child_id),
        verb="提交评估",
        back=back,
        note=f"按《{scale.value.title}》评估。",
        basis=scale.cited,
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def assessment(request: HouseRequest, assessment_id: UUID) -> HttpResponse:
    sheet = actions.open_assessment(actor=request.actor, assessment_id=assessment_id)
    page = SheetPage(
        title="风险评估",
        trail=(_to_list(),),
        sheet=sheet,
        line=Line.of(sheet.row),
        buttons=tuple(_buttons(request, sheet)),
        report=_to_report(request, sheet),
        file=_to_file(sheet.found.child_id),
    )
    return render(request, page)


def _buttons(request: HouseRequest, sheet: AssessmentSheet) -> list[Button]:
    found = sheet.found
    return [
        Button(
            act,
            reverse(f"assessments:{act.name}", args=[found.pk]),
            opens=act.name == "return_assessment",
            weight=Weight.MAIN if act.name == "confirm" else Weight.PLAIN,
            consequence=f"确认后，这名儿童列为“{found.level_label}”。"
            if act.name == "confirm"
            else "",
            version=found.version,
        )
        for act in queries.acts(request.actor, sheet.sight, found)
        if act.here
    ]


def _to_report(request: HouseRequest, sheet: AssessmentSheet) -> Link | None:
    offer = discovery.receive_act(request.actor)
    if not sheet.emergencies or not offer.decision:
        return None
    return Link(offer.label, _report(sheet.found.child_id), icon="reports")


def _report(child_id: UUID) -> str:
    return f"{reverse('reports:new')}?{urlencode({'child': child_id})}"


@require_POST
def confirm(request: HouseRequest, assessment_id: UUID) -> HttpResponse:
    """确认, by the button on its page."""

    def act(version: int | None) -> str:
        found = actions.confirm(actor=request.actor, assessment_id=assessment_id, version=version)
        messages.success(request, f"已确认为“{found.level_label}”。")
        return reverse("assessments:show", args=[assessment_id])

    return press(request, act)


@require_http_methods(["GET", "POST"])
def return_(request: HouseRequest, assessment_id: UUID) -> HttpResponse:
    """退回, with a reason."""
    found = queries.assessment(request.actor, assessment_id)
    sight = people.sight_of(request.actor, found.child)
    begin_one(request, queries.acts(request.actor, sight, found), "return_assessment")
    form = ReturnForm(request, version=found.version)
    back = Link("风险评估", reverse("assessments:show", args=[assessment_id]))

    def act(typed: dict[str, Any]) -> str:
        actions.return_assessment(
            actor=request.actor, assessment_id=assessment_id, version=form.seen, **typed
        )
        messages.success(request, "已退回，评估人会收到通知。")
        return back.url

    def latest() -> dict[str, Any]:
        return {"version": queries.assessment(request.actor, assessment_id).version}

    page = FormPage(
        title="退回风险评估",
        trail=(_to_list(), back),
        form=form,
        child=people.child(request.actor, found.child_id),
        verb="退回",
        back=back,
    )
    return submit(request, form, act, latest=latest) or render(request, page, status=form.status)
