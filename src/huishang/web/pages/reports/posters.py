"""Posters to hang up: of a place, of each school and hospital, of everything below at once."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.discovery import queries
from huishang.discovery.queries import Spot
from huishang.documents.rendering import (
    NO_TYPEFACE,
    PdfUnavailable,
    cjk_font,
    render_posters,
)
from huishang.kernel import clock
from huishang.kernel.errors import NotVisible

from ...attachments import attachment, hands_out
from ...components import Link
from ...page import render
from ...request import HouseRequest
from .contexts import PosterLine, PostersPage
from .views import to_list

EVERY = "every"
"""In the place of a body's key: all that lies below."""


def _page(spot: Spot) -> str:
    return reverse("reports:posters", args=[spot.code])


def _pdf(spot: Spot, of: str = "") -> str:
    where, of = reverse("reports:posters_pdf", args=[spot.code]), of or str(spot.at and spot.at.pk)
    return f"{where}?{urlencode({'of': of})}" if of != "None" else where


@require_GET
def posters(request: HouseRequest, place: str) -> HttpResponse:
    """张贴海报 of a place within one's own."""
    found = queries.spots(request.actor, place)
    here = found.here
    page = PostersPage(
        title="张贴海报",
        trail=(to_list(), *(Link(one.name, _page(one)) for one in found.way)),
        here=_pdf(here) if here.has_poster else "",
        lines=tuple(
            PosterLine(
                spot.name, _page(spot) if spot.opens else "", _pdf(spot) if spot.has_poster else ""
            )
            for spot in found.below
        ),
        every=_pdf(here, EVERY) if here.has_poster and found.below else "",
        missing="" if cjk_font() else f"{NO_TYPEFACE.message}{NO_TYPEFACE.instead}",
    )
    return render(request, page)


@hands_out
@require_GET
def printed(request: HouseRequest, place: str) -> HttpResponse:
    """The PDF: of the place, of a body there (``of``: its key), or of all below (``every``).

    :raises NotVisible: nothing hangs there, or no Chinese typeface is installed.
    """
    found, of = queries.spots(request.actor, place), request.GET.get("of", "")
    hanging = [
        spot
        for spot in (found.here, *found.below)
        if spot.has_poster and _is_asked(spot, found.here, of)
    ]

    def leads_to(spot: Spot) -> str:
        where = reverse("public:tell", args=[spot.code])
        at = f"?{urlencode({'at': spot.at.pk})}" if spot.at else ""
        return request.build_absolute_uri(f"{where}{at}")

    sheets = queries.posters(hanging, leads_to, request.build_absolute_uri(reverse("public:where")))
    made = render_posters(sheets, at=clock.now()) if sheets else NO_TYPEFACE
    if isinstance(made, PdfUnavailable):
        raise NotVisible("海报")
    name = found.here.name if of == EVERY else sheets[0].place
    return attachment(request, made, f"海报-{name}.pdf", "application/pdf")


def _is_asked(spot: Spot, here: Spot, of: str) -> bool:
    if of == EVERY:
        return spot != here
    return str(spot.at.pk) == of if spot.at else not of and spot == here
