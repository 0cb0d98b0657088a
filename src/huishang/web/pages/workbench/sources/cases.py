"""Cases to be closed, closed ones to be visited again."""

from __future__ import annotations

from django.urls import reverse

from huishang.cases import queries as cases
from huishang.cases.queries import Case, VisitDue
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import book, provisions
from huishang.law.rules import Rules
from huishang.workflow.deadlines import Deadline

from ....components import Link
from ..rows import Duty, Share


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
