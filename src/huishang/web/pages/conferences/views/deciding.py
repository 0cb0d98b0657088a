"""Decisions apart from the room: filling one in from the duty list, changing one, striking one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huishang.conferences import actions, queries
from huishang.conferences.queries import AgendaItem
from huishang.kernel.errors import NotInThisState

from ....components import Link
from ....forms import begin_one, press, submit
from ....page import render
from ....request import HouseRequest
from .. import trails
from ..contexts.room import DecisionPage
from ..desk import decision_form
from ..forms.deciding import initial_of


@require_POST
def fill_in(request: HouseRequest, item_id: UUID) -> HttpResponse:
    """The form with what the chosen duty says; nothing is handed in."""
    item = queries.item(request.actor, item_id)
    deciding = begin_one(request, queries.item_acts(request.actor, item), "decide")
    deciding.now.require(NotInThisState)
    form = decision_form(request, item, draft=f"conferences.decide.{item.pk}")
    form.fill_in()
    page = DecisionPage(
        title="", form=form, fill=_fill_url(item), back=trails.room(item.conference)
    )
    return render(request, page, "decide")


def _fill_url(item: AgendaItem) -> str:
    return reverse("conferences:fill_in", args=[item.pk])


@require_http_methods(["GET", "POST"])
def decision(request: HouseRequest, decision_id: UUID) -> HttpResponse:
    """修改议定事项, while the discussion lasts."""
    settled = queries.decision(request.actor, decision_id)
    item = settled.agenda_item
    begin_one(request, queries.item_acts(request.actor, item), "decide")
    form = decision_form(request, item, initial=initial_of(settled))

    def act(typed: dict[str, Any]) -> str:
        actions.amend_decision(
            actor=request.actor,
            decision_id=settled.pk,
            version=form.seen,
            **form.action_fields(typed),
        )
        messages.success(request, "已修改。")
        return _room(item)

    page = DecisionPage(
        title=f"修改第{settled.order}项议定事项",
        trail=(*trails.to_item(item), trails.room(item.conference)),
        form=form,
        fill=_fill_url(item),
        back=Link("取消", _room(item)),
    )
    return submit(
        request,
        form,
        act,
        latest=lambda: initial_of(queries.decision(request.actor, decision_id)),
    ) or render(request, page, status=form.status)


@require_POST
def drop(request: HouseRequest, decision_id: UUID) -> HttpResponse:
    """删去议定事项."""

    def act(version: int | None) -> str:
        item = queries.decision(request.actor, decision_id).agenda_item
        actions.drop_decision(actor=request.actor, decision_id=decision_id, version=version)
        messages.success(request, "已删去。")
        return _room(item)

    return press(request, act)


def _room(item: AgendaItem) -> str:
    return f"{reverse('conferences:room', args=[item.conference_id])}?item={item.order}"
