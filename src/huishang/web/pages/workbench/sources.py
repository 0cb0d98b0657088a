"""Which rooms put what on the workbench. One function a room, one line in `SOURCES`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from huishang.assignments import queries as assignments
from huishang.assignments.lifecycle import OWED
from huishang.assignments.queries import AssignmentState, Entry, Filters
from huishang.cases import queries as cases
from huishang.cases.queries import ReportRow, ReportState
from huishang.cases.visibility import HANDLES
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.notifications import queries as notifications

from ...components import Link
from .rows import Change, Duty, Share, Source, Waiting

LATEST = 20
"""Of each kind so many lines are on the desk; all of them are in the room's own list."""


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


# --- 交办 ----------------------------------------------------------------------------------------

_STEP_OF_BEARER = {AssignmentState.ASSIGNED: "认领", AssignmentState.UNDER_WAY: "报送落实情况"}
_CONCERNS = frozenset({*OWED, AssignmentState.REPORTED.value})


def duties(actor: Actor) -> Share:
    """What one's organisation has to do, what others reported to us, what others still owe us."""
    page = assignments.ledger(actor, Filters(states=_CONCERNS), size=2 * LATEST)
    return Share(
        duties=[duty for entry in page.rows for duty in _duties(actor, entry)],
        waiting=[wait for entry in page.rows for wait in _waiting(actor, entry)],
    )


def _duties(actor: Actor, entry: Entry) -> Iterator[Duty]:
    row = entry.assignment
    ours = row.organisation_id == actor.organisation_id
    step = _STEP_OF_BEARER.get(AssignmentState(row.status)) if ours else None
    if row.office_id == actor.organisation_id and entry.extension_pending:
        step = "审批延期"
    elif row.office_id == actor.organisation_id and row.status == AssignmentState.REPORTED:
        step = "审核备案"
    if step:
        yield Duty(
            matter=row.matter,
            origin=f"{row.office.short_name} · {row.case_number}" if ours else _bearer(entry),
            step=Link(step, reverse("assignments:show", args=[row.pk])),
            basis=tuple(row.basis),
            grounds=row.grounds.partition("（")[0],
            deadline=entry.deadline if row.status in OWED else None,
            marks=("督办",) if entry.is_supervised else (),
        )


def _waiting(actor: Actor, entry: Entry) -> Iterator[Waiting]:
    row = entry.assignment
    if row.organisation_id != actor.organisation_id and row.status in OWED:
        url = reverse("assignments:show", args=[row.pk])
        yield Waiting(row.matter, row.organisation.short_name, url, entry.deadline)


def _bearer(entry: Entry) -> str:
    row = entry.assignment
    return f"{row.organisation.short_name} · {row.case_number}"


# --- 报告 ----------------------------------------------------------------------------------------


def reports(actor: Actor) -> Share:
    """Reports not yet settled: to be settled by those who handle them, awaited by who sent them."""
    page = cases.reports(actor, status=ReportState.RECEIVED.value)
    if actor.is_any(*HANDLES):
        return Share(duties=[_to_settle(row) for row in page.rows])
    return Share(
        waiting=[
            Waiting(f"报告 {row.number}（{row.channel}）", row.office, _report_url(row))
            for row in page.rows
        ]
    )


def _to_settle(row: ReportRow) -> Duty:
    return Duty(
        matter=f"处置报告 {row.number}：{row.place}，{row.channel}",
        origin=row.organisation,
        step=Link("处置", _report_url(row)),
        marks=("提请会商",) if row.needs_conference else (),
    )


def _report_url(row: ReportRow) -> str:
    return reverse("reports:show", args=[row.id])


SOURCES: tuple[tuple[str, Source], ...] = (
    ("inbox", inbox),
    ("assignments", duties),
    ("reports", reports),
)
"""The page group its lines lead to, and the room's function."""
