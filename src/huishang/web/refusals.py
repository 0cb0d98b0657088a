"""How a refusal is told: what cannot be done, why, under which article, what instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_bare
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import reswap, retarget

from huishang.audit import actions as audit
from huishang.kernel.basis import Basis
from huishang.kernel.errors import (
    HuishangError,
    InvalidData,
    NotPermitted,
    NotVisible,
    TooOften,
)

from .page import Page, render
from .request import HouseRequest

REFUSAL_AREA = "refusal"
"""The element of every page into which a refusal of an htmx request is put."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error's words, as the page and the box above a form show them."""

    title: str
    message: str
    instead: str
    basis: tuple[Basis, ...]
    fields: tuple[str, ...] = ()

    @classmethod
    def of(cls, error: HuishangError) -> Refusal:
        fields = tuple(error.fields.values()) if isinstance(error, InvalidData) else ()
        message = "" if fields else error.message
        return cls(error.title, message, error.instead, error.basis, fields)


@dataclass(frozen=True, kw_only=True)
class RefusalPage(Page):
    """The page of one refusal.

    :param back: the page the person came from, if it was one of ours.
    """

    template = "web/refusal.html"
    parts = (REFUSAL_AREA,)

    refusal: Refusal
    request_id: str
    back: str


def answer(request: HouseRequest, error: HuishangError) -> HttpResponse:
    """A calm page with the error's own status; for htmx, the box alone, put where it is seen."""
    note(request, error)
    page = RefusalPage(
        title=error.title,
        refusal=Refusal.of(error),
        request_id=request.request_id,
        back=_came_from(request),
    )
    part = REFUSAL_AREA if request.htmx else None
    response = render(request, page, part=part, status=error.http_status)
    if part:
        reswap(retarget(response, f"#{REFUSAL_AREA}"), "innerHTML")
    return response


def note(request: HouseRequest, error: HuishangError) -> None:
    """Write down who asked for what is not theirs."""
    if isinstance(error, NotPermitted | NotVisible) and hasattr(request, "actor"):
        audit.record_refusal(request.actor, error, request.path)


def too_often(request: HttpRequest, error: TooOften, *, kept: bool) -> HttpResponse:
    """Said without asking the database for anything more.

    :param kept: whether what was typed lies in the drawer.
    """
    words = {"refusal": Refusal.of(error), "kept": kept, "sent": request.method == "POST"}
    inside = bool(cast(HouseRequest, request).htmx)
    template = "web/components/wait.html" if inside else "429.html"
    response = render_bare(request, template, words, status=error.http_status)
    response.headers["Retry-After"] = str(error.wait)
    if inside:
        reswap(retarget(response, f"#{REFUSAL_AREA}"), "innerHTML")
    return response


def _came_from(request: HouseRequest) -> str:
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()})
    return referer if ours else ""
