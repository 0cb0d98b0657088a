from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.audit import permissions, queries
from huishang.audit.event_types import Nature
from huishang.audit.queries import Entry
from huishang.audit.verification import verify as walk
from huishang.kernel.errors import NotPermitted
from huishang.kernel.paging import Cursor
from huishang.workflow.acts import Act

from ...components import Button, Empty, Link, Pager, Weight
from ...page import render
from ...request import HouseRequest
from .contexts import EventRow, EventsPage, VerdictPage
from .forms import EventFilterForm
from .subjects import SUBJECTS


@require_GET
def events(request: HouseRequest) -> HttpResponse:
    """Everything done by posts of the auditor's place, newest first."""
    filters = EventFilterForm(request)
    asked = filters.asked
    narrowed = queries.EventFilter(
        act=asked.get("act", ""),
        nature=Nature(asked["nature"]) if "nature" in asked else None,
        since=asked.get("since"),
        until=asked.get("until"),
    )
    after = request.GET.get("after", "")
    found = queries.events(
        request.actor, narrowed=narrowed, after=Cursor.parse(after) if after else None
    )
    page = EventsPage(
        title="审计记录",
        filters=filters,
        entries=tuple(map(_row, found.rows)),
        pager=Pager.of(found, filters, after),
        empty=Empty("没有符合条件的记录", "可以放宽日期或者事项后再查询。"),
        verify=Button(
            Act("verify", "核验记录", permissions.may_read_events(request.actor)),
            reverse("audit:verify"),
            opens=True,
            weight=Weight.MAIN,
        ),
        anchors=tuple(queries.anchors(request.actor, latest=1)),
    )
    return render(request, page)


def _row(entry: Entry) -> EventRow:
    subject = SUBJECTS.get(entry.subject_kind, entry.subject_kind)
    return EventRow(entry, subject, entry.subject_id[-12:])


@require_GET
def verify(request: HouseRequest) -> HttpResponse:
    """Walk every chain. Changes nothing; takes as long as the record is."""
    permissions.may_read_events(request.actor).require(NotPermitted)
    page = VerdictPage(
        title="核验结果",
        trail=(Link("审计记录", reverse("audit:list")),),
        verdict=walk(),
    )
    return render(request, page)
