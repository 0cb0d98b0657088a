"""增列儿童: found among the files in sight, put into the case by one press."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huishang.cases import actions, queries
from huishang.people import queries as people

from ....components import Button
from ....forms import begin_one, press
from ....page import render
from ....request import HouseRequest
from ..contexts import AddChildPage, Candidate
from ..forms import ChildSearch
from ..head import to_case, to_list


@require_GET
def search(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """Asked by name or number; nothing is listed before."""
    case = queries.case(request.actor, case_id)
    offer = begin_one(request, queries.acts(request.actor, case), "add_child")
    filters = ChildSearch(request)
    text = filters.asked.get("q", "")
    found = people.children(request.actor, text=text).rows if text else ()
    back = to_case(case_id, case.number)
    page = AddChildPage(
        title="增列儿童",
        trail=(to_list(), back),
        number=case.number,
        matter=case.title,
        filters=filters,
        found=tuple(
            Candidate(
                child,
                Button(
                    offer,
                    reverse("cases:add_child", args=[case_id, child.id]),
                    consequence="增列后，有本案案卷的单位都可以查阅这名儿童的档案。",
                    version=case.version,
                ),
            )
            for child in found
        ),
        asked=bool(text),
        back=back,
    )
    return render(request, page)


@require_POST
def add(request: HouseRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    def act(version: int | None) -> str:
        actions.add_child(actor=request.actor, case_id=case_id, child_id=child_id, version=version)
        messages.success(request, "已增列儿童。")
        return reverse("cases:family", args=[case_id])

    return press(request, act)
