"""Verify the record, and write down that it was verified and how it came out."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import NotPermitted

from .. import events, permissions
from ..verification import Noted, Verdict, verify
from .recording import Subject, record


def prove(*, actor: AnyActor, noted: Iterable[Noted] = ()) -> Verdict:
    """Walk every chain; the walk itself is outside any transaction and holds nobody up.

    :raises NotPermitted: neither the platform itself nor the audit administrator.
    """
    permissions.may_anchor(actor).require(NotPermitted)
    verdict = verify(noted=noted)
    first = verdict.first_break
    with transaction.atomic():
        record(
            actor=actor,
            event=events.VERIFIED,
            subject=Subject("audit", "verification"),
            details={
                "events": verdict.events,
                "anchors": verdict.anchors,
                "intact": verdict.intact,
                "broken_at": f"{first.stream}:{first.sequence}" if first else "",
            },
        )
    return verdict
