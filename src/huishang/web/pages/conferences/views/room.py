"""The day itself: open, sign in, present, discuss, settle, read back, end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from huishang.conferences import actions, queries
from huishang.conferences.queries import (
    AgendaItem,
    AgendaLine,
    Attendance,
    Conference,
    ConferenceState,
)
from huishang.organisations import queries as organisations
from huishang.workflow.acts import Act

from ....components import Button, Tab, Weight
from ....forms import begin_one, press, submit
from ....page import render
from ....request import HouseRequest
from .. import trails
from ..contexts.room import (
    AttendancePart,
    ReadbackPage,
    ReadItem,
    RoomPage,
    SettledPart,
)
from ..contexts.steps import StepPage
from ..desk import Desk, settled_of
from ..forms.deciding import SignInForm
from .convening import TONES
from .speaking import opinion_card

_RUNNING = (ConferenceState.OPENED.value, ConferenceState.DISCUSSING.value)
_CAME = (Attendance.PRESENT.value, Attendance.OBSERVER.value)


@require_http_methods(["GET", "POST"])
def room(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """One agenda item at a time. What is typed into it is handed in here too, and reads nothing."""
    held = queries.conference(request.actor, conference_id)
    lines = queries.agenda(request.actor, held)
    line = _shown(request, lines)
    desk = Desk(request, held, line.item)
    form = desk.form()

    def act(typed: dict[str, Any]) -> str:
        assert form is not None
        assert line.item is not None
        actions.decide(actor=request.actor, item_id=line.item.pk, **form.action_fields(typed))
        messages.success(request, "已记录。")
        return desk.url

    if form is not None and (answer := submit(request, form, act)) is not None:
        return answer
    page = RoomPage(
        title=f"会商现场　{held.number}",
        trail=(trails.conferences(), trails.conference(held)),
        conference=held,
        tone=TONES[held.status],
        tabs=tuple(_tab(held, one, line) for one in lines) if len(lines) > 1 else (),
        item=line.item,
        questions=desk.questions,
        buttons=tuple(desk.buttons()),
        rows=(side := desk.attendance()).rows,
        came=side.came,
        expected=side.expected,
        poll=side.poll,
        opinions=tuple(map(opinion_card, desk.opinions())),
        opinions_open=held.discussion_at is not None,
        settled=desk.settled(),
        settled_poll=desk.settled_poll(),
        moved="",
        form=form,
        fill=desk.fill_url,
        shows=trails.conference(held),
    )
    return render(request, page, status=form.status if form else 200)


def _shown(request: HouseRequest, lines: tuple[AgendaLine, ...]) -> AgendaLine:
    """The item asked for; else the first that is not 限制."""
    wanted = request.GET.get("item", "")
    for line in lines:
        if str(line.order) == wanted:
            return line
    return next((line for line in lines if not line.restricted), lines[0])


def _tab(held: Conference, line: AgendaLine, here: AgendaLine) -> Tab:
    what = "限制" if line.item is None else line.item.case.title
    url = f"{reverse('conferences:room', args=[held.pk])}?item={line.order}"
    return Tab(f"议题{line.order} {what}", url, here=line.order == here.order)


# --- parts that are asked for again and again -----------------------------------------------------


@require_GET
def attendance(request: HouseRequest, item_id: UUID) -> HttpResponse:
    item = queries.item(request.actor, item_id)
    return _attendance(request, item)


def _attendance(request: HouseRequest, item: AgendaItem) -> HttpResponse:
    side = Desk(request, item.conference, item).attendance()
    part = AttendancePart(
        title="", rows=side.rows, came=side.came, expected=side.expected, poll=side.poll
    )
    return render(request, part)


@require_GET
def settled(request: HouseRequest, item_id: UUID) -> HttpResponse:
    """Who follows gets the whole page anew once the meeting has moved on; who types is told."""
    item = queries.item(request.actor, item_id)
    desk = Desk(request, item.conference, item)
    moved = request.GET.get("seen", "") != item.conference.status
    if moved and not desk.runs:
        return HttpResponseClientRefresh()
    part = SettledPart(
        title="",
        settled=desk.settled(),
        settled_poll="" if moved else desk.settled_poll(),
        moved=item.conference.status_label if moved else "",
    )
    return render(request, part)


# --- steps ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def sign_in(request: HouseRequest, seat_id: UUID) -> HttpResponse:
    """签到 by who runs the meeting: at one press all who were announced, or those chosen here."""
    seat = queries.seat(request.actor, seat_id)
    if request.htmx and request.method == "POST":
        press(request, lambda version: _signed_in(request, seat_id, version))
        return _attendance(request, queries.item(request.actor, seat.agenda_item_id))
    begin_one(request, queries.seat_acts(request.actor, seat), "sign_in")
    lines = queries.replies_at_a_glance(request.actor, seat.agenda_item)
    line = next(one for one in lines if one.seat.pk == seat.pk)
    form = SignInForm(
        request,
        line,
        organisations.staff_of(seat.organisation_id),
        version=seat.version,
        initial={"attendees": [str(one.person_id) for one in line.people]},
    )

    def act(typed: dict[str, Any]) -> str:
        return _signed_in(
            request,
            seat_id,
            form.seen,
            person_ids=[UUID(key) for key in typed["attendees"]],
            observing=typed["observing"],
        )

    page = StepPage(
        title=f"签到：{trails.seat_name(seat)}",
        trail=(*trails.to_item(seat.agenda_item), trails.room(seat.agenda_item.conference)),
        form=form,
        verb="签到",
        back=trails.room(seat.agenda_item.conference),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


def _signed_in(request: HouseRequest, seat_id: UUID, version: int | None, **who: Any) -> str:
    seat = actions.sign_in(actor=request.actor, seat_id=seat_id, version=version, **who)
    item = seat.agenda_item
    return f"{reverse('conferences:room', args=[item.conference_id])}?item={item.order}"


@require_POST
def present(request: HouseRequest, item_id: UUID) -> HttpResponse:
    """介绍案情."""

    def act(version: int | None) -> str:
        item = actions.present(actor=request.actor, item_id=item_id)
        return f"{reverse('conferences:room', args=[item.conference_id])}?item={item.order}"

    return press(request, act)


@require_POST
def open_meeting(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """宣布开会."""

    def act(version: int | None) -> str:
        held = actions.open_meeting(
            actor=request.actor, conference_id=conference_id, version=version
        )
        return trails.room(held).url

    return press(request, act)


@require_POST
def open_discussion(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """进入讨论."""

    def act(version: int | None) -> str:
        held = actions.open_discussion(
            actor=request.actor, conference_id=conference_id, version=version
        )
        return trails.room(held).url

    return press(request, act)


@require_GET
def readback(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """宣读: every decision of the meeting, large, before it ends."""
    held = queries.conference(request.actor, conference_id)
    acts = queries.conference_acts(request.actor, held)
    conclude = next(act for act in acts if act.name == "conclude")
    page = ReadbackPage(
        title="宣读议定事项",
        trail=(trails.conferences(), trails.conference(held), trails.room(held)),
        items=tuple(
            ReadItem(
                line.order,
                line.item.case.title,
                tuple(map(settled_of, queries.decisions(request.actor, line.item))),
            )
            for line in queries.agenda(request.actor, held)
            if line.item is not None
        ),
        conclude=_conclude(held, conclude) if conclude.here else None,
        back=trails.room(held),
    )
    return render(request, page)


def _conclude(held: Conference, act: Act) -> Button:
    return Button(
        act,
        reverse("conferences:conclude", args=[held.pk]),
        weight=Weight.MAIN,
        consequence="宣布议定后会议结束，议定事项不能再改；未签到又未请假的席位记为无故缺席并通报。",
        version=held.version,
    )


@require_POST
def conclude(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """宣布议定."""

    def act(version: int | None) -> str:
        held = actions.conclude(actor=request.actor, conference_id=conference_id, version=version)
        messages.success(request, "会议已结束。请起草纪要，送主持人签发。")
        return trails.conference(held).url

    return press(request, act)
