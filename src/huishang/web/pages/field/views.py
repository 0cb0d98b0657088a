"""The page a phone keeps, its worker, and the end of a phone."""

from __future__ import annotations

import hashlib
from typing import cast

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render as render_bare
from django.template.backends.django import Template
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from ...gate import for_the_nameless
from ...middleware import content_policy
from ...page import render
from ...request import HouseRequest
from .contexts import ShellPage

STYLES = ("vendor/tabler/tabler.min.css", "web/huishang.css", "web/field/field.css")
SCRIPTS = ("app", "door", "forms", "screens", "store", "sync", "wire")
"""Modules of the page, all fetched beforehand."""


@for_the_nameless
@require_GET
def shell(request: HouseRequest) -> HttpResponse:
    """The page a phone keeps. It names nobody, so that it may lie there."""
    response = render(request, ShellPage(title="离线走访"))
    response.headers["Content-Security-Policy"] = content_policy(request.nonce, "worker-src 'self'")
    return response


@for_the_nameless
@require_GET
def worker(request: HouseRequest) -> HttpResponse:
    """What answers for the page where there is no signal. It keeps the page and its files, never
    what is known of a child."""
    files = (*STYLES, "web/mark.svg", *(f"web/field/{name}.js" for name in SCRIPTS))
    urls = [static(name) for name in files]
    page = cast(Template, get_template(ShellPage.template)).template.source
    edition = hashlib.sha256("".join((*urls, page)).encode()).hexdigest()[:16]
    named = {"shell": reverse("field:shell"), "files": urls, "edition": edition}
    return render_bare(request, "web/field/worker.js", named, content_type="text/javascript")


@for_the_nameless
@require_GET
def manifest(request: HouseRequest) -> HttpResponse:
    icon = {"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": "会商离线走访",
        "short_name": "离线走访",
        "lang": "zh-Hans",
        "start_url": reverse("field:shell"),
        "scope": reverse("field:shell"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#174a86",
        "icons": [icon],
    }
    return JsonResponse(told, content_type="application/manifest+json")
