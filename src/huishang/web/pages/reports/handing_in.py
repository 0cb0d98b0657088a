"""立即报告: the form, and what a number says while it is being typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huishang.discovery import actions, queries
from huishang.kernel import clock
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NoRuleInForce, NotVisible
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people import queries as people
from huishang.people.queries import MaskedChild

from ...forms import begin, submit
from ...page import render
from ...request import HouseRequest
from .contexts import NewPage
from .forms import ReportForm
from .views import to_list

_DRAFT = "reports.new"


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    """A report; ``?child=`` names a child whose file is kept."""
    begin(request, queries.receive_act(request.actor))
    child = _kept(request)
    form = ReportForm(
        request, kept=child is not None, draft=f"{_DRAFT}.{child.id}" if child else _DRAFT
    )

    def act(typed: dict[str, Any]) -> str:
        report = actions.receive_report(
            actor=request.actor,
            child_id=child.id if child else None,
            **form.action_fields(typed),
        )
        messages.success(
            request,
            f"已报告，受理编号{report.number}，由{report.office.name}处置，结果会通知本单位。",
        )
        return reverse("reports:show", args=[report.pk])

    return submit(request, form, act) or _show(request, form, child, status=form.status)


def _kept(request: HouseRequest) -> MaskedChild | None:
    asked = request.GET.get("child", "")
    if not asked:
        return None
    try:
        return people.child(request.actor, UUID(asked))
    except ValueError:
        raise NotVisible("儿童档案") from None


def _show(
    request: HouseRequest,
    form: ReportForm,
    child: MaskedChild | None,
    *,
    status: int,
) -> HttpResponse:
    page = NewPage(
        title="立即报告",
        trail=(to_list(),),
        form=form,
        child=child,
        soon=f"{'；'.join(_soon(request.actor.division))}。",
        back=to_list(),
    )
    return render(request, page, status=status)


def _soon(place: DivisionCode) -> Iterator[str]:
    """How soon is soon, where that is ruled."""
    yield "勾选后立即通知受理的未保办"
    law = Rules.at(place, clock.today())
    with suppress(NoRuleInForce):
        found = law.find(provisions.REPORT_CLOCK)
        yield f"“第一时间”按{found.value}掌握，{law.book.grounds(found)}"
