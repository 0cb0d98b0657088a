"""Reports: handed in, looked at again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Query, Router
from ninja.responses import Status

from huishang.cases import queries as cases
from huishang.discovery import actions, queries
from huishang.kernel.paging import Cursor

from ..authentication import SignedIn
from ..schemas import reports as shapes
from ..schemas.parts import Page
from . import REFUSALS

router = Router(tags=["报告"])


@router.post(
    "/reports",
    response={200: shapes.Receipt, 201: shapes.Receipt} | REFUSALS,
    summary="提交报告",
    description="登记一份报告，送达有管辖权的未保办。同一来源编号再次提交，返回首次的回执（200）。",
)
def receive(request: SignedIn, told: shapes.ReportIn) -> Status[Any]:
    again = queries.is_received(request.auth, told.channel, told.external_number)
    report = actions.receive_report(actor=request.auth, **told.model_dump())
    return Status(200 if again else 201, queries.report(request.auth, report.pk))


@router.get("/reports", response={200: Page[shapes.ReportRow]} | REFUSALS, summary="报告列表")
def listed(request: SignedIn, asked: Query[shapes.ReportsAsked]) -> Any:
    return queries.reports(
        request.auth,
        status=asked.status.value if asked.status else "",
        text=asked.text,
        after=Cursor.parse(asked.after) if asked.after else None,
    )


@router.get(
    "/reports/{uuid:report_id}",
    response={200: shapes.OpenedReport} | REFUSALS,
    summary="一份报告",
    description="查阅会留痕。报告人不在其中。",
)
def opened(request: SignedIn, report_id: UUID) -> Any:
    view = actions.open_report(actor=request.auth, report_id=report_id)
    return shapes.OpenedReport.of(view, case_id=cases.key_opened_on(report_id))
