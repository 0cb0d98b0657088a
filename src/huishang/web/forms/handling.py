"""How a form is begun, and it or an act button handed in: once, with nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect

from huishang.access import actions as access
from huishang.kernel.errors import (
    Conflict,
    HuishangError,
    InvalidData,
    NotInThisState,
    NotPermitted,
)
from huishang.workflow.acts import Act

from ..request import HouseRequest
from .form import HouseForm


def redirect(request: HouseRequest, path: str) -> HttpResponse:
    """On to ``path``, whichever way the request came."""
    return HttpResponseClientRedirect(path) if request.htmx else HttpResponseRedirect(path)


def begin(request: HouseRequest, act: Act) -> Act:
    """Before a form is shown or read; nobody fills in what would be refused.

    Whether it is the time for it is asked only before the form is shown. Of what is handed in the
    action judges that, so that what was typed stands beside the refusal.

    :raises NotPermitted: never this person's. :raises NotInThisState: not now.
    """
    act.may.require(NotPermitted)
    if request.method == "GET":
        act.now.require(NotInThisState)
    return act


def begin_one(request: HouseRequest, acts: Iterable[Act], name: str) -> Act:
    """`begin` the act of that name among those of a record."""
    return begin(request, next(act for act in acts if act.name == name))


def submit(
    request: HouseRequest,
    form: HouseForm,
    act: Callable[[dict[str, Any]], str],
    *,
    latest: Callable[[], Mapping[str, Any]] | None = None,
) -> HttpResponse | None:
    """Hand the form in. None when it must be shown (again), with ``form.status``.

    :param act: calls the action with what was typed and returns the path to go on to.
    :param latest: what the record says now, field by field with its ``version``; asked on a
        conflict, so that both versions are seen.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        path = access.submit_once(
            token=form.cleaned_data["token"],
            account_id=request.actor.account_id,
            do=lambda: act(form.typed()),
        )
    except Conflict as error:
        form.refuse(error)
        if latest is not None:
            form.show_latest(latest())
        return None
    except HuishangError as error:
        form.refuse(error)
        return None
    if form.draft:
        access.drop_draft(request.actor.account_id, form.draft)
    return redirect(request, path)


def press(request: HouseRequest, act: Callable[[int | None], str]) -> HttpResponse:
    """An act button was pressed: do it once and go on. A refusal becomes the refusal page.

    :param act: gets the version the page showed; returns the path to go on to.
    """
    try:
        token = UUID(request.POST.get("token", ""))
        version = request.POST.get("version", "")
        seen = int(version) if version else None
    except ValueError:
        raise InvalidData({"token": "页面已经失效，请返回刷新后再办理。"}) from None
    path = access.submit_once(
        token=token, account_id=request.actor.account_id, do=lambda: act(seen)
    )
    return redirect(request, path)
