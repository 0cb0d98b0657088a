"""登记、更正、终止情形; 认定类别."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.kernel.errors import InvalidData
from huishang.law.values import Status
from huishang.people import actions, queries
from huishang.people.queries import FACTS, StatusFact, Topic

from ...components import Link
from ...forms import HouseForm, begin, begin_one, press
from ...page import render
from ...request import HouseRequest
from .contexts import ChoosePage, FormPage, Said
from .forms import CorrectionForm, EndForm, FactForm, ReasonForm
from .handing import form_page, hand_in, to_file
from .views import to_list
from .visit import Visit

_COLUMNS = ("since", "until", "ordered_until", "kind", "grade", "proof", "proof_number", "note")


@require_GET
def choose(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """Of whom, and what: each leads to a form with the fields that asks for."""
    sight = queries.child_sight(request.actor, child_id)
    begin_one(request, queries.acts(sight), "add_fact")
    visit = Visit.read(request.actor, child_id, request.GET)
    guardians = queries.guardians(request.actor, [child_id])[child_id]
    people = [("本人", ""), *((f"{one.relation} {one.name}", str(one.id)) for one in guardians)]
    page = ChoosePage(
        title="登记情况",
        trail=(to_list(), to_file(request, child_id)),
        child=queries.child(request.actor, child_id),
        topics=tuple(
            Link(topic.label, visit.to("children:add_particular", child_id, topic.value))
            for topic in Topic
            if queries.add_particular_act(sight, topic).decision
        ),
        said=tuple(
            Said(
                who,
                tuple(
                    Link(status.label, _to(visit, child_id, status, guardian))
                    for status in queries.statuses_of(guardian=bool(guardian))
                    if sight.works_on(queries.section_of(status, guardian=bool(guardian)))
                ),
            )
            for who, guardian in people
        ),
        add_guardian=visit.to("children:guardian", child_id),
    )
    return render(request, page)


def _to(visit: Visit, child_id: UUID, status: Status, guardian: str) -> str:
    path = visit.to("children:add_fact", child_id, status.value)
    said = urlencode({"guardian": guardian}) if guardian else ""
    return f"{path}{'&' if '?' in path else '?'}{said}" if said else path


@require_http_methods(["GET", "POST"])
def add(request: HouseRequest, child_id: UUID, status: str) -> HttpResponse:
    """登记情形."""
    sight = queries.child_sight(request.actor, child_id)
    begin_one(request, queries.acts(sight), "add_fact")
    guardian = _key(request.GET.get("guardian", ""))
    asked = _status(status, guardian=guardian is not None)
    form = FactForm(request, FACTS[asked], draft=f"children.fact.{child_id}.{status}")

    def do(typed: dict[str, Any]) -> None:
        entry = form.entry(status, typed)
        actions.add_fact(actor=request.actor, child_id=child_id, guardian_id=guardian, entry=entry)

    return hand_in(
        request,
        form,
        do,
        page=form_page(
            request,
            child_id,
            form,
            title=f"登记情形：{asked.label}",
            verb="登记",
            whose=_whose(request, child_id, guardian),
        ),
        said="情形已登记。",
    )


@require_http_methods(["GET", "POST"])
def correct(request: HouseRequest, fact_id: UUID) -> HttpResponse:
    """更正: what was believed stays readable."""
    fact = _begun(request, fact_id, "correct_fact")
    form = CorrectionForm(request, FACTS[Status(fact.status)], initial=_typed(fact))

    def do(typed: dict[str, Any]) -> None:
        actions.correct_fact(
            actor=request.actor,
            fact_id=fact_id,
            entry=form.entry(fact.status, typed),
            reason=typed["reason"],
        )

    page = _page_of(request, fact, form, verb="更正")
    return hand_in(request, form, do, page=page, said="情形已更正，原登记仍可查看。")


@require_http_methods(["GET", "POST"])
def end(request: HouseRequest, fact_id: UUID) -> HttpResponse:
    """终止: it holds no longer."""
    fact = _begun(request, fact_id, "end_fact")
    form = EndForm(request)

    def do(typed: dict[str, Any]) -> None:
        actions.end_fact(actor=request.actor, fact_id=fact_id, **typed)

    page = _page_of(request, fact, form, verb="终止")
    return hand_in(request, form, do, page=page, said="已登记结束日期。")


@require_http_methods(["GET", "POST"])
def withdraw(request: HouseRequest, fact_id: UUID) -> HttpResponse:
    """撤销登记: it was never so."""
    fact = _begun(request, fact_id, "withdraw_fact")
    form = ReasonForm(request)

    def do(typed: dict[str, Any]) -> None:
        actions.withdraw_fact(actor=request.actor, fact_id=fact_id, **typed)

    page = _page_of(request, fact, form, verb="撤销登记")
    return hand_in(request, form, do, page=page, said="已撤销，原登记仍可查看。")


@require_POST
def recognise(request: HouseRequest, child_id: UUID, scheme: str, category: str) -> HttpResponse:
    """认定, by the button beside a category."""
    back = to_file(request, child_id)

    def do(_: int | None) -> str:
        actions.recognise(actor=request.actor, child_id=child_id, scheme=scheme, category=category)
        messages.success(request, "类别已认定。")
        return back.url

    return press(request, do)


@require_http_methods(["GET", "POST"])
def end_recognition(request: HouseRequest, recognition_id: UUID) -> HttpResponse:
    """终止认定."""
    found = queries.recognition(request.actor, recognition_id)
    sight = queries.sight_of(request.actor, found.child)
    home = found.child.residence_division
    begin(request, queries.end_recognition_act(request.actor, sight, home, found))
    form = ReasonForm(request)

    def do(typed: dict[str, Any]) -> None:
        actions.end_recognition(actor=request.actor, recognition_id=recognition_id, **typed)

    return hand_in(
        request,
        form,
        do,
        page=form_page(request, found.child_id, form, title="终止类别认定", verb="终止认定"),
        said="类别认定已终止。",
    )


def _begun(request: HouseRequest, fact_id: UUID, name: str) -> StatusFact:
    fact = queries.fact(request.actor, fact_id)
    begin_one(request, queries.fact_acts(queries.sight_of(request.actor, fact.child), fact), name)
    return fact


def _page_of(request: HouseRequest, fact: StatusFact, form: HouseForm, *, verb: str) -> FormPage:
    return form_page(
        request,
        fact.child_id,
        form,
        title=f"{verb}：{queries.fact_words(fact)}",
        verb=verb,
        whose=_whose(request, fact.child_id, fact.guardian_id),
    )


def _typed(fact: StatusFact) -> dict[str, Any]:
    """A fact as its form has it."""
    yuan = Decimal(fact.fen) / 100 if fact.fen else None
    return {name: getattr(fact, name) for name in _COLUMNS} | {"yuan": yuan}


def _status(code: str, *, guardian: bool) -> Status:
    """:raises InvalidData: nothing that may be said of this person."""
    for status in queries.statuses_of(guardian=guardian):
        if status.value == code:
            return status
    raise InvalidData({"status": "没有这种情形，请返回重新选择。"})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidData({"guardian": "没有这名监护人，请返回重新选择。"}) from None


def _whose(request: HouseRequest, child_id: UUID, guardian: UUID | None) -> str:
    for one in queries.guardians(request.actor, [child_id])[child_id]:
        if one.id == guardian:
            return f"{one.relation} {one.name}"
    return "本人"
