from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.kernel.errors import NotVisible
from huishang.notifications import actions, queries
from huishang.notifications.queries import Message

from ...components import Empty, Link, Pager
from ...page import render
from ...request import HouseRequest
from .contexts import InboxPage, Line, MessagePage

_NOTHING = Empty("没有通知", "会议通知、交办、催办、督办和公文到达后，都会列在这里。")


@require_GET
def inbox(request: HouseRequest) -> HttpResponse:
    """Newest first. To have seen the list is to have received what is on it."""
    after = request.GET.get("after", "")
    try:
        last = UUID(after) if after else None
    except ValueError:
        raise NotVisible("通知") from None
    actions.deliver(request.actor)
    messages = queries.inbox(request.actor, after=last)
    page = InboxPage(
        title="通知",
        lines=tuple(_line(message) for message in messages),
        pager=Pager(
            following=f"?after={messages[-1].pk}" if len(messages) == queries.PAGE else "",
            first=reverse("inbox:list") if after else "",
        ),
        empty=_NOTHING,
    )
    return render(request, page)


@require_GET
def open_message(request: HouseRequest, message_id: UUID) -> HttpResponse:
    """Opening it is the receipt: who read it first, and when, is kept."""
    message = actions.read(actor=request.actor, message_id=message_id)
    page = MessagePage(
        title=message.title,
        trail=(Link("通知", reverse("inbox:list")),),
        main=Link("前往办理", message.link) if message.link else None,
        kind=queries.MessageKind(message.kind).label,
        organisation=message.organisation.name,
        sent_at=message.sent_at,
        read_at=message.read_at,
        read_by=message.read_by,
        body=message.body,
        link=message.link,
    )
    return render(request, page)


def _line(message: Message) -> Line:
    return Line(
        url=reverse("inbox:open", args=[message.pk]),
        kind=queries.MessageKind(message.kind).label,
        title=message.title,
        gist=message.body.partition("\n")[0],
        sent_at=message.sent_at,
        read_at=message.read_at,
        read_by=message.read_by,
    )
