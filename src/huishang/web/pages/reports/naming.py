"""查明儿童: who the child of a report is."""

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
from .contexts import NamePage
from .forms import NameForm
from .views import to_list, to_report


@require_http_methods(["GET", "POST"])
def name_child(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """A file is begun, or found again by the number."""
    begin_one(request, queries.report_acts(request.actor, report_id), "name_child")
    view = actions.open_report(actor=request.actor, report_id=report_id)
    form = NameForm(request, version=view.version, draft=f"reports.name.{report_id}")

    def act(typed: dict[str, Any]) -> str:
        actions.name_child(
            actor=request.actor,
            report_id=report_id,
            version=form.seen,
            **form.action_fields(typed),
        )
        messages.success(request, "已查明儿童，可以立案。")
        return to_report(view.row).url

    page = NamePage(
        title="查明儿童",
        trail=(to_list(), to_report(view.row)),
        form=form,
        told=view.told_child,
        words=view.row.child.words,
        back=to_report(view.row),
    )
    return submit(request, form, act, latest=lambda: _now(request, report_id)) or render(
        request, page, status=form.status
    )


def _now(request: HouseRequest, report_id: UUID) -> dict[str, Any]:
    return {"version": actions.open_report(actor=request.actor, report_id=report_id).version}
