"""One form about one child: its page, the way back to the file, and how it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse

from huishang.people import queries
from huishang.people.queries import Purpose

from ...components import Link
from ...forms import HouseForm, submit
from ...page import render
from ...request import HouseRequest
from .contexts import FormPage
from .views import to_list
from .visit import Visit


def hand_in(
    request: HouseRequest,
    form: HouseForm,
    do: Callable[[dict[str, Any]], None],
    *,
    page: FormPage,
    said: str,
    latest: Callable[[], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """:param latest: as `submit`, of what is guarded by a version."""

    def act(typed: dict[str, Any]) -> str:
        do(typed)
        messages.success(request, said)
        return page.back.url

    return submit(request, form, act, latest=latest) or render(request, page, status=form.status)


def form_page(
    request: HouseRequest,
    child_id: UUID,
    form: HouseForm,
    *,
    title: str,
    verb: str,
    whose: str = "",
) -> FormPage:
    back = to_file(request, child_id)
    return FormPage(
        title=title,
        trail=(to_list(), back),
        form=form,
        child=queries.child(request.actor, child_id),
        whose=whose,
        verb=verb,
        back=back,
    )


def to_file(request: HouseRequest, child_id: UUID) -> Link:
    """Back to the file, opened for what it was opened for."""
    visit = Visit.read(request.actor, child_id, request.GET)
    opened = visit if visit.purpose else Visit(Purpose.VERIFY, visit.case_id)
    return Link("档案", opened.to("children:show", child_id))
