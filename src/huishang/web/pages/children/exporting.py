"""导出儿童档案名单: with a purpose, behind a second factor, masked as the list is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huishang.people import actions, queries
from huishang.people.actions import ChildFilters

from ... import once
from ...attachments import hands_out
from ...components import Fact, Link
from ...forms import begin, submit
from ...gate import with_fresh_factor
from ...page import render
from ...request import HouseRequest
from ..exports.contexts import MakePage
from ..exports.forms import ExportForm
from .forms import ChildFilter


@hands_out
@require_http_methods(["GET", "POST"])
@with_fresh_factor
def export(request: HouseRequest) -> HttpResponse:
    """The list under the same filters; the password is shown once on the page it leads to."""
    begin(request, queries.export_act(request.actor))
    asked = ChildFilter(request, keeps=True).asked
    filters = ChildFilters(
        text=asked.get("q", ""), place=asked.get("place", ""), category=asked.get("category", "")
    )
    form = ExportForm(request)

    def act(typed: dict[str, Any]) -> str:
        made, secret = actions.export_children(
            actor=request.actor, filters=filters, purpose=typed["purpose"]
        )
        once.keep(request, str(made.pk), secret)
        return reverse("exports:show", args=[made.pk])

    words = "；".join(f"{label}：{said}" for label, said in filters.in_words(request.actor).items())
    back = Link("儿童档案", f"{reverse('children:list')}?{request.GET.urlencode()}")
    page = MakePage(
        title="导出儿童档案名单",
        trail=(back,),
        form=form,
        back=back,
        about=(
            Fact("范围", "本辖区建立档案的儿童，姓名隐去，不含身份号码、住址和监护人"),
            Fact("筛选条件", words or "未筛选"),
            Fact("文件", "加密的表格，印有您的姓名、单位和导出编号，逾期由平台删除"),
        ),
    )
    return submit(request, form, act) or render(request, page, status=form.status)
