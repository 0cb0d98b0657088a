"""A file as an answer: saved under its own name, never shown inside the page, never run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from .request import HouseRequest

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
_HANDS_OUT = "hands_out_a_file"
_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Were a browser ever to open it after all: a page of no origin, that loads and runs nothing."""


def hands_out(view: V) -> V:
    """For the views that answer with a file or make one; they are counted as such. Outermost."""
    setattr(view, _HANDS_OUT, True)
    return view


def is_handing_out(view: Callable[..., HttpResponseBase]) -> bool:
    return bool(getattr(view, _HANDS_OUT, False))


def attachment(
    request: HouseRequest, content: bytes | str, name: str, media_type: str
) -> HttpResponse:
    """
    :raises RuntimeError: from a view that is not marked `hands_out`, so would not be counted.
    """
    match = request.resolver_match
    if match is None or not is_handing_out(match.func):
        raise RuntimeError(f"{match and match.view_name} hands out a file and does not say so")
    response = HttpResponse(content, content_type=media_type)
    header = content_disposition_header(as_attachment=True, filename=name)
    assert header is not None
    response.headers["Content-Disposition"] = header
    response.headers["Content-Security-Policy"] = _SANDBOX
    return response
