"""Duties: what one's organisation owes, what others reported to us, what they still owe us."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from huishang.assignments import queries as assignments
from huishang.assignments.lifecycle import OWED
from huishang.assignments.queries import AssignmentState, Concern
from huishang.kernel.actor import Actor

from ....components import Link
from ..rows import LATEST, Duty, Share, Waiting

_STEPS = {
    "accept": "认领",
    "answer_supervision": "回复督办",
    "report": "报送落实情况",
    "grant_extension": "审批延期",
    "release_supervision": "督办销号",
    "supervise": "研究督办",
    "file": "审核备案",
}
"""Act → what its line is called on a desk."""

_CONCERNS = frozenset({*OWED, AssignmentState.REPORTED.value})


def duties(actor: Actor) -> Share:
    """What one's organisation has to do, what others reported to us, what others still owe us."""
    found = assignments.concerns(actor, _CONCERNS, size=2 * LATEST)
    return Share(
        duties=[duty for concern in found for duty in _duties(actor, concern)],
        waiting=[wait for concern in found for wait in _waiting(actor, concern)],
    )


def _duties(actor: Actor, concern: Concern) -> Iterator[Duty]:
    row = concern.assignment
    ours = row.organisation_id == actor.organisation_id
    if step := _STEPS.get(assignments.step_owed(actor, concern)):
        yield Duty(
            matter=row.matter,
            origin=f"{row.office.short_name} · {row.case_number}" if ours else _bearer(concern),
            step=Link(step, reverse("assignments:show", args=[row.pk])),
            basis=tuple(row.basis),
            deadline=concern.deadline if row.status in OWED else None,
            marks=("督办",) if concern.is_supervised else (),
        )


def _waiting(actor: Actor, concern: Concern) -> Iterator[Waiting]:
    row = concern.assignment
    elsewhere = row.organisation_id != actor.organisation_id and row.status in OWED
    if elsewhere and not assignments.step_owed(actor, concern):
        url = reverse("assignments:show", args=[row.pk])
        yield Waiting(row.matter, row.organisation.short_name, url, concern.deadline)


def _bearer(concern: Concern) -> str:
    row = concern.assignment
    return f"{row.organisation.short_name} · {row.case_number}"
