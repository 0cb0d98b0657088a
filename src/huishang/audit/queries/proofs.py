"""How the last verifications came out, and whether another one is wanted.

Walking every chain takes as long as the record is, so no page does it: it reads what was told of
the walks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.errors import NotPermitted
from huishang.workflow.acts import Act

from .. import events, permissions, policies
from ..actions.recording import Subject
from ..models import Event
from .entries import entries_of

VERIFICATION = Subject("audit", "verification")


@dataclass(frozen=True, slots=True)
class Proof:
    """One walk over every chain, as it was written down.

    :param broken_at: the chain and the place of the first break; empty for a whole record.
    """

    at: datetime
    by: str
    streams: int
    events: int
    anchors: int
    intact: bool
    broken_at: str
    fault: str


def proofs(actor: AnyActor, *, latest: int) -> list[Proof]:
    """The last ones, the latest first. :raises NotPermitted"""
    if not isinstance(actor, SystemActor):
        permissions.may_read_events(actor).require(NotPermitted)
    return [
        Proof(
            at=walk.at,
            by=walk.actor,
            broken_at=walk.told("broken_at"),
            fault=walk.told("fault"),
            **walk.details,
        )
        for walk in entries_of(_told().filter(act=events.VERIFIED.name)[:latest])
    ]


def asked_at() -> datetime | None:
    """When somebody asked for a verification that has not been made since."""
    last = _told().first()
    return last.at if last is not None and last.act == events.VERIFICATION_ASKED.name else None


def ask_act(actor: Actor) -> Act:
    """申请核验."""
    may, now = permissions.may_read_events(actor), policies.can_ask_verification(asked_at())
    return Act("ask_verification", "申请核验", may, now)


def _told() -> QuerySet[Event]:
    return Event.objects.filter(stream=str(VERIFICATION)).order_by("-sequence")
