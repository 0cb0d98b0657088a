"""导出儿童档案名单: with a purpose, behind a second factor, masked as the list is."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huishang.people import actions, queries
from huishang.people.actions import ChildFilters

from ...attachments import hands_out
from ...components import Link
from ...gate import with_fresh_factor
from ...request import HouseRequest
from ..exports.making import take_out
from .forms import ChildFilter


@hands_out
@require_http_methods(["GET", "POST"])
@with_fresh_factor
def export(request: HouseRequest) -> HttpResponse:
    """The list under the same filters."""
    asked = ChildFilter(request, keeps=True).asked
    filters = ChildFilters(
        text=asked.get("q", ""), place=asked.get("place", ""), category=asked.get("category", "")
    )
    return take_out(
        request,
        queries.export_act(request.actor),
        title="导出儿童档案名单",
        back=Link("儿童档案", f"{reverse('children:list')}?{request.GET.urlencode()}"),
        holds="本辖区建立档案的儿童，姓名隐去，不含身份号码、住址和监护人",
        narrowed=filters.in_words(request.actor),
        export=lambda purpose: actions.export_children(
            actor=request.actor, filters=filters, purpose=purpose
        ),
    )
