"""The record, one event of it, and who looked at one child's or one case's file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.audit import actions, permissions, queries
from huishang.audit.actions import Subject
from huishang.audit.event_types import Nature
from huishang.audit.queries import Entry
from huishang.cases import queries as cases
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.paging import Cursor
from huishang.people import queries as people
from huishang.workflow.acts import Act

from ...components import Button, Empty, Fact, Link, Pager, Weight
from ...forms import begin, submit
from ...page import render
from ...request import HouseRequest
from .contexts import EventPage, EventRow, EventsPage, FormPage, HistoryPage
from .forms import EventFilterForm, HistoryFilter, ReasonForm
from .parts import home, parts
from .subjects import LOOKED_AT, SUBJECTS, words_of


@require_GET
def events(request: HouseRequest) -> HttpResponse:
    """Everything done by posts of the auditor's place, newest first."""
    filters = EventFilterForm(request)
    asked = filters.asked
    narrowed = queries.EventFilter(
        act=asked.get("act", ""),
        nature=Nature(asked["nature"]) if "nature" in asked else None,
        account_id=asked.get("account"),
        subject_kind=asked.get("kind", ""),
        since=asked.get("since"),
        until=asked.get("until"),
        platform=bool(asked.get("scope")),
    )
    after = request.GET.get("after", "")
    found = queries.events(
        request.actor, narrowed=narrowed, after=Cursor.parse(after) if after else None
    )
    page = EventsPage(
        title="审计记录",
        parts_row=parts("audit:list"),
        filters=filters,
        entries=_rows(found.rows),
        pager=Pager.of(found, filters, after),
        empty=Empty("没有符合条件的记录", "可以放宽日期或者事项后再查询。"),
        verify=Button(
            Act("verify", "核验结果", permissions.may_read_events(request.actor)),
            reverse("audit:verify"),
            opens=True,
            weight=Weight.MAIN,
        ),
        anchors=tuple(queries.anchors(request.actor, latest=1)),
    )
    return render(request, page)


def _rows(entries: Iterable[Entry]) -> tuple[EventRow, ...]:
    return tuple(
        EventRow(
            entry,
            SUBJECTS.get(entry.subject_kind, entry.subject_kind),
            entry.subject_id[-12:],
            _history(entry),
        )
        for entry in entries
    )


def _history(entry: Entry) -> str:
    """Where the looks at this child or case are told; empty for what is no file."""
    if entry.subject_kind not in LOOKED_AT:
        return ""
    return reverse("audit:history", args=[entry.subject_kind, entry.subject_id])


@require_GET
def event(request: HouseRequest, event_id: UUID) -> HttpResponse:
    """One event: its place in its chain, and whether something is kept apart from it."""
    found = queries.event(request.actor, event_id)
    entry = found.entry
    apart = "无" if not entry.keeps_apart else "已封存" if found.sealed else queries.SHREDDED
    page = EventPage(
        title=entry.label,
        trail=(home(),),
        facts=(
            Fact("时间", entry.at),
            Fact("办理人", entry.actor),
            Fact(
                "对象", f"{SUBJECTS.get(entry.subject_kind, entry.subject_kind)} {entry.subject_id}"
            ),
            Fact("所在的链", f"{found.stream} 第{found.sequence}条"),
            Fact("校验值", found.hash),
            Fact("单独保存的个人信息", apart),
        ),
        basis=entry.basis,
        details=words_of(entry),
        shred=Button(
            found.shred,
            reverse("audit:shred", args=[event_id]),
            opens=True,
            weight=Weight.DANGER,
        )
        if found.sealed
        else None,
        history=_history(entry),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def shred(request: HouseRequest, event_id: UUID) -> HttpResponse:
    """销毁 what is kept apart."""
    found = queries.event(request.actor, event_id)
    if not found.sealed:
        raise NotVisible("记录的单独保存内容")
    begin(request, found.shred)
    form = ReasonForm(
        request, label="销毁理由", help_text="写明权利请求编号或者留存期满等情况，不写姓名。"
    )
    back = Link(found.entry.label, reverse("audit:show", args=[event_id]))

    def act(typed: dict[str, Any]) -> str:
        actions.shred(actor=request.actor, event_id=event_id, reason=typed["reason"])
        messages.success(request, "已销毁。记录本身仍在，核验不受影响。")
        return back.url

    page = FormPage(
        title="销毁单独保存的内容",
        trail=(home(), back),
        form=form,
        verb="销毁",
        back=back,
        note="销毁后不能恢复。记录本身、办理人和时间不受影响，审计链仍可核验。",
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def history(request: HouseRequest, kind: str, key: UUID) -> HttpResponse:
    """Who looked at a child's file, when and why, across its cases. No name is shown."""
    if kind not in LOOKED_AT:
        raise NotVisible("查阅历史")
    permissions.may_read_events(request.actor).require(NotPermitted)
    filters, after = HistoryFilter(request), request.GET.get("after", "")
    found = actions.open_history(
        actor=request.actor,
        subject=Subject(kind, key),
        also=[Subject(kind, one) for one in people.joined_files(key)],
        case_ids=cases.case_ids_of_child(key) if kind == "child" else (key,),
        after=Cursor.parse(after) if after else None,
    )
    page = HistoryPage(
        title=f"{SUBJECTS[kind]}的查阅历史",
        trail=(home(),),
        key=str(key),
        entries=tuple((row.entry, row.subject, words_of(row.entry)) for row in _rows(found.rows)),
        pager=Pager.of(found, filters, after),
        empty=Empty("没有查阅记录", "自建档以来没有人打开过。"),
    )
    return render(request, page)
