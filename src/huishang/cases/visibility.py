"""Who sees a report, and who sees a case.

A report is seen by the organisation that received it and by those who handle reports at the
competent place: nobody else, however near. A case is seen by duty or by grant (see
`access.visibility`); a county that is competent but does not lead has a duty and no file until
the lead lets it in. Who is recused is locked out of the report, the case and the child alike.
"""

from __future__ import annotations

from django.db.models import Q

from huishang.access.queries import Matter
from huishang.access.visibility import Section, matters_in_sight, not_recused
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind

from .models import Case

HANDLES = (PostKind.CASE_WORKER, PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
"""Posts that decide on reports and handle cases at their place."""

RECEIVES = (
    *HANDLES,
    PostKind.CHILD_DIRECTOR,
    PostKind.CHILD_SUPERVISOR,
    PostKind.HOTLINE_OPERATOR,
    PostKind.LIAISON,
)
"""Posts that take a report in for their organisation and may look at what became of it."""


def reports_in_sight(actor: Actor) -> Q:
    sight = Q(pk__in=())
    if actor.is_any(*RECEIVES):
        sight |= Q(organisation_id=actor.organisation_id)
    if actor.is_any(*HANDLES):
        sight |= Q(division=actor.division.code)
    shut = Case.objects.unscoped(reason="回避个案的报告").filter(
        ~not_recused(actor, Matter.CASE, "pk")
    )
    return (
        sight
        & not_recused(actor, Matter.CHILD, "child_id")
        & ~Q(pk__in=shut.filter(report__isnull=False).values("report"))
    )


def cases_in_sight(actor: Actor) -> Q:
    return matters_in_sight(actor, Matter.CASE)


def told_of_case_in_sight(actor: Actor) -> Q:
    """On what tells of a case: for those who read that section of its file."""
    return matters_in_sight(actor, Matter.CASE, "case_id", Section.NARRATIVE)
