"""Verify the record, and write down that it was verified and how it came out."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import NotInThisState, NotPermitted

from .. import events, permissions, policies
from ..models import Event
from ..queries.proofs import VERIFICATION, asked_at
from ..verification import Noted, Verdict, verify
from .recording import record


def prove(*, actor: AnyActor, noted: Iterable[Noted] = ()) -> Verdict:
    """Walk every chain; the walk itself is outside any transaction and holds nobody up.

    It takes as long as the record is: for the daily job and the command line, never for a page.

    :raises NotPermitted: neither the platform itself nor the audit administrator.
    """
    permissions.may_anchor(actor).require(NotPermitted)
    verdict = verify(noted=noted)
    first = verdict.first_break
    with transaction.atomic():
        record(
            actor=actor,
            event=events.VERIFIED,
            subject=VERIFICATION,
            details={
                "streams": verdict.streams,
                "events": verdict.events,
                "anchors": verdict.anchors,
                "intact": verdict.intact,
            },
            private={
                "broken_at": f"{first.stream} 第{first.sequence}条" if first else "",
                "fault": first.fault if first else "",
            },
        )
    return verdict


def prove_if_asked(*, actor: AnyActor) -> Verdict | None:
    """As `prove`, where an auditor waits for it; else nothing happens."""
    return prove(actor=actor) if asked_at() else None


@transaction.atomic
def ask_verification(*, actor: Actor) -> Event:
    """The auditor wants the record verified before the next daily run (申请核验).

    :raises NotPermitted: nobody but the audit administrator.
    :raises NotInThisState: it was asked already and is still to be done.
    """
    permissions.may_read_events(actor).require(NotPermitted)
    policies.can_ask_verification(asked_at()).require(NotInThisState)
    return record(actor=actor, event=events.VERIFICATION_ASKED, subject=VERIFICATION)
