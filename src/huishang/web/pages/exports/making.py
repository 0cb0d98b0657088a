"""A list is taken out: what the file will hold, what it is for, and its password, shown once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from huishang.documents.queries import Export
from huishang.workflow.acts import Act

from ... import once
from ...components import Fact, Link
from ...forms import begin, submit
from ...page import render
from ...request import HouseRequest
from .contexts import MakePage
from .forms import ExportForm


def take_out(
    request: HouseRequest,
    act: Act,
    *,
    title: str,
    back: Link,
    holds: str,
    narrowed: Mapping[str, str],
    export: Callable[[str], tuple[Export, str]],
) -> HttpResponse:
    """
    :param holds: whose rows, and what of them, in words.
    :param narrowed: label of each filter → what is asked.
    :param export: makes the file for a purpose; answers it and its password.
    """
    begin(request, act)
    form = ExportForm(request)

    def make(typed: dict[str, Any]) -> str:
        made, secret = export(typed["purpose"])
        once.keep(request, str(made.pk), secret)
        return reverse("exports:show", args=[made.pk])

    asked = "；".join(f"{label}：{words}" for label, words in narrowed.items())
    page = MakePage(
        title=title,
        trail=(back,),
        form=form,
        back=back,
        about=(
            Fact("范围", holds),
            Fact("筛选条件", asked or "未筛选"),
            Fact("文件", "加密的表格，印有您的姓名、单位和导出编号，逾期由平台删除"),
        ),
    )
    return submit(request, form, make) or render(request, page, status=form.status)
