"""处理活动清单 and 影响评估."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.kernel.errors import NotPermitted
from huishang.privacy import actions, permissions, queries
from huishang.privacy.queries import ActivityLine

from ...components import Button, Empty, Fact, Link, Weight
from ...forms import begin_one, press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import ActivitiesPage, ActivityPage, FormPage
from .forms import ActivityForm, AssessmentForm
from .parts import parts, to
from .requests import requests
from .rules import rules

_VIEWS = {"assess": "privacy:assess", "revise": "privacy:revise", "end": "privacy:end"}
_FIELDS = (
    "name", "purpose", "ground", "sensitive", "persons",
    "categories", "recipients", "retention", "measures",
)  # fmt: skip


@require_GET
def home(request: HouseRequest) -> HttpResponse:
    """The first part the post has."""
    if permissions.may_see_register(request.actor):
        return activities(request)
    return requests(request) if permissions.may_see_requests(request.actor) else rules(request)


@require_GET
def activities(request: HouseRequest) -> HttpResponse:
    lines = queries.activities(request.actor)
    register = queries.register_act(request.actor)
    new = (
        Link(register.label, reverse("privacy:new_activity"), icon="add")
        if register.decision
        else None
    )
    page = ActivitiesPage(
        title="处理活动清单",
        main=new,
        parts_row=parts(request.actor, "activities"),
        lines=lines,
        empty=Empty(
            "清单还是空的",
            "把本单位处理未成年人个人信息的每一类活动登记进来：目的、依据、种类、接收单位、保存期限。",
            new,
        ),
    )
    return render(request, page)


@require_GET
def activity(request: HouseRequest, activity_id: UUID) -> HttpResponse:
    line = queries.activity(request.actor, activity_id)
    row = line.activity
    page = ActivityPage(
        title=row.name,
        trail=(to("activities"),),
        line=line,
        facts=(
            Fact("处理目的", row.purpose),
            Fact("合法性基础", line.ground, line.basis),
            Fact("涉及的人", row.persons),
            Fact("信息种类", row.categories),
            Fact("敏感个人信息", "含" if row.sensitive else "不含"),
            Fact("接收单位", row.recipients or "不对外提供"),
            Fact("保存期限", row.retention),
            Fact("保护措施", row.measures),
        ),
        buttons=tuple(_buttons(line)),
        assessments=tuple(queries.assessments(request.actor, activity_id)),
    )
    return render(request, page)


def _buttons(line: ActivityLine) -> list[Button]:
    key = line.activity.pk
    return [
        Button(
            act,
            reverse(_VIEWS[act.name], args=[key]),
            opens=act.name != "end",
            weight=Weight.DANGER if act.name == "end" else Weight.PLAIN,
            consequence="终止后不再修改和评估，这一项保留在清单中。" if act.name == "end" else "",
            version=line.activity.version if act.name == "end" else None,
        )
        for act in line.acts
    ]


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    permissions.may_keep_register(request.actor).require(NotPermitted)
    form = ActivityForm(request, draft="privacy.activity")

    def act(typed: dict[str, Any]) -> str:
        made = actions.register_activity(actor=request.actor, entry=form.entry(typed))
        messages.success(request, "已登记。含敏感个人信息的，请接着作影响评估。")
        return reverse("privacy:activity", args=[made.pk])

    page = FormPage(
        title="登记处理活动",
        trail=(to("activities"),),
        form=form,
        verb="登记",
        back=to("activities"),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def revise(request: HouseRequest, activity_id: UUID) -> HttpResponse:
    line = queries.activity(request.actor, activity_id)
    begin_one(request, line.acts, "revise")
    row = line.activity
    form = ActivityForm(
        request, version=row.version, initial={name: getattr(row, name) for name in _FIELDS}
    )
    back = Link(row.name, reverse("privacy:activity", args=[activity_id]))

    def act(typed: dict[str, Any]) -> str:
        actions.revise_activity(
            actor=request.actor,
            activity_id=activity_id,
            entry=form.entry(typed),
            version=form.seen,
        )
        messages.success(request, "已修改。")
        return back.url

    def latest() -> dict[str, Any]:
        now = queries.activity(request.actor, activity_id).activity
        return {"version": now.version, **{name: getattr(now, name) for name in _FIELDS}}

    page = FormPage(
        title="修改处理活动", trail=(to("activities"), back), form=form, verb="保存", back=back
    )
    return submit(request, form, act, latest=latest) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def assess(request: HouseRequest, activity_id: UUID) -> HttpResponse:
    line = queries.activity(request.actor, activity_id)
    begin_one(request, line.acts, "assess")
    form = AssessmentForm(request, draft=f"privacy.assess:{activity_id}")
    back = Link(line.activity.name, reverse("privacy:activity", args=[activity_id]))

    def act(typed: dict[str, Any]) -> str:
        made = actions.assess(actor=request.actor, activity_id=activity_id, **typed)
        messages.success(
            request,
            f"已记录，{made.valid_until:%Y年%-m月%-d日}前复评，"
            f"保存至{made.keep_until:%Y年%-m月%-d日}。",
        )
        return back.url

    page = FormPage(
        title="影响评估",
        trail=(to("activities"), back),
        form=form,
        verb="记录评估",
        back=back,
        note=f"{line.activity.name}：{line.activity.purpose}",
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_POST
def end(request: HouseRequest, activity_id: UUID) -> HttpResponse:
    """终止."""

    def act(version: int | None) -> str:
        actions.end_activity(actor=request.actor, activity_id=activity_id, version=version)
        messages.success(request, "已终止。")
        return reverse("privacy:activity", args=[activity_id])

    return press(request, act)
