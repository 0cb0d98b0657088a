"""Breaches of a place, and how far the three duties are done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huishang.audit.records import page_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted
from huishang.kernel.paging import Cursor, Page
from huishang.workflow.acts import Act

from .. import permissions, policies
from ..lifecycle import BreachState
from ..models import Breach


@dataclass(frozen=True, slots=True)
class Step:
    """One duty: what it is, when it was done, in whose words."""

    name: str
    label: str
    at: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class BreachView:
    """:param late: not reported though the time is over."""

    breach: Breach
    steps: tuple[Step, ...]
    late: bool
    acts: tuple[Act, ...]


def find_act(actor: Actor) -> Act:
    return Act("find", "登记泄露事件", permissions.may_deal_with_breach(actor))


def breaches(actor: Actor, *, after: Cursor | None = None) -> Page[BreachView]:
    """Newest first. :raises NotPermitted"""
    permissions.may_see_register(actor).require(NotPermitted)
    page = page_of(Breach.objects.visible_to(actor), at="created_at", after=after)
    return Page(tuple(_view(actor, row) for row in page.rows), page.after, page.total)


def breach(actor: Actor, breach_id: UUID) -> BreachView:
    """:raises NotVisible"""
    return _view(actor, Breach.objects.visible_to(actor).for_reading(breach_id))


def _view(actor: Actor, row: Breach) -> BreachView:
    may = permissions.may_deal_with_breach(actor)
    is_open = row.lifecycle.allows("close", row.status)
    steps = (
        Step("remedy", "采取补救措施", row.remedied_at, row.remedy),
        Step("report", "报告网信等部门", row.reported_at, row.reported_to),
        Step("tell", "告知未成年人及其监护人", row.told_at, row.told_how),
    )
    reported = row.reported_at or clock.now()
    closing = policies.can_close(row) if is_open else is_open
    return BreachView(
        row,
        steps,
        late=reported > row.report_by
        and (row.reported_at is not None or row.status == BreachState.OPEN),
        acts=(
            *(Act(step.name, step.label, may, is_open) for step in steps),
            Act("close", "办结", may, closing),
        ),
    )
