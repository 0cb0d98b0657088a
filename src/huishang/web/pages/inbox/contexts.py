"""What the inbox shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ...components import Empty, Pager
from ...page import Page


@dataclass(frozen=True, slots=True)
class Line:
    """One message in the list. :param gist: its first line, which tells like titles apart."""

    url: str
    kind: str
    title: str
    gist: str
    sent_at: datetime
    read_at: datetime | None
    read_by: str


@dataclass(frozen=True, kw_only=True)
class InboxPage(Page):
    template = "web/inbox/list.html"

    lines: tuple[Line, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class MessagePage(Page):
    """:param link: the page the message leads to; empty where it leads nowhere."""

    template = "web/inbox/message.html"

    kind: str
    organisation: str
    sent_at: datetime
    read_at: datetime | None
    read_by: str
    body: str
    link: str
