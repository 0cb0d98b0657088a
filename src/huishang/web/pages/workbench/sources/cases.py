"""Reports to be decided on, cases to be closed, closed ones to be visited again."""

from __future__ import annotations

from django.urls import reverse

from huishang.cases import queries as cases
from huishang.cases.queries import Case, ReportWaiting, VisitDue
from huishang.cases.visibility import HANDLES
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import book, provisions
from huishang.law.rules import Rules
from huishang.workflow.deadlines import Deadline

from ....components import Link
from ..rows import Duty, Share, Waiting


def reports(actor: Actor) -> Share:
    """Reports not yet settled: to be settled by those who handle them, awaited by who sent them."""
    found = cases.reports_waiting(actor)
    if actor.is_any(*HANDLES):
        law = Rules.at(actor.division, clock.today())
        return Share(duties=[_to_settle(row, law) for row in found])
    return Share(
        waiting=[
            Waiting(f"报告 {row.number}（{row.channel}）", row.office, _report_url(row))
            for row in found
        ]
    )


def _to_settle(row: ReportWaiting, law: Rules) -> Duty:
    return Duty(
        matter=f"处置报告 {row.number}：{row.place}，{row.channel}",
        origin=row.organisation,
        step=Link("处置", _report_url(row)),
        marks=("需要会商",) if row.needs_conference else (),
        basis=law.basis(provisions.COMPETENT_PLACES),
    )


def _report_url(row: ReportWaiting) -> str:
    return reverse("reports:show", args=[row.id])


def visits(actor: Actor) -> Share:
    """Closed cases that are still to be visited again, by when."""
    return Share(duties=[_to_visit(owed) for owed in cases.visits_due(actor)])


def _to_visit(owed: VisitDue) -> Duty:
    today = clock.today()
    return Duty(
        matter=f"结案回访：{owed.title}",
        origin=owed.number,
        step=Link("记录回访", reverse("cases:follow_up", args=[owed.case_id])),
        basis=owed.basis,
        deadline=Deadline.seen(
            owed.due.on,
            today,
            book.current().calendar(today),
            provisional=owed.due.provisional,
        ),
    )


def closings(actor: Actor) -> Share:
    """Cases whose last duty is filed."""
    ready = cases.cases_to_close(actor)
    law = Rules.at(actor.division, clock.today())
    return Share(duties=[_to_close(case, law) for case in ready])


def _to_close(case: Case, law: Rules) -> Duty:
    return Duty(
        matter=f"结案：{case.title}（交办事项已全部备案）",
        origin=case.number,
        step=Link("结案", reverse("cases:close", args=[case.pk])),
        basis=law.basis(provisions.FILING),
    )
