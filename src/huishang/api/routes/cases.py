"""Cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Query, Router

from huishang.cases import actions
from huishang.cases import queries as cases
from huishang.cases.queries import CaseFilters
from huishang.kernel.paging import Cursor

from ..authentication import SignedIn
from ..schemas import cases as shapes
from ..schemas.parts import Entry, Page
from . import REFUSALS

router = Router(tags=["个案"])


@router.get("/cases", response={200: Page[shapes.CaseRow]} | REFUSALS, summary="个案列表")
def listed(request: SignedIn, asked: Query[shapes.CasesAsked]) -> Any:
    filters = CaseFilters(
        status=asked.status.value if asked.status else "",
        level=asked.level.value if asked.level else "",
        severity=asked.severity.value if asked.severity else "",
        issue=asked.issue,
        place=asked.place,
        text=asked.text,
    )
    after = Cursor.parse(asked.after) if asked.after else None
    return cases.cases(request.auth, filters, after=after)


@router.get(
    "/cases/{uuid:case_id}",
    response={200: shapes.Case} | REFUSALS,
    summary="一件个案",
    description="查阅会留痕。儿童姓名脱敏。",
)
def opened(request: SignedIn, case_id: UUID) -> Any:
    return actions.open_file(actor=request.auth, case_id=case_id)


@router.get(
    "/cases/{uuid:case_id}/timeline",
    response={200: list[Entry]} | REFUSALS,
    summary="办理记录",
)
def timeline(request: SignedIn, case_id: UUID) -> list[Entry]:
    return [
        Entry(
            at=entry.at,
            act=entry.act,
            label=entry.label,
            actor=entry.actor,
            basis=list(map(str, entry.basis)),
        )
        for entry in cases.timeline(request.auth, case_id)
    ]
