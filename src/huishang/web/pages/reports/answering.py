"""答复报告人, where the reporter holds a receipt."""

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
from .contexts import AnswerPage
from .forms import AnswerForm
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
