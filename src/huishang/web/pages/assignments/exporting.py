"""导出交办台账: with a purpose, behind a second factor."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huishang.assignments import actions
from huishang.documents import queries as documents

from ... import once
from ...attachments import hands_out
from ...components import Fact, Link
from ...forms import begin, submit
from ...gate import with_fresh_factor
from ...page import render
from ...request import HouseRequest
from ..exports.contexts import MakePage
from ..exports.forms import ExportForm
from .forms import LedgerFilter


@hands_out
@require_http_methods(["GET", "POST"])
@with_fresh_factor
def export(request: HouseRequest) -> HttpResponse:
    """The ledger under the same filters; the password is shown once on the page it leads to."""
    begin(request, documents.export_act(request.actor))
    filters = LedgerFilter(request).narrowed
    form = ExportForm(request)

    def act(typed: dict[str, Any]) -> str:
        made, secret = actions.export_ledger(
            actor=request.actor, filters=filters, purpose=typed["purpose"]
        )
        once.keep(request, str(made.pk), secret)
        return reverse("exports:show", args=[made.pk])

    asked = "；".join(f"{label}：{words}" for label, words in filters.in_words().items())
    back = Link("交办与督办", f"{reverse('assignments:ledger')}?{request.GET.urlencode()}")
    page = MakePage(
        title="导出交办台账",
        trail=(back,),
        form=form,
        back=back,
        about=(
            Fact("范围", "您查看范围内的交办事项"),
            Fact("筛选条件", asked or "未筛选"),
            Fact("文件", "加密的表格，印有您的姓名、单位和导出编号，逾期由平台删除"),
        ),
    )
    return submit(request, form, act) or render(request, page, status=form.status)
