"""年度审计: a year in numbers, and its material as a document."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from huishang.audit import queries
from huishang.kernel import clock
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.privacy import actions as privacy

from ...attachments import attachment, hands_out
from ...page import render
from ...request import HouseRequest
from .contexts import YearPage
from .forms import YearFilter
from .parts import DOCX, parts


@require_GET
def year(request: HouseRequest) -> HttpResponse:
    filters = YearFilter(request)
    wanted = filters.year or clock.today().year - 1
    law = Rules.at(request.actor.division, clock.today())
    page = YearPage(
        title=f"{wanted}年度合规审计",
        parts_row=parts("audit:year"),
        filters=filters,
        told=queries.yearly(request.actor, wanted),
        year=wanted,
        basis=(
            *law.basis(provisions.COMPLIANCE_AUDIT),
            *law.basis(provisions.COMPLIANCE_AUDIT_DUE),
        ),
    )
    return render(request, page)


@hands_out
@require_GET
def docx(request: HouseRequest) -> HttpResponse:
    """The material as .docx; that it was handed out is an event."""
    wanted = YearFilter(request).year or clock.today().year - 1
    content = privacy.print_pack(actor=request.actor, year=wanted)
    return attachment(request, content, f"未成年人个人信息保护合规审计材料{wanted}.docx", DOCX)
