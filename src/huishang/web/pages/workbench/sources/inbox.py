"""What was sent to the post since yesterday. Seeing it is receiving it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.notifications import actions
from huishang.notifications import queries as notifications

from ..rows import LATEST, Change, Share


def inbox(actor: Actor) -> Share:
    """Messages of today and yesterday."""
    since = clock.now() - timedelta(days=1)
    latest = notifications.inbox(actor, limit=LATEST)
    if any(message.delivered_at is None for message in latest):
        actions.deliver(actor)
    return Share(
        changes=[
            Change(message.sent_at, message.title, reverse("inbox:open", args=[message.pk]))
            for message in latest
            if message.sent_at >= since
        ]
    )
