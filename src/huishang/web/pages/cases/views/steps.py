"""The steps with a case: each one small form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huishang.cases import actions, queries
from huishang.cases.queries import Case, CaseState, FollowUpKind

from ....forms import HouseForm, begin_one, press, submit
from ....page import render
from ....request import HouseRequest
from ..contexts import StepPage
from ..forms import CloseForm, FollowUpForm, MoveForm, RecuseForm, ReopenForm
from ..head import to_case, to_list


def begin(request: HouseRequest, case_id: UUID, act: str) -> Case:
    """The case, if the step with it may be taken."""
    case = queries.case(request.actor, case_id)
    begin_one(request, queries.acts(request.actor, case), act)
    return case


def step(
    request: HouseRequest,
    case: Case,
    form: HouseForm,
    act: Callable[[dict[str, Any]], str],
    *,
    verb: str,
    consequence: str = "",
) -> HttpResponse:
    """Hand it in, or show it (again); after a conflict the second try passes."""

    def latest() -> dict[str, Any]:
        return {"version": queries.case(request.actor, case.pk).version}

    done = submit(request, form, act, latest=latest)
    if done is not None:
        return done
    back = to_case(case.pk, case.number)
    page = StepPage(
        title=verb,
        trail=(to_list(), back),
        number=case.number,
        matter=case.title,
        form=form,
        verb=verb,
        consequence=consequence,
        back=back,
    )
    return render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def close(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """结案."""
    case = begin(request, case_id, "close")
    form = CloseForm(request, version=case.version, draft=f"cases.close.{case_id}")

    def act(typed: dict[str, Any]) -> str:
        actions.close(actor=request.actor, case_id=case_id, version=form.seen, **typed)
        messages.success(request, "已结案。请按期回访。")
        return to_case(case_id, case.number).url

    return step(
        request,
        case,
        form,
        act,
        verb="结案",
        consequence="结案后不再跟踪督导，到期提醒回访；情况有变化的，可以重新办理。",
    )


@require_http_methods(["GET", "POST"])
def reopen(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """重新办理."""
    case = begin(request, case_id, "reopen")
    form = ReopenForm(request, version=case.version, draft=f"cases.reopen.{case_id}")

    def act(typed: dict[str, Any]) -> str:
        again = actions.reopen(actor=request.actor, case_id=case_id, version=form.seen, **typed)
        messages.success(request, f"已重新办理，进入第{again.round}轮。")
        return to_case(case_id, case.number).url

    return step(
        request,
        case,
        form,
        act,
        verb="重新办理",
        consequence="个案回到办理中，案号不变，轮次加一；以前的记录都保留。",
    )


@require_http_methods(["GET", "POST"])
def follow_up(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """跟踪督导 while the case runs, 结案回访 once it is closed."""
    case = begin(request, case_id, "record_follow_up")
    closed = case.status == CaseState.CLOSED
    kind = FollowUpKind.RETURN_VISIT if closed else FollowUpKind.TRACKING
    form = FollowUpForm(request, draft=f"cases.follow_up.{case_id}")

    def act(typed: dict[str, Any]) -> str:
        actions.record_follow_up(actor=request.actor, case_id=case_id, kind=kind, **typed)
        messages.success(request, f"已记录{kind.label}。")
        return to_case(case_id, case.number).url

    return step(request, case, form, act, verb=f"记录{kind.label}")


@require_http_methods(["GET", "POST"])
def move(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """变更管辖."""
    case = begin(request, case_id, "move_office")
    form = MoveForm(
        request,
        queries.offices_to_take_over(case),
        version=case.version,
        draft=f"cases.move.{case_id}",
    )

    def act(typed: dict[str, Any]) -> str:
        moved = actions.move_office(
            actor=request.actor, case_id=case_id, version=form.seen, **typed
        )
        messages.success(request, f"已移交{moved.office.name}。")
        return to_case(case_id, case.number).url

    return step(
        request,
        case,
        form,
        act,
        verb="变更管辖",
        consequence="移交后由承接的未保办管辖，并通知该办；本办仍可以查阅案卷。",
    )


@require_http_methods(["GET", "POST"])
def recuse(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """回避: oneself, or, by the office's director, anybody who has the file."""
    case = begin(request, case_id, "recuse")
    colleagues = queries.who_may_step_back(request.actor, case)
    own = {"person_id": str(request.actor.person_id)}
    form = RecuseForm(request, colleagues, initial=own)

    def act(typed: dict[str, Any]) -> str:
        actions.recuse(actor=request.actor, case_id=case_id, **typed)
        messages.success(request, "已登记回避。")
        if typed["person_id"] == request.actor.person_id:
            return reverse("cases:list")
        return to_case(case_id, case.number).url

    return step(
        request,
        case,
        form,
        act,
        verb="回避",
        consequence="回避后不能再查阅本案和案中儿童的档案，直至管辖未保办主任解除。",
    )


@require_POST
def lift(request: HouseRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """解除回避."""

    def act(version: int | None) -> str:
        actions.lift_recusal(actor=request.actor, case_id=case_id, person_id=person_id)
        messages.success(request, "已解除回避。")
        return reverse("cases:show", args=[case_id])

    return press(request, act)
