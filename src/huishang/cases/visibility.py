"""Who sees a report, and who sees a case.

A report is seen by the organisation that received it and by those who handle reports at the
competent place: nobody else, however near. A case is seen by duty or by grant (see
`access.visibility`); a county that is competent but does not lead has a duty and no file until
the lead lets it in. Who is recused is locked out of the report, the case and the child alike.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from huishang.access.queries import Matter
from huishang.access.scoping import NOTHING
from huishang.access.visibility import Section, matters_in_sight, not_recused
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind

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
    return reduce(or_, report_arms(actor), NOTHING)


def report_arms(actor: Actor) -> tuple[Q, ...]:
    """The ways in which an actor sees reports, each narrow enough to have its own index.

    Together they are the whole sight; a long list reads them one by one.
    """
    ways = []
    if actor.is_any(*HANDLES):
        ways.append(Q(division=actor.division.code))
    if actor.is_any(*RECEIVES):
        ways.append(Q(organisation_id=actor.organisation_id))
    free = not_recused(actor, Matter.CHILD, "child_id") & not_recused(actor, Matter.REPORT, "pk")
    return tuple(way & free for way in ways)


def cases_in_sight(actor: Actor) -> Q:
    return matters_in_sight(actor, Matter.CASE)


def told_of_case_in_sight(actor: Actor) -> Q:
    """On what tells of a case: for those who read that section of its file."""
    return matters_in_sight(actor, Matter.CASE, "case_id", Section.NARRATIVE)
