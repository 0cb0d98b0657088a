"""送达: a report handed to further bodies, and signed for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huishang.discovery import actions, queries

from ...forms import HouseForm, begin_one, press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import DecidePage
from .forms import PassOnForm, UpForm
from .views import to_list, to_report


@require_http_methods(["GET", "POST"])
def hand_up(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """本级不能处置，上报."""
    begin_one(request, queries.report_acts(request.actor, report_id), "hand_up")
    form = UpForm(request, draft=f"reports.up.{report_id}")

    def act(typed: dict[str, Any]) -> str:
        actions.hand_up(actor=request.actor, report_id=report_id, **typed)
        messages.success(request, "已上报上一级单位。")
        return reverse("reports:show", args=[report_id])

    words = "上报以后，仍由有管辖权的未保办处置；危险正在发生的，先行保护儿童并报警。"
    return submit(request, form, act) or _show(request, report_id, form, "上报", words)


@require_http_methods(["GET", "POST"])
def pass_on(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """转交责任部门."""
    begin_one(request, queries.report_acts(request.actor, report_id), "pass_on")
    receivers = queries.receivers_for(request.actor, report_id)
    form = PassOnForm(
        request,
        [(str(one.organisation.pk), _named(one)) for one in receivers],
        draft=f"reports.pass_on.{report_id}",
    )

    def act(typed: dict[str, Any]) -> str:
        actions.pass_on(actor=request.actor, report_id=report_id, **form.action_fields(typed))
        messages.success(request, "已转交，等待签收。")
        return reverse("reports:show", args=[report_id])

    words = "责任部门可以看到报告的内容，看不到报告人。"
    return submit(request, form, act) or _show(
        request, report_id, form, "转交责任部门", words, receivers
    )


def _named(one: queries.Receiver) -> str:
    return f"{one.organisation.name}{'（负有职责）' if one.duties else ''}"


def _show(
    request: HouseRequest,
    report_id: UUID,
    form: HouseForm,
    verb: str,
    words: str,
    receivers: tuple[queries.Receiver, ...] = (),
) -> HttpResponse:
    row = queries.report(request.actor, report_id)
    page = DecidePage(
        title=verb,
        trail=(to_list(), to_report(row)),
        form=form,
        verb=verb,
        consequence=words,
        back=to_report(row),
        report=row,
        competent=None,
        answerable=tuple(one for one in receivers if one.duties),
    )
    return render(request, page, status=form.status)


@require_POST
def sign_for(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """签收."""

    def act(_: int | None) -> str:
        actions.sign_for(actor=request.actor, report_id=report_id)
        messages.success(request, "已签收。")
        return reverse("reports:show", args=[report_id])

    return press(request, act)
