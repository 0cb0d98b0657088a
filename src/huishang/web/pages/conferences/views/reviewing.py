"""An office's steps with a request: each one small form, and all of them one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from huishang.conferences import actions, queries
from huishang.conferences.queries import ConferenceRequest

from ....components import Fact
from ....forms import HouseForm, begin_one, press, submit
from ....page import render
from ....request import HouseRequest
from .. import trails
from ..contexts.steps import StepPage
from ..forms.steps import AcceptForm, HandDownForm, PassUpForm, ReturnForm, WithdrawForm


@dataclass(frozen=True, slots=True)
class Step:
    """:param act: the action; it takes the form's fields by their names."""

    form: Callable[..., HouseForm]
    act: Callable[..., ConferenceRequest]
    verb: str
    consequence: str


STEPS: Mapping[str, Step] = {
    "withdraw": Step(
        WithdrawForm,
        actions.withdraw,
        "撤回",
        "撤回后这件申请不再办理；仍需会商的，可以重新提请。",
    ),
    "accept": Step(
        AcceptForm, actions.accept, "受理", "受理后由本级未保办主任确定时间，召集会商。"
    ),
    "return_request": Step(
        ReturnForm, actions.return_request, "退回", "退回后由提请单位补充，可以再次提请。"
    ),
    "pass_up": Step(
        PassUpForm, actions.pass_up, "上报", "上报后由上级未保办审核，上级可以查阅本案案卷。"
    ),
    "hand_down": Step(
        HandDownForm,
        actions.hand_down,
        "下转",
        "下转后由承接的未保办审核，该未保办可以查阅本案案卷。",
    ),
}


@require_http_methods(["GET", "POST"])
def step(request: HouseRequest, request_id: UUID, name: str) -> HttpResponse:
    """撤回、受理、退回、上报、下转."""
    taken = STEPS[name]
    asked = queries.request(request.actor, request_id)
    begin_one(request, queries.request_acts(request.actor, asked), name)
    options = {"offices": queries.offices_below(asked)} if name == "hand_down" else {}
    form = taken.form(
        request, version=asked.version, draft=f"conferences.{name}.{asked.pk}", **options
    )

    def act(typed: dict[str, Any]) -> str:
        moved = taken.act(actor=request.actor, request_id=asked.pk, version=form.seen, **typed)
        messages.success(request, f"已{taken.verb}。")
        return trails.request(moved).url

    page = StepPage(
        title=f"{taken.verb}会商申请",
        trail=(trails.conferences(), trails.requests(), trails.request(asked)),
        form=form,
        verb=taken.verb,
        back=trails.request(asked),
        facts=(
            Fact("个案", f"{asked.case.number} {asked.case.title}"),
            Fact("提请单位", asked.applicant.name),
        ),
        consequence=taken.consequence,
    )
    return submit(request, form, act, latest=lambda: _now(request, asked)) or render(
        request, page, status=form.status
    )


def _now(request: HouseRequest, asked: ConferenceRequest) -> dict[str, Any]:
    return {"version": queries.request(request.actor, asked.pk).version}


@require_POST
def submit_request(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """提请."""

    def act(version: int | None) -> str:
        asked = actions.submit(actor=request.actor, request_id=request_id, version=version)
        messages.success(request, f"已提请{asked.office.name}会商，审核结果会通知本单位。")
        return trails.request(asked).url

    return press(request, act)
