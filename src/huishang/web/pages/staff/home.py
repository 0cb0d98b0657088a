"""Where the navigation leads."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from huishang.staff import permissions, queries

from ...request import HouseRequest
from .people import person, register
from .supporters import supporters


@require_GET
def home(request: HouseRequest) -> HttpResponse:
    """The register for who keeps it, else the own registration, else who may be asked to help."""
    if permissions.may_see_register(request.actor):
        return register(request)
    for post in queries.own_posts(request.actor):
        return person(request, post.pk)
    return supporters(request)
