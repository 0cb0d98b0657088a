"""变更密级 and 封存."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huishang.cases import actions

from ....request import HouseRequest
from ..forms import LevelForm, SealForm
from ..head import to_case
from .steps import begin, step


@require_http_methods(["GET", "POST"])
def level(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """变更密级."""
    case = begin(request, case_id, "set_level")
    form = LevelForm(request, version=case.version, initial={"level": case.level})

    def act(typed: dict[str, Any]) -> str:
        actions.set_level(actor=request.actor, case_id=case_id, version=form.seen, **typed)
        messages.success(request, "密级已变更。")
        return to_case(case_id, case.number).url

    return step(request, case, form, act, verb="变更密级")


@require_http_methods(["GET", "POST"])
def seal(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """封存: afterwards there is no such case to go back to."""
    case = begin(request, case_id, "seal")
    form = SealForm(request, version=case.version)

    def act(typed: dict[str, Any]) -> str:
        handles = actions.seal(actor=request.actor, case_id=case_id, version=form.seen, **typed)
        messages.success(request, f"已封存，封存编号{'、'.join(handles)}。")
        return reverse("cases:list")

    return step(
        request,
        case,
        form,
        act,
        verb="封存",
        consequence=(
            "封存后，本案及其报告、文书、附件、交办、会商一并从列表、检索、统计和导出中消失，"
            "任何人（包括您本人）不能再看，不能恢复；只能依法申请查询。儿童档案不受影响。"
        ),
    )
