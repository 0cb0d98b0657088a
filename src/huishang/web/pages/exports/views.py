from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.documents import actions, queries
from huishang.documents.queries import Export
from huishang.kernel.clock import BEIJING
from huishang.kernel.paging import Cursor

from ... import once
from ...attachments import attachment, hands_out
from ...components import Button, Empty, Fact, Link, Pager, Weight
from ...gate import with_fresh_factor
from ...page import render
from ...request import HouseRequest
from .contexts import ExportPage, ExportRow, ExportsPage

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def exports(request: HouseRequest) -> HttpResponse:
    """One's own, the latest first."""
    after = request.GET.get("after", "")
    found = queries.exports(request.actor, after=Cursor.parse(after) if after else None)
    page = ExportsPage(
        title="我的导出",
        rows=tuple(map(_row, found.rows)),
        pager=Pager(
            following=f"?after={quote(found.after)}" if found.after else "",
            first=request.path if after else "",
            total=found.total_words,
        ),
        empty=Empty(
            "没有导出过表格", "在“儿童档案”“交办与督办”页面按“导出表格”，写明目的后生成，列在这里。"
        ),
    )
    return render(request, page)


def _row(made: Export) -> ExportRow:
    if queries.fetch_act(made).decision:
        return ExportRow(made, "可以下载", "green")
    return ExportRow(made, "已过期", "plain")


@require_GET
def export(request: HouseRequest, export_id: UUID) -> HttpResponse:
    """One export; right after it was made, its password, once."""
    made = queries.export_of(request.actor, export_id)
    page = ExportPage(
        title=f"导出：{made.title}",
        trail=(Link("我的导出", reverse("exports:list")),),
        facts=tuple(_facts(made)),
        fetch=Button(
            queries.fetch_act(made),
            reverse("exports:fetch", args=[made.pk]),
            opens=True,
            weight=Weight.MAIN,
        ),
        secret=once.take(request, str(made.pk)),
    )
    return render(request, page)


def _facts(made: Export) -> Iterator[Fact]:
    yield Fact("导出编号", made.number)
    yield Fact("导出目的", made.purpose)
    yield Fact("条数", made.rows)
    narrowed = "；".join(f"{label}：{words}" for label, words in made.narrowed.items())
    yield Fact("筛选条件", narrowed or "未筛选")
    yield Fact("导出时间", f"{made.made_at.astimezone(BEIJING):%Y年%-m月%-d日 %H:%M}")
    yield Fact("保留至", f"{made.expires_at.astimezone(BEIJING):%Y年%-m月%-d日 %H:%M}")
    yield Fact("已下载", f"{made.fetched}次")


@hands_out
@require_GET
@with_fresh_factor
def fetch(request: HouseRequest, export_id: UUID) -> HttpResponse:
    """The file, under lock."""
    made, content = actions.fetch_export(actor=request.actor, export_id=export_id)
    name = f"{made.title}{made.made_at.astimezone(BEIJING):%Y%m%d}-{made.number}.xlsx"
    return attachment(request, content, name, _XLSX)
