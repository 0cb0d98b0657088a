"""答复报告人, where the reporter holds a receipt; 告知报告人结果, whoever it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from huishang.discovery import actions, queries

from ...forms import begin_one, submit
from ...page import render
from ...request import HouseRequest
from .contexts import AnswerPage, DecidePage
from .forms import AnswerForm, TellForm
from .views import to_list, to_report


@require_http_methods(["GET", "POST"])
def answer(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """What the office says to the reporter, below what was said before."""
    begin_one(request, queries.report_acts(request.actor, report_id), "answer_reporter")
    row = queries.report(request.actor, report_id)
    form = AnswerForm(request, draft=f"reports.answer.{report_id}")

    def act(typed: dict[str, Any]) -> str:
        actions.answer_reporter(actor=request.actor, report_id=report_id, **typed)
        messages.success(request, "已答复，报告人凭回执号可以看到。")
        return to_report(row).url

    page = AnswerPage(
        title="答复报告人",
        trail=(to_list(), to_report(row)),
        form=form,
        remarks=queries.remarks(request.actor, report_id),
        back=to_report(row),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def tell(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """告知报告人结果."""
    begin_one(request, queries.report_acts(request.actor, report_id), "tell_reporter")
    view = actions.open_report(actor=request.actor, report_id=report_id)
    form = TellForm(request, version=view.version, draft=f"reports.tell.{report_id}")

    def act(typed: dict[str, Any]) -> str:
        actions.tell_reporter(actor=request.actor, report_id=report_id, version=form.seen, **typed)
        messages.success(request, "已记录告知情况。")
        return to_report(view.row).url

    page = DecidePage(
        title="告知报告人结果",
        trail=(to_list(), to_report(view.row)),
        form=form,
        verb="告知报告人结果",
        consequence="报告人持有网上报告回执的，这里写的内容即作为答复，凭回执号可以看到。",
        back=to_report(view.row),
        report=view.row,
        competent=None,
    )

    def now() -> dict[str, Any]:
        return {"version": actions.open_report(actor=request.actor, report_id=report_id).version}

    return submit(request, form, act, latest=now) or render(request, page, status=form.status)
