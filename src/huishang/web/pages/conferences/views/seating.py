"""Who sits at an agenda item: proposals confirmed, others found by name, seats added later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from huishang.conferences import actions, queries
from huishang.conferences.actions import SeatChoice
from huishang.conferences.queries import AgendaItem, ProposedSeat, Seat, SeatKind
from huishang.kernel.terms import Rank
from huishang.organisations import queries as organisations

from ....forms import begin_one, submit
from ....page import render
from ....request import HouseRequest
from .. import trails
from ..contexts.preparing import AddSeatPage, ChoiceRow, SeatsPage
from ..forms.seats import OWN_REASON, AddSeatForm, SeatCode, SeatsForm


@require_http_methods(["GET", "POST"])
def seats(request: HouseRequest, item_id: UUID) -> HttpResponse:
    """确定参会席位. Searching hands nothing in: it answers with what it found, ticks kept."""
    item = queries.item(request.actor, item_id)
    begin_one(request, queries.item_acts(request.actor, item), "confirm_seats")
    proposed = {_proposed(seat): seat for seat in queries.propose_seats(item)}
    seated = {_taken(seat): seat for seat in _seated(request, item)}
    form = SeatsForm(
        request,
        version=item.version,
        draft=f"conferences.seats.{item.pk}",
        initial={"seats": [str(code) for code in seated or proposed]},
    )

    def act(typed: dict[str, Any]) -> str:
        kept = {code: _kept(seat) for code, seat in seated.items()}
        known = {**kept, **{code: _choice(seat) for code, seat in proposed.items()}}
        actions.confirm_seats(
            actor=request.actor, item_id=item.pk, seats=form.choices(known), version=form.seen
        )
        messages.success(request, "参会席位已确定。通知发出前可以再改，发出后可以增加。")
        return trails.conference(item.conference).url

    searched = form.searched
    others = {
        code: row
        for code, row in (
            *((code, _seated_row(code, seat, form)) for code, seat in seated.items()),
            *((code, _ticked_row(code, form)) for code in form.ticked() if code not in seated),
            *_search(item, searched, form),
        )
        if code not in proposed
    }
    page = SeatsPage(
        title=f"参会席位：{item.case.title}",
        trail=trails.to_item(item),
        form=form,
        proposed=tuple(_proposed_row(code, seat, form) for code, seat in proposed.items()),
        found=tuple(others.values()),
        searched=searched,
        back=trails.conference(item.conference),
    )
    if form.searches:
        return render(request, page)
    return submit(request, form, act, latest=lambda: _version(request, item)) or render(
        request, page, status=form.status
    )


@require_http_methods(["GET", "POST"])
def add(request: HouseRequest, item_id: UUID) -> HttpResponse:
    """增加席位: after the notices left; the new seat is told at once."""
    item = queries.item(request.actor, item_id)
    begin_one(request, queries.item_acts(request.actor, item), "add_seat")
    taken = {_taken(seat) for seat in _seated(request, item)}
    form = AddSeatForm(
        request, draft=f"conferences.add_seat.{item.pk}", initial={"rank": Rank.SECTION_HEAD.value}
    )

    def act(typed: dict[str, Any]) -> str:
        code: SeatCode = typed["seat"]
        actions.add_seat(
            actor=request.actor,
            item_id=item.pk,
            seat=SeatChoice(
                kind=code.kind,
                organisation_id=code.organisation_id,
                expert_id=code.expert_id,
                why=typed["why"],
                rank=Rank(typed["rank"]),
            ),
        )
        messages.success(request, "席位已增加，通知已补发。")
        return trails.conference(item.conference).url

    proposed = {
        code: _proposed_row(code, seat, form)
        for seat in queries.propose_seats(item)
        if (code := _proposed(seat)) not in taken
    }
    searched = form.searched
    found = dict(_search(item, searched, form)) if searched else proposed
    chosen = {code: _ticked_row(code, form) for code in form.ticked() if code not in found}
    page = AddSeatPage(
        title=f"增加席位：{item.case.title}",
        trail=trails.to_item(item),
        form=form,
        found=tuple(row for code, row in {**chosen, **found}.items() if code not in taken),
        searched=searched,
        back=trails.conference(item.conference),
    )
    if form.searches:
        return render(request, page)
    return submit(request, form, act) or render(request, page, status=form.status)


def _seated(request: HouseRequest, item: AgendaItem) -> list[Seat]:
    return [line.seat for line in queries.replies_at_a_glance(request.actor, item)]


def _proposed(seat: ProposedSeat) -> SeatCode:
    return SeatCode(seat.kind, seat.organisation.pk)


def _taken(seat: Seat) -> SeatCode:
    return SeatCode(SeatKind(seat.kind), seat.organisation_id, seat.expert_id)


def _choice(seat: ProposedSeat) -> SeatChoice:
    basis = tuple(str(source) for source in seat.basis)
    return SeatChoice(seat.kind, seat.organisation.pk, seat.why, rank=seat.rank, basis=basis)


def _kept(seat: Seat) -> SeatChoice:
    return SeatChoice(
        SeatKind(seat.kind),
        seat.organisation_id,
        seat.why,
        expert_id=seat.expert_id,
        rank=Rank(seat.rank),
        basis=tuple(seat.basis),
    )


def _proposed_row(code: SeatCode, seat: ProposedSeat, form: SeatsForm | AddSeatForm) -> ChoiceRow:
    return ChoiceRow(
        code=str(code),
        name=seat.organisation.name,
        note="",
        ticked=code in form.ticked(),
        kind=seat.kind.label,
        why=seat.why,
        why_name="",
        basis=tuple(str(source) for source in seat.basis),
    )


def _seated_row(code: SeatCode, seat: Seat, form: SeatsForm) -> ChoiceRow:
    return _other(code, trails.seat_name(seat), "已确定", form, why=seat.why)


def _ticked_row(code: SeatCode, form: SeatsForm | AddSeatForm) -> ChoiceRow:
    """What was ticked among earlier findings stays on the page, whatever is searched next."""
    body = organisations.organisation(code.organisation_id)
    if code.expert_id is None:
        return _other(code, body.name, body.division.name, form)
    return _other(code, organisations.person(code.expert_id).name, body.name, form)


def _search(
    item: AgendaItem, text: str, form: SeatsForm | AddSeatForm
) -> Iterator[tuple[SeatCode, ChoiceRow]]:
    """Bodies and experts of the province whose name, or field, has the text in it."""
    if not text:
        return
    prefix = item.conference.office.division.place.province.prefix
    for post in organisations.experts_named(text, prefix):
        code = SeatCode(SeatKind.EXPERT, post.organisation_id, post.person_id)
        note = f"{post.person.specialty or '专家'}，{post.organisation.name}"
        yield code, _other(code, post.person.name, note, form)
    for body in organisations.organisations_named(text, prefix):
        code = SeatCode(SeatKind.INVITED, body.pk)
        yield code, _other(code, body.name, body.division.name, form)


def _other(
    code: SeatCode, name: str, note: str, form: SeatsForm | AddSeatForm, why: str = OWN_REASON
) -> ChoiceRow:
    return ChoiceRow(
        code=str(code),
        name=name,
        note=note,
        ticked=code in form.ticked(),
        kind=code.kind.label,
        why=form.reason_for(code) or why,
        why_name=code.why_name,
        basis=(),
    )


def _version(request: HouseRequest, item: AgendaItem) -> dict[str, Any]:
    return {"version": queries.item(request.actor, item.pk).version}
