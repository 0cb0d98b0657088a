"""Who is put on a case, invited to it, taken off it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huishang.cases import actions, queries

from ....forms import press
from ....request import HouseRequest
from ..forms import InviteForm, NameForm
from .steps import begin, step


def _team(case_id: UUID) -> str:
    return reverse("cases:team", args=[case_id])


@require_http_methods(["GET", "POST"])
def name(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """指定办案人员."""
    case = begin(request, case_id, "name_worker")
    form = NameForm(request, queries.who_can_be_named(request.actor, case), version=case.version)

    def act(typed: dict[str, Any]) -> str:
        body, person = typed["person"].split(":")
        actions.name_worker(
            actor=request.actor,
            case_id=case_id,
            organisation_id=UUID(body),
            person_id=UUID(person),
            version=form.seen,
        )
        messages.success(request, "已指定，并通知本人。")
        return _team(case_id)

    return step(
        request,
        case,
        form,
        act,
        verb="指定办案人员",
        consequence="被指定的人员可以查阅和办理本案，直至退出；同时可以查阅案中儿童的档案。",
    )


@require_http_methods(["GET", "POST"])
def invite(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """邀请查阅."""
    case = begin(request, case_id, "invite")
    people = queries.who_can_be_invited(case)
    form = InviteForm(request, people, version=case.version, draft=f"cases.invite.{case_id}")

    def act(typed: dict[str, Any]) -> str:
        actions.invite(
            actor=request.actor,
            case_id=case_id,
            version=form.seen,
            **typed,
        )
        messages.success(request, "已邀请。本人签署保密承诺后方可查阅。")
        return _team(case_id)

    return step(
        request,
        case,
        form,
        act,
        verb="邀请查阅",
        consequence="受邀人员先签署保密承诺，只查阅所选内容，姓名等身份信息始终隐去，到期自动停止。",
    )


@require_POST
def release(
    request: HouseRequest, case_id: UUID, organisation_id: UUID, person_id: UUID
) -> HttpResponse:
    """退出办理."""

    def act(version: int | None) -> str:
        actions.release_worker(
            actor=request.actor,
            case_id=case_id,
            organisation_id=organisation_id,
            person_id=person_id,
        )
        messages.success(request, "已退出办理。")
        return reverse("cases:list") if person_id == request.actor.person_id else _team(case_id)

    return press(request, act)


@require_POST
def revoke(request: HouseRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """撤销查阅."""

    def act(version: int | None) -> str:
        actions.revoke_access(actor=request.actor, case_id=case_id, person_id=person_id)
        messages.success(request, "已撤销查阅。")
        return _team(case_id)

    return press(request, act)
