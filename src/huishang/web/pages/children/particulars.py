"""登记、更正、终止生活情况: one form for every topic, its fields from the sheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from huishang.kernel.errors import InvalidData
from huishang.people import actions, queries
from huishang.people.queries import SHEETS, Particular, Topic

from ...forms import HouseForm, begin, begin_one
from ...request import HouseRequest
from .contexts import FormPage
from .forms import EndForm, ParticularCorrectionForm, ParticularForm, ReasonForm
from .handing import form_page, hand_in


@require_http_methods(["GET", "POST"])
def add(request: HouseRequest, child_id: UUID, topic: str) -> HttpResponse:
    """登记生活情况."""
    asked = _topic(topic)
    sight = queries.child_sight(request.actor, child_id)
    begin(request, queries.add_particular_act(sight, asked))
    form = ParticularForm(request, SHEETS[asked], draft=f"children.particular.{child_id}.{topic}")

    def do(typed: dict[str, Any]) -> None:
        entry = form.entry(topic, typed)
        actions.add_particular(actor=request.actor, child_id=child_id, entry=entry)

    page = form_page(request, child_id, form, title=f"登记：{asked.label}", verb="登记")
    return hand_in(request, form, do, page=page, said=f"{asked.label}情况已登记。")


@require_http_methods(["GET", "POST"])
def correct(request: HouseRequest, particular_id: UUID) -> HttpResponse:
    """更正: what was believed stays readable."""
    sheet = _begun(request, particular_id, "correct_particular")
    form = ParticularCorrectionForm(
        request,
        SHEETS[Topic(sheet.topic)],
        initial={**sheet.said, "since": sheet.since, "until": sheet.until},
    )

    def do(typed: dict[str, Any]) -> None:
        actions.correct_particular(
            actor=request.actor,
            particular_id=particular_id,
            entry=form.entry(sheet.topic, typed),
            reason=typed["reason"],
        )

    page = _page_of(request, sheet, form, verb="更正")
    return hand_in(request, form, do, page=page, said="已更正，原登记仍可查看。")


@require_http_methods(["GET", "POST"])
def end(request: HouseRequest, particular_id: UUID) -> HttpResponse:
    """终止: it is so no longer."""
    sheet = _begun(request, particular_id, "end_particular")
    form = EndForm(request)

    def do(typed: dict[str, Any]) -> None:
        actions.end_particular(actor=request.actor, particular_id=particular_id, **typed)

    page = _page_of(request, sheet, form, verb="终止")
    return hand_in(request, form, do, page=page, said="已登记结束日期。")


@require_http_methods(["GET", "POST"])
def withdraw(request: HouseRequest, particular_id: UUID) -> HttpResponse:
    """撤销登记: it was never so."""
    sheet = _begun(request, particular_id, "withdraw_particular")
    form = ReasonForm(request)

    def do(typed: dict[str, Any]) -> None:
        actions.withdraw_particular(actor=request.actor, particular_id=particular_id, **typed)

    page = _page_of(request, sheet, form, verb="撤销登记")
    return hand_in(request, form, do, page=page, said="已撤销，原登记仍可查看。")


def _begun(request: HouseRequest, particular_id: UUID, name: str) -> Particular:
    sheet = queries.particular(request.actor, particular_id)
    sight = queries.sight_of(request.actor, sheet.child)
    begin_one(request, queries.particular_acts(sight, sheet), name)
    return sheet


def _page_of(request: HouseRequest, sheet: Particular, form: HouseForm, *, verb: str) -> FormPage:
    title = f"{verb}：{Topic(sheet.topic).label}"
    return form_page(request, sheet.child_id, form, title=title, verb=verb)


def _topic(code: str) -> Topic:
    """:raises InvalidData"""
    for topic in Topic:
        if topic.value == code:
            return topic
    raise InvalidData({"topic": "没有这一项生活情况，请返回重新选择。"})
