"""导入: a table is handed in, looked through, confirmed, and taken in beside the server."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.imports import actions, queries
from huishang.imports.queries import BatchState, Progress
from huishang.kernel.errors import NotPermitted
from huishang.kernel.paging import Cursor

from ...attachments import attachment, hands_out
from ...components import Button, Empty, Link, Pager, Weight
from ...forms import begin, press, submit
from ...page import render
from ...request import HouseRequest
from ..children.views import to_list as to_children
from .contexts import BatchPage, ListPage, Row, Unfit, UploadPage
from .forms import UploadForm

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 50
_TONES = {
    BatchState.WAITING.value: "blue",
    BatchState.CHECKED.value: "amber",
    BatchState.RUNNING.value: "blue",
    BatchState.DONE.value: "green",
    BatchState.STOPPED.value: "plain",
}


def to_list() -> Link:
    return Link("导入", reverse("imports:list"))


@require_GET
def batches(request: HouseRequest) -> HttpResponse:
    begin(request, queries.import_act(request.actor))
    after = request.GET.get("after", "")
    found = queries.batches(request.actor, after=Cursor.parse(after) if after else None)
    new = Link("上传文件", reverse("imports:new"), icon="add")
    page = ListPage(
        title="导入儿童档案",
        trail=(to_children(),),
        main=new,
        rows=tuple(Row(one, _TONES[one.status]) for one in found.rows),
        pager=Pager(
            following=f"?after={quote(found.after)}" if found.after else "",
            first=request.path if after else "",
            total=found.total_words,
        ),
        empty=Empty(
            "还没有导入过",
            "手头已有表格名单的，下载模板填好后上传：先逐行核对，说明哪些行不能导入、为什么，您确认后才建立档案。",
            new,
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    """上传."""
    begin(request, queries.import_act(request.actor))
    form = UploadForm(request)

    def act(typed: dict[str, Any]) -> str:
        made = actions.upload(actor=request.actor, file=typed["file"])
        return reverse("imports:show", args=[made.pk])

    page = UploadPage(
        title="上传导入文件", trail=(to_children(), to_list()), form=form, back=to_list()
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@hands_out
@require_GET
def template(request: HouseRequest) -> HttpResponse:
    """The table to fill in; it holds nobody."""
    queries.import_act(request.actor).decision.require(NotPermitted)
    content = queries.template(request.actor.division)
    return attachment(request, content, "儿童档案导入模板.xlsx", _XLSX)


@require_GET
def batch(request: HouseRequest, batch_id: UUID) -> HttpResponse:
    found = queries.batch(request.actor, batch_id)
    count = queries.progress(found)
    lines = queries.unfit_lines(found, most=_SHOWN)
    page = BatchPage(
        title=found.name,
        trail=(to_children(), to_list()),
        batch=found,
        tone=_TONES[found.status],
        found=count,
        working=found.status in (BatchState.WAITING, BatchState.RUNNING),
        next=_next(found, count),
        buttons=tuple(_buttons(request, found, count)),
        unfit=tuple(Unfit(line.number, queries.said_of(line.faults)) for line in lines),
        kept=settings.IMPORT_KEPT_DAYS,
        copy="" if found.removed_at else reverse("imports:annotated", args=[found.pk]),
    )
    return render(request, page)


def _next(found: queries.Batch, count: Progress) -> str:
    match BatchState(found.status):
        case BatchState.WAITING:
            return "正在逐行核对，可以离开本页，稍后再看。"
        case BatchState.CHECKED if not count.fit:
            return "没有可以导入的行。请按下面的原因修改表格后重新上传。"
        case BatchState.CHECKED:
            return "已经核对，还没有建立任何档案。请看过下面的结果后开始导入。"
        case BatchState.RUNNING:
            return "正在逐行建立档案，可以离开本页，稍后再看。"
        case BatchState.DONE:
            return "已经完成。不能导入的行，改好后另存一个表格上传即可；已导入的不会重复建档。"
        case BatchState.STOPPED:
            return found.stopped_because or "已停止，此前导入的档案保留。"


def _buttons(request: HouseRequest, found: queries.Batch, count: Progress) -> list[Button]:
    consequences = {
        "confirm_batch": f"将为{count.fit}名儿童建立档案。不能导入的{count.unfit}行不受影响。",
        "stop_batch": "剩下的行不再导入，已经建立的档案保留。",
    }
    weights = {"confirm_batch": Weight.MAIN}
    return [
        Button(
            act,
            reverse(f"imports:{act.name}", args=[found.pk]),
            weight=weights.get(act.name, Weight.PLAIN),
            consequence=consequences[act.name],
            version=found.version,
        )
        for act in queries.batch_acts(request.actor, found, count)
        if act.here
    ]


@hands_out
@require_GET
def annotated(request: HouseRequest, batch_id: UUID) -> HttpResponse:
    """One's own table with what became of each row."""
    found, content = actions.fetch_annotated(actor=request.actor, batch_id=batch_id)
    name = f"{found.name.rpartition('.')[0]}（核对结果）.xlsx"
    return attachment(request, content, name, _XLSX)


@require_POST
def confirm(request: HouseRequest, batch_id: UUID) -> HttpResponse:
    """开始导入."""

    def act(version: int | None) -> str:
        actions.confirm_batch(actor=request.actor, batch_id=batch_id, version=version)
        messages.success(request, "已确认，正在导入。")
        return reverse("imports:show", args=[batch_id])

    queries.batch(request.actor, batch_id)
    return press(request, act)


@require_POST
def stop(request: HouseRequest, batch_id: UUID) -> HttpResponse:
    """停止."""

    def act(_: int | None) -> str:
        actions.stop_batch(actor=request.actor, batch_id=batch_id)
        messages.success(request, "已停止。")
        return reverse("imports:show", args=[batch_id])

    queries.batch(request.actor, batch_id)
    return press(request, act)
