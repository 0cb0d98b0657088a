"""Reports to be taken on and decided, each by its clock."""

from __future__ import annotations

from django.urls import reverse

from huishang.discovery import queries as discovery
from huishang.discovery.queries import ReportWaiting, Step
from huishang.discovery.visibility import HANDLES
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.law import book
from huishang.workflow.deadlines import Deadline

from ....components import Link
from ..rows import Duty, Share, Waiting


def reports(actor: Actor) -> Share:
    """Reports not yet settled: to be settled by those who handle them, awaited by who sent them."""
    found = discovery.reports_waiting(actor)
    if actor.is_any(*HANDLES):
        return Share(duties=[_to_do(row) for row in found])
    return Share(
        waiting=[
            Waiting(
                f"报告 {row.number}（{row.channel}）", row.office, _report_url(row), _due(row.step)
            )
            for row in found
        ]
    )


def _to_do(row: ReportWaiting) -> Duty:
    return Duty(
        matter=f"{row.step.label}报告 {row.number}：{row.place}，{row.channel}",
        origin=row.organisation,
        step=Link(row.step.label, _report_url(row)),
        marks=("需要会商",) if row.needs_conference else (),
        basis=row.step.basis,
        deadline=_due(row.step),
    )


def _due(step: Step) -> Deadline:
    """By the day; the hour stands on the report's own page."""
    assert step.due is not None
    today = clock.today()
    due_on = step.due.astimezone(BEIJING).date()
    return Deadline.seen(due_on, today, book.current().calendar(today))


def _report_url(row: ReportWaiting) -> str:
    return reverse("reports:show", args=[row.id])
