"""Rights requests, the ones still owed an answer first, by when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huishang.audit.records import page_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted
from huishang.kernel.masking import mask_name
from huishang.kernel.paging import Cursor, Page
from huishang.law import book, provisions
from huishang.law.rules import Rules
from huishang.law.values import Right
from huishang.workflow.acts import Act
from huishang.workflow.deadlines import Deadline

from .. import permissions
from ..labels import Requester
from ..lifecycle import RequestState
from ..models import RightsRequest


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A line of the list; names masked."""

    request: RightsRequest
    right: str
    requester: str
    child: str
    deadline: Deadline


def rights(actor: Actor) -> Mapping[str, Right]:
    """What may be asked, by code, at the actor's place today."""
    found = Rules.at(actor.division, clock.today()).value(provisions.RIGHTS)
    return {right.code: right for right in found}


def receive_act(actor: Actor) -> Act:
    return Act("receive", "登记权利请求", permissions.may_receive_request(actor))


def requests(
    actor: Actor, *, waiting: bool = False, after: Cursor | None = None
) -> Page[RequestLine]:
    """Those the actor's office got, newest first. :raises NotPermitted: not its staff."""
    permissions.may_see_requests(actor).require(NotPermitted)
    rows = RightsRequest.objects.visible_to(actor)
    if waiting:
        rows = rows.filter(status=RequestState.RECEIVED.value)
    page = page_of(rows, at="created_at", after=after)
    known = rights(actor)
    return Page(tuple(line(row, known) for row in page.rows), page.after, page.total)


def line(row: RightsRequest, known: Mapping[str, Right]) -> RequestLine:
    today = clock.today()
    return RequestLine(
        row,
        known[row.right].label if row.right in known else row.right,
        f"{mask_name(row.requester)}（{Requester(row.requester_kind).label}）",
        mask_name(row.child),
        Deadline.seen(
            row.due_on,
            today,
            book.current().calendar(today),
            provisional=row.due_provisional,
            done=row.status != RequestState.RECEIVED,
        ),
    )


def request_acts(actor: Actor, row: RightsRequest) -> tuple[Act, ...]:
    """What may be done with a request in sight."""
    may = permissions.may_answer_request(actor)
    return tuple(
        Act(step.name, step.label, may, row.lifecycle.allows(step.name, row.status))
        for step in row.lifecycle.rows
    )
