"""Inboxes, and the receipts that prove what reached whom."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from huishang.kernel.actor import Actor
from huishang.kernel.paging import COUNTED

from .models import Message, MessageKind

PAGE = 50


def inbox(actor: Actor, *, after: UUID | None = None, limit: int = PAGE) -> list[Message]:
    """Newest first; ``after`` is the last message of the page before."""
    messages = Message.objects.visible_to(actor)
    page = messages.select_related("organisation").order_by("-sent_at", "-id")
    if after is not None:
        last = messages.for_reading(after)
        page = page.filter(Q(sent_at__lt=last.sent_at) | Q(sent_at=last.sent_at, pk__lt=last.pk))
    return list(page[:limit])


def unread_count(actor: Actor) -> int:
    """At most one more than a list counts."""
    unread = Message.objects.visible_to(actor).filter(read_at__isnull=True)
    return unread[: COUNTED + 1].count()


def receipts(subject_kind: str, ids: Iterable[UUID]) -> dict[UUID, Message]:
    """Subject → its latest message with the times of sending, delivery and reading.

    The caller has already scoped the subjects.
    """
    messages = (
        Message.objects.unscoped(reason="送达凭证随其所证明的事项查看")
        .filter(subject_kind=subject_kind, subject_id__in=list(ids))
        .order_by("id")
    )
    return {message.subject_id: message for message in messages}


__all__ = ["Message", "MessageKind", "inbox", "receipts", "unread_count"]
