"""召集会商, and the conferences one may see."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.conferences import actions, queries
from huishang.conferences.queries import Chairs, Conference, ConferenceRequest, ConferenceState
from huishang.kernel import clock
from huishang.kernel.paging import Cursor
from huishang.kernel.terms import Severity

from ....components import Empty, Link, Pager, Tab
from ....forms import begin_one, submit
from ....page import render
from ....request import HouseRequest
from .. import trails
from ..contexts.convening import ChairRow, ConferenceRow, ConferencesPage, ConvenePage
from ..forms.convening import ConveneForm
from ..forms.lists import ConferenceFilter

TONES = {
    ConferenceState.PREPARING.value: "amber",
    ConferenceState.NOTIFIED.value: "blue",
    ConferenceState.OPENED.value: "blue",
    ConferenceState.DISCUSSING.value: "blue",
    ConferenceState.CONCLUDED.value: "amber",
    ConferenceState.RECORDED.value: "green",
    ConferenceState.CANCELLED.value: "plain",
}


@require_GET
def conferences(request: HouseRequest) -> HttpResponse:
    """Every conference in sight, the latest meeting first."""
    filters = ConferenceFilter(request)
    after = request.GET.get("after", "")
    found = queries.conferences(
        request.actor, **filters.asked, after=Cursor.parse(after) if after else None
    )
    page = ConferencesPage(
        title="会商",
        main=_waiting(request),
        tabs=tabs(request, "conferences:list"),
        filters=filters,
        rows=tuple(ConferenceRow(row, TONES[row.status]) for row in found.rows),
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "没有可以查看的会商",
            "受邀参加、负责召集或者主持的会商列在这里。"
            "一个部门办不了的个案，在个案页面按“提请会商”，由未保办受理后召集。",
        ),
    )
    return render(request, page)


def tabs(request: HouseRequest, here: str) -> tuple[Tab, ...]:
    """Meetings and requests, for those who have to do with both."""
    if not queries.asks(request.actor):
        return ()
    views = (("会商会议", "conferences:list"), ("会商申请", "conferences:requests"))
    return tuple(Tab(label, reverse(view), here=view == here) for label, view in views)


def _waiting(request: HouseRequest) -> Link | None:
    """The next thing to do: what was accepted waits to be convened."""
    waiting = len(queries.requests_to_convene(request.actor))
    if not waiting:
        return None
    return Link(
        f"待召集的申请（{waiting}件）", f"{reverse('conferences:requests')}?status=accepted"
    )


@require_http_methods(["GET", "POST"])
def convene(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """Time, place and chair for one accepted request, and any other to be heard with it."""
    asked = queries.request(request.actor, request_id)
    begin_one(request, queries.request_acts(request.actor, asked), "convene")
    severity, on = _so_far(request, asked)
    chairs = queries.propose_chairs(request.actor, severity, on)
    rounds = _rounds(request, asked)
    form = ConveneForm(
        request,
        waiting=queries.requests_to_convene(request.actor),
        chairs=chairs,
        rounds=rounds,
        draft=f"conferences.convene.{asked.pk}",
        initial={
            "requests": [str(asked.pk)],
            "severity": severity.value,
            "chair_post_id": next((row.post.pk for row in chairs.rows if row.first), ""),
            "previous_id": rounds[0].pk if rounds else "",
        },
    )

    def act(typed: dict[str, Any]) -> str:
        made = actions.convene(
            actor=request.actor,
            request_ids=map(UUID, typed["requests"]),
            starts_at=typed["starts_at"],
            place=typed["place"],
            severity=Severity(typed["severity"]),
            chair_post_id=typed["chair_post_id"],
            delegate_post_id=typed["delegate_post_id"],
            previous_id=typed["previous_id"],
        )
        messages.success(request, f"已召集，会议编号{made.number}。请确定席位、填写咨询事项。")
        return trails.conference(made).url

    page = ConvenePage(
        title="召集会商",
        trail=(trails.conferences(), trails.requests(), trails.request(asked)),
        form=form,
        chairs=_chair_rows(chairs, str(form["chair_post_id"].value())),
        chair_basis=chairs.basis,
        notice=queries.notice_period(request.actor),
        back=trails.request(asked),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


def _so_far(request: HouseRequest, asked: ConferenceRequest) -> tuple[Severity, date]:
    """What decides who may chair, as it stands in the form: the severity and the day."""
    typed = request.POST or request.GET
    wished = typed.get("severity", "") or asked.case.severity
    known = {word.value: word for word in Severity}
    try:
        on = datetime.fromisoformat(typed.get("starts_at", "")).date()
    except ValueError:
        on = clock.today()
    return known.get(wished, Severity.ORDINARY), on


def _rounds(request: HouseRequest, asked: ConferenceRequest) -> list[Conference]:
    """Meetings that have heard this case before, the last one first."""
    items = queries.items_of_case(request.actor, asked.case_id)
    return [item.conference for item in reversed(items) if item.conference.concluded_at is not None]


def _chair_rows(chairs: Chairs, chosen: str) -> tuple[ChairRow, ...]:
    return tuple(
        ChairRow(
            key=str(row.post.pk),
            name=row.post.person.name,
            title=row.post.title,
            organisation=row.post.organisation.name,
            open=bool(row.decision),
            chosen=str(row.post.pk) == chosen and bool(row.decision),
            first=row.first,
            why_not=row.decision.reason,
            instead=row.decision.instead,
        )
        for row in chairs.rows
    )
