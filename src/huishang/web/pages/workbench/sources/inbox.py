"""What was sent to the post since yesterday."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.notifications import queries as notifications

from ..rows import LATEST, Change, Share


def inbox(actor: Actor) -> Share:
    """Messages of today and yesterday."""
    since = clock.now() - timedelta(days=1)
    return Share(
        changes=[
            Change(message.sent_at, message.title, reverse("inbox:open", args=[message.pk]))
            for message in notifications.inbox(actor, limit=LATEST)
            if message.sent_at >= since
        ]
    )
