"""日锚 and 核验: the proof that the record is whole."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huishang.audit import actions, queries
from huishang.audit.labels import Exported
from huishang.audit.queries.noting import grouped
from huishang.kernel import clock
from huishang.kernel.errors import NotVisible
from huishang.privacy import actions as privacy

from ...attachments import attachment, hands_out
from ...components import Button, Empty, Weight
from ...forms import press
from ...page import render
from ...request import HouseRequest
from .contexts import AnchorRow, AnchorsPage, ProofPage
from .forms import MonthFilter
from .parts import DOCX, home, parts

_ONE_DAY = timedelta(days=1)
_SHOWN = 10


def _month(request: HouseRequest) -> tuple[MonthFilter, date, date]:
    filters = MonthFilter(request)
    first = filters.first or clock.today().replace(day=1)
    following = (first.replace(day=28) + 4 * _ONE_DAY).replace(day=1)
    return filters, first, following - _ONE_DAY


@require_GET
def anchors(request: HouseRequest) -> HttpResponse:
    """The anchors of a month, to be printed from here."""
    filters, first, last = _month(request)
    found = queries.anchors_between(request.actor, first, last)
    page = AnchorsPage(
        title=f"{first.year}年{first.month}月日锚",
        parts_row=parts("audit:anchors"),
        filters=filters,
        rows=tuple(AnchorRow(row.day, row.streams, row.events, grouped(row.hash)) for row in found),
        month=f"{first:%Y-%m}",
        empty=Empty("这个月没有日锚", "日锚由平台每日例行建立；没有建立的，请联系运维人员。"),
    )
    return render(request, page)


@hands_out
@require_GET
def text(request: HouseRequest) -> HttpResponse:
    """As text, to be kept on a medium outside."""
    _, first, last = _month(request)
    found = queries.anchors_between(request.actor, first, last)
    if not found:
        raise NotVisible("日锚")
    actions.note_export(actor=request.actor, what=Exported.ANCHORS, since=first, until=last)
    return attachment(
        request, queries.kept_file(found), f"日锚{first:%Y-%m}.txt", "text/plain; charset=utf-8"
    )


@hands_out
@require_GET
def docx(request: HouseRequest) -> HttpResponse:
    """As a sheet to be signed."""
    _, first, last = _month(request)
    content = privacy.print_anchors(actor=request.actor, first=first, last=last)
    actions.note_export(actor=request.actor, what=Exported.ANCHORS, since=first, until=last)
    return attachment(request, content, f"日锚留存单{first:%Y-%m}.docx", DOCX)


@require_GET
def verify(request: HouseRequest) -> HttpResponse:
    """How the last walks over every chain came out; none is made for a page."""
    page = ProofPage(
        title="核验结果",
        trail=(home(),),
        proofs=tuple(queries.proofs(request.actor, latest=_SHOWN)),
        ask=Button(queries.ask_act(request.actor), reverse("audit:ask"), weight=Weight.MAIN),
        anchors=tuple(queries.anchors(request.actor, latest=1)),
    )
    return render(request, page)


@require_POST
def ask(request: HouseRequest) -> HttpResponse:
    """申请核验."""

    def act(_: int | None) -> str:
        actions.ask_verification(actor=request.actor)
        messages.success(request, "已申请核验。服务器在下一次例行时核验，结果显示在本页。")
        return reverse("audit:verify")

    return press(request, act)
