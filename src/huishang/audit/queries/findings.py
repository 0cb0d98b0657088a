"""Unusual reading that was found, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.paging import ROWS, Cursor, Page
from huishang.workflow.acts import Act

from .. import permissions, policies
from ..labels import Oddity, Outcome
from ..models import Finding
from ..paging import page_of


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with what may be done about it. Names the reader, never a child."""

    finding: Finding
    explain: Act
    forward: Act

    @property
    def oddity(self) -> str:
        return Oddity(self.finding.oddity).label

    @property
    def outcome(self) -> str:
        return Outcome(self.finding.outcome).label if self.finding.outcome else "待核实"


def findings(
    actor: Actor,
    *,
    oddity: str = "",
    waiting: bool = False,
    after: Cursor | None = None,
    size: int = ROWS,
) -> Page[Line]:
    """Those of the auditor's place, the latest found first. :raises NotPermitted"""
    permissions.may_read_events(actor).require(NotPermitted)
    rows = Finding.objects.filter(division__startswith=actor.division.prefix)
    if oddity:
        rows = rows.filter(oddity=oddity)
    if waiting:
        rows = rows.filter(outcome="")
    page = page_of(rows, at="found_at", after=after, size=size)
    return Page(tuple(_line(actor, row) for row in page.rows), page.after, page.total)


def finding(actor: Actor, finding_id: UUID) -> Line:
    """:raises NotPermitted / NotVisible"""
    permissions.may_read_events(actor).require(NotPermitted)
    here = Finding.objects.filter(division__startswith=actor.division.prefix)
    found = here.filter(pk=finding_id).first()
    if found is None:
        raise NotVisible("异常查阅")
    return _line(actor, found)


def _line(actor: Actor, found: Finding) -> Line:
    may = permissions.may_answer(actor, found)
    return Line(
        found,
        Act("explain", "说明", may, policies.can_explain(found)),
        Act("forward", "移交核查", may, policies.can_forward(found)),
    )
