from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from huishang.workflow.deadlines import Urgency

from ...page import render
from ...request import HouseRequest
from .contexts import WorkbenchPage
from .empty import empty
from .sources import LATER, SOURCES


@require_GET
def home(request: HouseRequest) -> HttpResponse:
    """Everything this post owes, the most pressing first."""
    shares = [source(request.actor) for source in SOURCES]
    duties = sorted((duty for share in shares for duty in share.duties), key=lambda d: d.order)
    urgencies = [duty.deadline.urgency for duty in duties if duty.deadline]
    page = WorkbenchPage(
        title="工作台",
        duties=tuple(duties),
        overdue=urgencies.count(Urgency.OVERDUE),
        near=urgencies.count(Urgency.NEAR),
        waiting=tuple(
            sorted((wait for share in shares for wait in share.waiting), key=lambda w: w.order)
        ),
        changes=tuple(
            sorted(
                (change for share in shares for change in share.changes),
                key=lambda change: change.at,
                reverse=True,
            )
        ),
        empty=empty(request.actor.post),
        later=tuple(later for each in LATER if (later := each(request.actor)) is not None),
    )
    return render(request, page)
