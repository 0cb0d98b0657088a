"""Who sees a report.

The organisation that received it, those who handle reports at the competent place, and the bodies
it was handed to: nobody else, however near. Who is recused from the report or from its child is
locked out of it.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from huishang.access.queries import Matter
from huishang.access.scoping import NOTHING
from huishang.access.visibility import not_recused
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind

from .models import Handing, Report

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
        handed = Handing.objects.unscoped(reason="送达本单位的报告")
        ways.append(
            Q(pk__in=handed.filter(organisation_id=actor.organisation_id).values("report_id"))
        )
    free = not_recused(actor, Matter.CHILD, "child_id") & not_recused(actor, Matter.REPORT, "pk")
    return tuple(way & free for way in ways)


def report_keys(actor: Actor) -> QuerySet[Any, Any]:
    """For `documents`: whoever sees a report sees its photos, and nobody else."""
    return Report.objects.visible_to(actor).values("pk")


def remarks_in_sight(actor: Actor) -> Q:
    """Whoever sees a report sees what was said about it."""
    seen = Report.objects.unscoped(reason="报告的往来").filter(reports_in_sight(actor))
    return Q(Exists(seen.filter(pk=OuterRef("report_id"))))


def handings_in_sight(actor: Actor) -> Q:
    """Whoever sees a report sees to whom it was handed."""
    seen = Report.objects.unscoped(reason="报告的送达").filter(reports_in_sight(actor))
    return Q(Exists(seen.filter(pk=OuterRef("report_id"))))
