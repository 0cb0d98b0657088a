"""导出交办台账: with a purpose, behind a second factor."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huishang.assignments import actions
from huishang.documents import queries as documents

from ...attachments import hands_out
from ...components import Link
from ...gate import with_fresh_factor
from ...request import HouseRequest
from ..exports.making import take_out
from .forms import LedgerFilter


@hands_out
@require_http_methods(["GET", "POST"])
@with_fresh_factor
def export(request: HouseRequest) -> HttpResponse:
    """The ledger under the same filters."""
    filters = LedgerFilter(request).narrowed
    return take_out(
        request,
        documents.export_act(request.actor),
        title="导出交办台账",
        back=Link("交办与督办", f"{reverse('assignments:ledger')}?{request.GET.urlencode()}"),
        holds="您查看范围内的交办事项",
        narrowed=filters.in_words(),
        export=lambda purpose: actions.export_ledger(
            actor=request.actor, filters=filters, purpose=purpose
        ),
    )
