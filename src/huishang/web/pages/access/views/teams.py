"""联合工作组: persons of several bodies who look into some cases together, for a period."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.access import actions as access_actions
from huishang.access import queries
from huishang.access.queries import Secondment, Section
from huishang.cases import actions
from huishang.cases import queries as cases
from huishang.kernel import clock
from huishang.law import provisions

from ....components import Button, Empty, Fact, Link, Weight
from ....forms import begin, press, submit
from ....page import render
from ....request import HouseRequest
from ..contexts import FormPage, RecordPage, TeamLine, TeamsPage
from ..forms import DrawForm
from ..grounds import basis_of
from .home import tabs, to_home


def _to_list() -> Link:
    return Link("联合工作组", reverse("access:teams"))


def _state(team: Secondment) -> tuple[str, str]:
    today = clock.today()
    if team.ended_at is not None or team.valid_until < today:
        return "已结束", "plain"
    return ("未开始", "plain") if today < team.valid_from else ("进行中", "blue")


def _people(team: Secondment) -> str:
    return "、".join(row.person.name for row in team.persons.all())


@require_GET
def teams(request: HouseRequest) -> HttpResponse:
    """Those one's office leads, and those one is drawn to."""
    draw_act = queries.second_act(request.actor)
    page = TeamsPage(
        title="查阅与调阅",
        tabs=tabs(request.actor, "access:teams"),
        act=Button(draw_act, reverse("access:draw"), opens=True, weight=Weight.MAIN)
        if draw_act.decision
        else None,
        rows=tuple(map(_line, queries.joint_teams(request.actor))),
        empty=Empty("没有联合工作组", "需要几个单位共同督查、调研的，由未保办主任抽调人员组建。"),
    )
    return render(request, page)


def _line(team: Secondment) -> TeamLine:
    status, tone = _state(team)
    return TeamLine(
        title=team.title,
        url=reverse("access:team", args=[team.pk]),
        led_by=team.led_by.name,
        people=_people(team),
        cases=len(team.matters.all()),
        start=team.valid_from,
        end=team.valid_until,
        status=status,
        tone=tone,
    )


@require_http_methods(["GET", "POST"])
def draw(request: HouseRequest) -> HttpResponse:
    """组建联合工作组."""
    begin(request, queries.second_act(request.actor))
    people = cases.who_can_be_seconded(request.actor)
    form = DrawForm(request, people, draft="access.draw", initial={"valid_from": clock.today()})

    def act(typed: dict[str, Any]) -> str:
        team = actions.draw_joint_team(
            actor=request.actor, **typed | {"numbers": typed["numbers"].splitlines()}
        )
        messages.success(request, "已组建，并通知成员。")
        return reverse("access:team", args=[team.pk])

    page = FormPage(
        title="组建联合工作组",
        trail=(to_home(), _to_list()),
        form=form,
        verb="组建",
        consequence="成员在期限内只能查阅所列个案的所选内容，姓名等身份信息始终隐去，期满自动停止。",
        basis=basis_of(request.actor, provisions.CONFIDENTIALITY),
        back=_to_list(),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def show(request: HouseRequest, team_id: UUID) -> HttpResponse:
    team = queries.joint_team(request.actor, team_id)
    keys = [row.matter_id for row in team.matters.all()]
    cited = cases.cited(request.actor, keys)
    status, tone = _state(team)
    (end_act,) = queries.joint_team_acts(request.actor, team)
    page = RecordPage(
        title=team.title,
        trail=(to_home(), _to_list()),
        status=status,
        tone=tone,
        facts=(
            Fact("牵头单位", team.led_by.name),
            Fact("目的", team.purpose),
            Fact("成员", _people(team)),
            Fact("查阅内容", "、".join(Section(code).label for code in team.sections)),
            Fact("开始", team.valid_from),
            Fact("截止", team.valid_until),
            Fact("个案", "、".join(case.number for case in cited.values())),
        ),
        reason="",
        buttons=(
            Button(
                end_act,
                reverse("access:end", args=[team.pk]),
                weight=Weight.DANGER,
                consequence="结束后成员立即不能再查阅。",
                version=team.version,
            ),
        )
        if end_act.decision
        else (),
        opens=tuple(
            Link(f"打开{case.number}", reverse("cases:show", args=[key]))
            for key, case in cited.items()
            if case.opens
        ),
        basis=basis_of(request.actor, provisions.CONFIDENTIALITY),
    )
    return render(request, page)


@require_POST
def end(request: HouseRequest, team_id: UUID) -> HttpResponse:
    """提前结束."""

    def act(version: int | None) -> str:
        access_actions.end_secondment(actor=request.actor, secondment_id=team_id, version=version)
        messages.success(request, "联合工作组已结束。")
        return reverse("access:team", args=[team_id])

    return press(request, act)
