"""A seat's own pages: read, reply, give an opinion, sign in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.audit.actions import Subject
from huishang.conferences import actions, queries
from huishang.conferences.queries import Attendance, ConferenceState, Opinion, Reply, Seat
from huishang.documents import queries as documents
from huishang.organisations import queries as organisations

from ....components import Button, Fact, Link, Weight
from ....forms import begin_one, press, submit
from ....page import render
from ....request import HouseRequest
from ....templatetags.house import moment
from .. import trails, ways
from ..contexts.speaking import OpinionCard, PackPage, SeatPage
from ..contexts.steps import StepPage
from ..forms.speaking import OpinionForm, ReplyForm
from ..rows import seat_row

_OPEN_TO_ALL = (
    ConferenceState.DISCUSSING.value,
    ConferenceState.CONCLUDED.value,
    ConferenceState.RECORDED.value,
)


@require_GET
def seat(request: HouseRequest, seat_id: UUID) -> HttpResponse:
    """Everything a liaison or an expert needs for one item of one meeting, and nothing more."""
    mine = queries.seat(request.actor, seat_id)
    item = mine.agenda_item
    held = item.conference
    speaks = bool(queries.speaks_for(request.actor, mine))
    every = actions.open_opinions(actor=request.actor, item=item)
    line = next(x for x in queries.replies_at_a_glance(request.actor, item) if x.seat.pk == mine.pk)
    kept = documents.files_of(request.actor, [Subject("seat", mine.pk)])
    page = SeatPage(
        title=f"{trails.seat_name(mine)}席位",
        trail=trails.to_item(item),
        main=_to_room(mine),
        seat=mine,
        facts=tuple(_facts(mine)),
        questions=tuple(text for text in item.questions.splitlines() if text.strip()),
        people=seat_row(line).people,
        buttons=tuple(_buttons(request, mine)),
        pack=reverse("conferences:pack", args=[mine.pk]) if speaks else "",
        own=next((one for one in every if one.seat_id == mine.pk), None),
        opinions=tuple(opinion_card(one) for one in every if one.seat_id != mine.pk),
        waits=held.status not in _OPEN_TO_ALL,
        calendar=kept[-1] if kept else None,
        papers=tuple(documents.documents_of(request.actor, Subject("agenda_item", item.pk))),
        minutes=tuple(
            Link(f"{row.get_form_display()}（{row.status_label}）", trails.minutes(row).url)
            for row in queries.editions(request.actor, item)
        ),
    )
    return render(request, page)


def opinion_card(opinion: Opinion) -> OpinionCard:
    expert = opinion.seat.expert
    who = f"{expert.name}（专家）" if expert else opinion.seat.organisation.name
    return OpinionCard(who, opinion)


_IN_SESSION = (ConferenceState.OPENED.value, ConferenceState.DISCUSSING.value)


def _is_here(mine: Seat) -> bool:
    return mine.attendance == Attendance.PRESENT.value


def _to_room(mine: Seat) -> Link | None:
    """Once signed in, the seat's next step is the room itself."""
    held = mine.agenda_item.conference
    if held.status not in _IN_SESSION or not _is_here(mine):
        return None
    return Link("进入会商现场", trails.room(held).url)


def _buttons(request: HouseRequest, mine: Seat) -> Iterator[Button]:
    acts = {act.name: act for act in queries.seat_acts(request.actor, mine)}
    yield from ways.buttons(acts.values(), ways.SEAT, mine.pk, mine.version)
    if mine.agenda_item.conference.status in _IN_SESSION and not _is_here(mine):
        url = reverse("conferences:sign_in_own", args=[mine.pk])
        yield Button(acts["sign_in"], url, weight=Weight.MAIN, version=mine.version)


def _facts(mine: Seat) -> Iterator[Fact]:
    held = mine.agenda_item.conference
    yield Fact("会议时间", moment(held.starts_at))
    yield Fact("会议地点", held.place)
    yield Fact("主持人", f"{held.chair.person.name}（{held.chair.title}）")
    yield Fact("召集单位", held.office.name)
    yield Fact("会议状态", held.status_label)
    yield Fact("席位类别", f"{mine.get_kind_display()}，{mine.get_rank_display()}以上")


@require_GET
def pack(request: HouseRequest, seat_id: UUID) -> HttpResponse:
    """会商材料. Opening it is written down, and counts as having read the notice."""
    mine = queries.seat(request.actor, seat_id)
    known = actions.read_pack(actor=request.actor, seat_id=seat_id)
    page = PackPage(
        title="会商材料",
        trail=trails.to_seat(mine),
        pack=known,
        children=tuple(f"{child.name}，{child.words}" for child in known.children),
        back=trails.seat(mine),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def reply(request: HouseRequest, seat_id: UUID) -> HttpResponse:
    """回复参会."""
    mine = _offered(request, seat_id, "reply")
    form = ReplyForm(
        request,
        mine,
        organisations.staff_of(mine.organisation_id),
        version=mine.version,
        draft=f"conferences.reply.{mine.pk}",
        initial=_answered(request, mine),
    )

    def act(typed: dict[str, Any]) -> str:
        actions.reply(
            actor=request.actor,
            seat_id=mine.pk,
            reply=Reply(typed["reply"] or Reply.PENDING.value),
            attendee_ids=map(UUID, typed.get("attendees", ())),
            reason=typed["reason"],
            version=form.seen,
        )
        messages.success(request, "已回复。会议开始前可以再改。")
        return trails.seat(mine).url

    page = StepPage(
        title="回复参会",
        trail=trails.to_seat(mine),
        form=form,
        verb="回复",
        back=trails.seat(mine),
        facts=tuple(_facts(mine))[:3],
        consequence="应到席位不得无故缺席；不能参加的，说明原因并派人替代。",
    )
    return submit(request, form, act, latest=lambda: _answered(request, mine)) or render(
        request, page, status=form.status
    )


def _answered(request: HouseRequest, mine: Seat) -> dict[str, Any]:
    """What the seat has answered by now."""
    now = queries.seat(request.actor, mine.pk)
    lines = queries.replies_at_a_glance(request.actor, now.agenda_item)
    people = next((line.people for line in lines if line.seat.pk == now.pk), ())
    return {
        "version": now.version,
        "reply": now.reply if now.reply != Reply.PENDING.value else Reply.COMING.value,
        "attendees": [str(person.person_id) for person in people] or [str(request.actor.person_id)],
        "reason": now.leave_reason,
    }


@require_http_methods(["GET", "POST"])
def opinion(request: HouseRequest, seat_id: UUID) -> HttpResponse:
    """书面意见. Unseen by others until the discussion opens."""
    mine = _offered(request, seat_id, "submit_opinion")
    form = OpinionForm(
        request,
        draft=f"conferences.opinion.{mine.pk}",
        initial=_written(request, mine) if request.method == "GET" else {},
    )

    def act(typed: dict[str, Any]) -> str:
        actions.submit_opinion(actor=request.actor, seat_id=mine.pk, **typed)
        messages.success(request, "书面意见已提交。讨论开始前可以再改，其他席位在讨论开始后看到。")
        return trails.seat(mine).url

    page = StepPage(
        title="书面意见",
        trail=trails.to_seat(mine),
        form=form,
        verb="提交书面意见",
        back=trails.seat(mine),
        consequence="意见依据事实情节和法律政策独立提出；进入讨论前，其他席位看不到。",
    )
    return submit(request, form, act) or render(request, page, status=form.status)


def _written(request: HouseRequest, mine: Seat) -> dict[str, Any]:
    """What the seat has handed in so far."""
    seen = actions.open_opinions(actor=request.actor, item=mine.agenda_item)
    own = next((one for one in seen if one.seat_id == mine.pk), None)
    fields = ("facts", "legal_basis", "advice") if own else ()
    return {name: getattr(own, name) for name in fields}


@require_POST
def sign_in_own(request: HouseRequest, seat_id: UUID) -> HttpResponse:
    """签到 by the seat itself: everybody it announced."""

    def act(version: int | None) -> str:
        signed = actions.sign_in(actor=request.actor, seat_id=seat_id, version=version)
        messages.success(request, "已签到。")
        return trails.room(signed.agenda_item.conference).url

    return press(request, act)


def _offered(request: HouseRequest, seat_id: UUID, name: str) -> Seat:
    mine = queries.seat(request.actor, seat_id)
    begin_one(request, queries.seat_acts(request.actor, mine), name)
    return mine
