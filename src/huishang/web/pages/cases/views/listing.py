from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from huishang.cases import queries
from huishang.cases.queries import CaseRow
from huishang.kernel.paging import Cursor
from huishang.kernel.terms import Level

from ....components import Empty, Link, Pager
from ....nearby import Nearby
from ....page import render
from ....request import HouseRequest
from ..contexts import Line, ListPage
from ..forms import OLDEST, CaseFilter
from ..head import TONES


@require_GET
def cases(request: HouseRequest) -> HttpResponse:
    """Those one's organisation takes part in; the search of the whole frame lands here."""
    filters, after = CaseFilter(request), request.GET.get("after", "")
    found = queries.cases(
        request.actor,
        filters.wanted,
        after=Cursor.parse(after) if after else None,
        oldest_first=filters.oldest_first,
    )
    nearby = Nearby(request.actor)
    page = ListPage(
        title="个案",
        filters=filters,
        oldest_first=filters.oldest_first,
        turned=filters.address(sort="" if filters.oldest_first else OLDEST),
        order="upward" if filters.oldest_first else "open",
        lines=tuple(_line(row, nearby) for row in found.rows),
        pager=Pager.of(found, filters, after),
        empty=_empty(bool(filters.asked or after)),
    )
    return render(request, page)


def _empty(narrowed: bool) -> Empty:
    if narrowed:
        return Empty("没有符合条件的个案", "可以放宽条件，或者换一个词再查。")
    return Empty(
        "还没有个案",
        "接到报告后，需要立案的在报告页面立案；其他单位邀请参与的个案也会列在这里。",
        Link("查看报告", "/reports/"),
    )


def _line(row: CaseRow, nearby: Nearby) -> Line:
    first, *others = row.children
    more = f"等{len(row.children)}人" if others else ""
    return Line(
        row=row,
        tone=TONES[row.status],
        children=f"{first.name} {first.words}{more}",
        place=nearby(row.place),
        above="" if row.level == Level.COUNTY.label else row.level,
    )
