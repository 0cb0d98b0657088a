from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from huishang.kernel import clock
from huishang.kernel.errors import InvalidData

from ...forms import drafts
from ...forms.places import Cascade, cascade
from ...page import Page, render
from ...request import HouseRequest


@require_POST
def keep_draft(request: HouseRequest, form: str) -> HttpResponse:
    """Keep what stands in a form; answers when it was kept."""
    drafts.keep(request.actor.account_id, form, request.POST)
    return HttpResponse(f"草稿已保存 {clock.now():%H:%M}")


@dataclass(frozen=True, kw_only=True)
class PlacePart(Page):
    """The cascade alone, after a choice."""

    template = "web/forms/place.html"

    cascade: Cascade


@require_GET
def place(request: HouseRequest, name: str) -> HttpResponse:
    """The cascade standing at the place just chosen."""
    chosen = request.GET.get("chosen", "")
    try:
        part = PlacePart(title="", cascade=cascade(name, chosen))
    except ValueError as error:
        raise InvalidData({"chosen": str(error)}) from None
    return render(request, part)
