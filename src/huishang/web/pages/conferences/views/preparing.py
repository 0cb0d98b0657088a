"""One conference: what it still wants, its agenda, its notices, its course before the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.audit.actions import Subject
from huishang.conferences import actions, queries
from huishang.conferences.queries import (
    AgendaItem,
    AgendaLine,
    Conference,
    ConferenceState,
    Minutes,
    Seat,
)
from huishang.documents import queries as documents
from huishang.workflow.acts import Act

from ....components import Button, Fact, Link
from ....forms import HouseForm, begin_one, submit
from ....page import render
from ....request import HouseRequest
from ....templatetags.house import moment
from .. import trails, ways
from ..contexts.preparing import AgendaBlock, ConferencePage, NoticesPage, RepliesPart, Told
from ..contexts.steps import StepPage
from ..forms.items import QuestionsForm
from ..forms.steps import CancelForm, NoticesForm, RescheduleForm, ShortenForm
from ..rows import poll_of, road, seat_rows
from .convening import TONES

_BEFORE_THE_DAY = (ConferenceState.PREPARING.value, ConferenceState.NOTIFIED.value)


@require_GET
def conference(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """The preparation for those who prepare; the meeting and one's own seat for everybody else."""
    held = queries.conference(request.actor, conference_id)
    prepares = bool(queries.prepares(request.actor, held))
    acts = queries.conference_acts(request.actor, held)
    runs = bool(queries.runs(request.actor, held))
    own = {seat.agenda_item_id: seat for seat in queries.own_seats(request.actor, held)}
    checks = prepares and held.status in _BEFORE_THE_DAY
    page = ConferencePage(
        title=held.number,
        trail=(trails.conferences(),),
        main=_room(held, runs=runs),
        conference=held,
        tone=TONES[held.status],
        road=road(held),
        facts=tuple(_facts(held)),
        checks=queries.checklist(request.actor, held) if checks else (),
        buttons=_buttons(held, acts, prepares=prepares),
        previous=trails.conference(held.previous) if held.previous else None,
        agenda=tuple(
            _block(request, held, line, own, runs=runs, prepares=prepares)
            for line in queries.agenda(request.actor, held)
        ),
    )
    return render(request, page)


def _buttons(held: Conference, acts: Iterable[Act], *, prepares: bool) -> tuple[Button, ...]:
    """Every step for who prepares the meeting; for a leader only what is open to them."""
    every = ways.buttons(acts, ways.CONFERENCE, held.pk, held.version)
    return every if prepares else tuple(one for one in every if one.act.decision)


_IN_SESSION = (ConferenceState.OPENED.value, ConferenceState.DISCUSSING.value)


def _room(held: Conference, *, runs: bool) -> Link | None:
    """The room is the next step for all while the meeting lasts, before that for who runs it."""
    if held.status in _IN_SESSION or (runs and held.status == ConferenceState.NOTIFIED.value):
        return Link("会商现场", trails.room(held).url, "conferences")
    return None


def _facts(held: Conference) -> Iterator[Fact]:
    yield Fact("会议时间", moment(held.starts_at))
    yield Fact("会议地点", held.place)
    yield Fact("主持人", f"{held.chair.person.name}（{held.chair.title}）")
    if held.delegation:
        back = "（委托已收回）" if held.delegation.ended_at else ""
        yield Fact("受委托主持", f"{held.delegation.to_post.person.name}{back}")
    yield Fact("召集单位", held.office.name)
    yield Fact("会商层级", f"{held.get_level_display()}，{held.get_severity_display()}")
    if shortened := _shortened(held):
        yield Fact("缩短通知时间", shortened)


def _shortened(held: Conference) -> str:
    """Who let the notices leave late, and why; empty where they are in time."""
    if held.shortened_by is None:
        return ""
    by = f"{held.shortened_by.title}{held.shortened_by.person.name}决定"
    return f"{by}：{held.urgent_reason}" if held.urgent_reason else by


def _block(
    request: HouseRequest,
    held: Conference,
    line: AgendaLine,
    own: Mapping[UUID, Seat],
    *,
    runs: bool,
    prepares: bool,
) -> AgendaBlock:
    item = line.item
    if item is None:
        return AgendaBlock(line.order, None)
    actor = request.actor
    acts = queries.item_acts(actor, item)
    buttons = ways.buttons(acts, ways.ITEM, item.pk, item.version) if prepares else ()
    seat = own.get(item.pk)
    return AgendaBlock(
        order=line.order,
        item=item,
        questions=tuple(text for text in item.questions.splitlines() if text.strip()),
        buttons=tuple(one for one in buttons if _now(held, one)),
        shows_seats=runs,
        rows=seat_rows(actor, item) if runs else (),
        poll=poll_of(held, item) if runs else "",
        own=trails.seat(seat) if seat else None,
        case=trails.case(item.case_id, "查看个案") if runs else None,
        asked=Link("查看会商申请", reverse("conferences:request", args=[item.request_id]))
        if runs
        else None,
        minutes=tuple(map(_to_minutes, queries.editions(actor, item))),
        papers=tuple(documents.documents_of(actor, Subject("agenda_item", item.pk))),
    )


_STAGE = {
    ConferenceState.PREPARING.value: {"set_questions", "confirm_seats"},
    ConferenceState.NOTIFIED.value: {"add_seat"},
    ConferenceState.CONCLUDED.value: {"draft_minutes"},
}
"""Which of an item's acts its page offers at which stage; the room offers its own."""


def _now(held: Conference, button: Button) -> bool:
    return button.act.name in _STAGE.get(held.status, set())


def _to_minutes(minutes: Minutes) -> Link:
    edition = f"第{minutes.edition}版" if minutes.edition > 1 else ""
    label = f"{minutes.get_form_display()}{edition}（{minutes.status_label}）"
    return Link(label, reverse("conferences:minutes", args=[minutes.pk]))


@require_GET
def replies(request: HouseRequest, item_id: UUID) -> HttpResponse:
    """已送达 已阅 已回复 of one agenda item, as they stand now."""
    item = queries.item(request.actor, item_id)
    part = RepliesPart(
        title="",
        rows=seat_rows(request.actor, item) if queries.runs(request.actor, item.conference) else (),
        poll=poll_of(item.conference, item),
    )
    return render(request, part)


@require_http_methods(["GET", "POST"])
def notices(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """发出通知: to every seat of every item, in one act."""
    held = queries.conference(request.actor, conference_id)
    begin_one(request, queries.conference_acts(request.actor, held), "send_notices")
    form = NoticesForm(request, version=held.version)

    def act(typed: dict[str, Any]) -> str:
        actions.send_notices(actor=request.actor, conference_id=held.pk, version=form.seen)
        messages.success(request, "通知已发出。送达、阅读和回复情况在下面实时更新。")
        return trails.conference(held).url

    page = NoticesPage(
        title="发出会议通知",
        trail=(trails.conferences(), trails.conference(held)),
        form=form,
        starts_at=held.starts_at,
        place=held.place,
        told=tuple(_told(request, held)),
        period=queries.notice_period(request.actor),
        shortened=_shortened(held),
        back=trails.conference(held),
    )
    return submit(request, form, act, latest=lambda: _version(request, held)) or render(
        request, page, status=form.status
    )


def _told(request: HouseRequest, held: Conference) -> Iterator[Told]:
    for line in queries.agenda(request.actor, held):
        if line.item is not None:
            rows = seat_rows(request.actor, line.item)
            title = f"{line.item.case.number} {line.item.case.title}"
            yield Told(line.order, title, tuple(row.name for row in rows))


@require_http_methods(["GET", "POST"])
def shorten_notice(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """缩短通知时间: decided by the post entitled to it; the office sends afterwards."""
    held = _offered(request, conference_id, "shorten_notice")
    form = ShortenForm(request, version=held.version, draft=f"conferences.shorten.{held.pk}")

    def act(typed: dict[str, Any]) -> str:
        actions.shorten_notice(
            actor=request.actor,
            conference_id=held.pk,
            reason=typed["reason"],
            version=form.seen,
        )
        messages.success(request, "已决定缩短通知时间，由未保办发出通知。")
        return trails.conference(held).url

    page = _step_page(
        held, form, "缩短通知时间", "只对这次会议时间有效，改期后须重新决定；事由随通知告知各席位。"
    )
    return submit(request, form, act, latest=lambda: _version(request, held)) or render(
        request, page, status=form.status
    )


@require_http_methods(["GET", "POST"])
def reschedule(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """改期."""
    held = _offered(request, conference_id, "reschedule")
    form = RescheduleForm(
        request,
        version=held.version,
        draft=f"conferences.reschedule.{held.pk}",
        initial={"starts_at": held.starts_at, "place": held.place},
    )

    def act(typed: dict[str, Any]) -> str:
        actions.reschedule(actor=request.actor, conference_id=held.pk, version=form.seen, **typed)
        messages.success(request, "已改期。通知需要重新发出。")
        return trails.conference(held).url

    page = _step_page(
        held, form, "改期", "改期后会议回到筹备中，须重新发出通知；已通知的席位会收到改期告知。"
    )
    return submit(request, form, act, latest=lambda: _version(request, held)) or render(
        request, page, status=form.status
    )


@require_http_methods(["GET", "POST"])
def cancel(request: HouseRequest, conference_id: UUID) -> HttpResponse:
    """取消."""
    held = _offered(request, conference_id, "cancel")
    form = CancelForm(request, version=held.version, draft=f"conferences.cancel.{held.pk}")

    def act(typed: dict[str, Any]) -> str:
        actions.cancel(
            actor=request.actor, conference_id=held.pk, reason=typed["reason"], version=form.seen
        )
        messages.success(request, "已取消，并告知已通知的席位。")
        return trails.conference(held).url

    page = _step_page(
        held, form, "取消会议", "取消后不能恢复，个案退回日常办理；已通知的席位会收到取消告知。"
    )
    return submit(request, form, act, latest=lambda: _version(request, held)) or render(
        request, page, status=form.status
    )


@require_http_methods(["GET", "POST"])
def questions(request: HouseRequest, item_id: UUID) -> HttpResponse:
    """咨询事项 of one agenda item."""
    item = queries.item(request.actor, item_id)
    begin_one(request, queries.item_acts(request.actor, item), "set_questions")
    form = QuestionsForm(
        request,
        version=item.version,
        draft=f"conferences.questions.{item.pk}",
        initial={"questions": item.questions},
    )

    def act(typed: dict[str, Any]) -> str:
        actions.set_questions(
            actor=request.actor,
            item_id=item.pk,
            questions=typed["questions"],
            version=form.seen,
        )
        messages.success(request, "咨询事项已保存，随通知送达各席位。")
        return trails.conference(item.conference).url

    page = StepPage(
        title=f"咨询事项：{item.case.title}",
        trail=trails.to_item(item),
        form=form,
        verb="保存",
        back=trails.conference(item.conference),
    )
    return submit(request, form, act, latest=lambda: _asked_now(request, item)) or render(
        request, page, status=form.status
    )


def _asked_now(request: HouseRequest, item: AgendaItem) -> dict[str, Any]:
    now = queries.item(request.actor, item.pk)
    return {"version": now.version, "questions": now.questions}


def _offered(request: HouseRequest, conference_id: UUID, name: str) -> Conference:
    held = queries.conference(request.actor, conference_id)
    begin_one(request, queries.conference_acts(request.actor, held), name)
    return held


def _step_page(held: Conference, form: HouseForm, verb: str, consequence: str) -> StepPage:
    return StepPage(
        title=f"{verb}：{held.number}",
        trail=(trails.conferences(), trails.conference(held)),
        form=form,
        verb=verb,
        back=trails.conference(held),
        facts=(Fact("会议时间", moment(held.starts_at)), Fact("会议地点", held.place)),
        consequence=consequence,
    )


def _version(request: HouseRequest, held: Conference) -> dict[str, Any]:
    return {"version": queries.conference(request.actor, held.pk).version}
