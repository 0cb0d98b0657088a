"""What becomes of a report: a case, or a settlement without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huishang.cases import actions as cases
from huishang.discovery import actions, queries
from huishang.discovery.queries import ReportView
from huishang.kernel.terms import Severity

from ...forms import HouseForm, begin_one, press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import DecidePage
from .forms import OpenCaseForm, RefuseForm, SettleForm, TellForm
from .views import to_list, to_report


def _opened(request: HouseRequest, report_id: UUID, act: str) -> ReportView:
    """The report, if it may be decided on this way."""
    begin_one(request, queries.report_acts(request.actor, report_id), act)
    return actions.open_report(actor=request.actor, report_id=report_id)


@require_http_methods(["GET", "POST"])
def open_case(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """立案."""
    view = _opened(request, report_id, "open_case")
    form = OpenCaseForm(
        request,
        view.division,
        version=view.version,
        draft=f"reports.open.{report_id}",
        initial={"issues": view.issue_codes, "summary": view.narrative},
    )

    def act(typed: dict[str, Any]) -> str:
        case = cases.open_case(
            actor=request.actor,
            report_id=report_id,
            title=typed["title"],
            issues=typed["issues"],
            summary=typed["summary"],
            severity=Severity(typed["severity"]),
            version=form.seen,
        )
        messages.success(request, f"已立案，案号{case.number}。")
        return reverse("cases:show", args=[case.pk])

    page = DecidePage(
        title="立案",
        trail=(to_list(), to_report(view.row)),
        form=form,
        verb="立案",
        consequence="",
        back=to_report(view.row),
        report=view.row,
        competent=queries.counties_of_report(request.actor, report_id),
    )
    return submit(request, form, act, latest=lambda: _now(request, report_id)) or render(
        request, page, status=form.status
    )


@require_POST
def accept(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """受理."""

    def act(version: int | None) -> str:
        report = actions.accept_report(actor=request.actor, report_id=report_id, version=version)
        messages.success(request, f"已受理报告{report.number}。")
        return reverse("reports:show", args=[report_id])

    return press(request, act)


@require_http_methods(["GET", "POST"])
def refuse(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """不予受理."""
    view = _opened(request, report_id, "refuse_report")
    form = RefuseForm(request, version=view.version, draft=f"reports.refuse.{report_id}")

    def do(typed: dict[str, Any]) -> None:
        actions.refuse_report(actor=request.actor, report_id=report_id, version=form.seen, **typed)

    return _decide(
        request,
        view,
        form,
        do,
        verb="不予受理",
        consequence="不予受理后这件报告不再处置；儿童面临危险的，先行处置并报警，不以不属本单位职责为由推辞。",
        said="已决定不予受理，请把理由告知报告人。",
    )


@require_http_methods(["GET", "POST"])
def settle(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """处置（不立案）."""
    view = _opened(request, report_id, "settle_report")
    form = SettleForm(request, version=view.version, draft=f"reports.settle.{report_id}")

    def do(typed: dict[str, Any]) -> None:
        actions.settle_report(actor=request.actor, report_id=report_id, version=form.seen, **typed)

    return _decide(
        request,
        view,
        form,
        do,
        verb="处置（不立案）",
        consequence="处置后这件报告不再立案；以后又出现危险的，请重新报告。",
        said="已记录处置情况。",
    )


@require_http_methods(["GET", "POST"])
def tell(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """告知报告人结果."""
    view = _opened(request, report_id, "tell_reporter")
    form = TellForm(request, version=view.version, draft=f"reports.tell.{report_id}")

    def do(typed: dict[str, Any]) -> None:
        actions.tell_reporter(actor=request.actor, report_id=report_id, version=form.seen, **typed)

    return _decide(
        request,
        view,
        form,
        do,
        verb="告知报告人结果",
        consequence="报告人持有网上报告回执的，这里写的内容即作为答复，凭回执号可以看到。",
        said="已记录告知情况。",
    )


def _decide(
    request: HouseRequest,
    view: ReportView,
    form: HouseForm,
    do: Callable[[dict[str, Any]], None],
    *,
    verb: str,
    consequence: str,
    said: str,
) -> HttpResponse:
    """A step of a report that ends on its page. :param said: once it is done."""
    back = to_report(view.row)

    def act(typed: dict[str, Any]) -> str:
        do(typed)
        messages.success(request, said)
        return back.url

    page = DecidePage(
        title=verb,
        trail=(to_list(), back),
        form=form,
        verb=verb,
        consequence=consequence,
        back=back,
        report=view.row,
        competent=None,
    )
    return submit(request, form, act, latest=lambda: _now(request, view.row.id)) or render(
        request, page, status=form.status
    )


def _now(request: HouseRequest, report_id: UUID) -> dict[str, Any]:
    return {"version": actions.open_report(actor=request.actor, report_id=report_id).version}
