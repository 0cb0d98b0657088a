"""本村排查: who was missed, what is handed in, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.discovery import queries as discovery
from huishang.people import queries as people
from huishang.sweeps import actions, queries
from huishang.sweeps.queries import Stretch

from ...components import Button, Link, Weight
from ...forms import HouseForm, begin, begin_one, submit
from ...nearby import Nearby
from ...page import render
from ...request import HouseRequest
from .contexts import FormPage, MissedLine, VillagePage
from .forms import HandInForm, MissedForm, ReasonForm, SettleForm
from .views import to_list, to_sweep

_WEIGHTS = {"hand_in": Weight.MAIN}


def _to(stretch_id: UUID) -> str:
    return reverse("sweeps:village", args=[stretch_id])


@require_GET
def village(request: HouseRequest, stretch_id: UUID) -> HttpResponse:
    """One village. That its missed households were looked at is written down."""
    sheet = actions.open_stretch(actor=request.actor, stretch_id=stretch_id)
    page = VillagePage(
        title=f"本村排查：{Nearby(request.actor)(sheet.part.place)}",
        trail=(to_list(), to_sweep(sheet.found.sweep)),
        sheet=sheet,
        buttons=tuple(
            Button(
                act,
                reverse(f"sweeps:{act.name}", args=[stretch_id]),
                opens=True,
                weight=_WEIGHTS.get(act.name, Weight.PLAIN),
            )
            for act in queries.stretch_acts(request.actor, sheet.found)
            if act.here
        ),
        missed=tuple(
            MissedLine(
                row,
                Button(
                    queries.missed_act(request.actor, row.found),
                    reverse("sweeps:settle_missed", args=[row.found.pk]),
                    opens=True,
                ),
            )
            for row in sheet.missed
        ),
        found=found_links(request),
    )
    return render(request, page)


def found_links(request: HouseRequest) -> tuple[Link, ...]:
    """Where a child that was found gets a file, a danger a report."""
    ways = (
        (people.register_act(request.actor), Link("建立档案", reverse("children:new"))),
        (discovery.receive_act(request.actor), Link("立即报告", reverse("reports:new"))),
    )
    return tuple(link for act, link in ways if act.decision)


@require_http_methods(["GET", "POST"])
def note_missed(request: HouseRequest, stretch_id: UUID) -> HttpResponse:
    """登记未走访户."""
    found = _begun(request, stretch_id, "note_missed")
    form = MissedForm(request, draft=f"sweeps.missed.{stretch_id}")

    def do(typed: dict[str, Any]) -> None:
        actions.note_missed(
            actor=request.actor, stretch_id=stretch_id, key=typed["key"], entry=form.entry(typed)
        )

    return _added(request, found, form, do, "登记未走访户", "登记", "这一户已登记。")


@require_http_methods(["GET", "POST"])
def settle(request: HouseRequest, missed_id: UUID) -> HttpResponse:
    """未走访户补办."""
    one = queries.missed(request.actor, missed_id)
    begin(request, queries.missed_act(request.actor, one))
    form = SettleForm(request, version=one.version)

    def do(typed: dict[str, Any]) -> None:
        actions.settle_missed(
            actor=request.actor, missed_id=missed_id, version=form.seen, entry=form.entry(typed)
        )

    return _added(request, one.stretch, form, do, "未走访户补办", "登记", "补办已登记。")


@require_http_methods(["GET", "POST"])
def hand_in(request: HouseRequest, stretch_id: UUID) -> HttpResponse:
    """报送."""
    found = _begun(request, stretch_id, "hand_in")
    form = HandInForm(request, draft=f"sweeps.hand_in.{stretch_id}", version=found.version)

    def do(typed: dict[str, Any]) -> None:
        actions.hand_in(actor=request.actor, stretch_id=stretch_id, version=form.seen, **typed)

    return _added(request, found, form, do, "报送本村排查", "报送", "本村排查已报送。")


@require_http_methods(["GET", "POST"])
def return_stretch(request: HouseRequest, stretch_id: UUID) -> HttpResponse:
    """退回重查."""
    found = _begun(request, stretch_id, "return_stretch")
    form = ReasonForm(
        request,
        required=True,
        help_text="写明哪里不清楚、要重新走访哪些户；儿童主任会看到。",
        version=found.version,
    )

    def do(typed: dict[str, Any]) -> None:
        actions.return_stretch(
            actor=request.actor, stretch_id=stretch_id, version=form.seen, **typed
        )

    return _added(request, found, form, do, "退回重查", "退回", "已退回，儿童主任已收到通知。")


def _begun(request: HouseRequest, stretch_id: UUID, act: str) -> Stretch:
    found = queries.stretch(request.actor, stretch_id)
    begin_one(request, queries.stretch_acts(request.actor, found), act)
    return found


def _added(
    request: HouseRequest,
    found: Stretch,
    form: HouseForm,
    do: Callable[[dict[str, Any]], None],
    title: str,
    verb: str,
    said: str,
) -> HttpResponse:
    back = Link("本村排查", _to(found.pk))

    def act(typed: dict[str, Any]) -> str:
        do(typed)
        messages.success(request, said)
        return back.url

    page = FormPage(
        title=title,
        trail=(to_list(), to_sweep(found.sweep), back),
        form=form,
        verb=verb,
        back=back,
        under=found.sweep.title,
    )
    return submit(request, form, act) or render(request, page, status=form.status)
