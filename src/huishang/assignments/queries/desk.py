"""The one step of a duty that waits for whoever is asking, by state and post."""

from __future__ import annotations

from collections.abc import Callable

from huishang.kernel.actor import Actor
from huishang.kernel.decision import Decision
from huishang.kernel.errors import NoRuleInForce

from .. import permissions
from ..lifecycle import OWED, AssignmentState, SupervisionState
from ..models import Assignment
from .ledger import Concern

_Waits = Callable[[Concern], bool]
_May = Callable[[Actor, Assignment], Decision]


def _in(state: AssignmentState) -> _Waits:
    return lambda concern: concern.assignment.status == state.value


def _ordered(state: SupervisionState) -> _Waits:
    return lambda concern: concern.order == state.value


def _to_supervise(concern: Concern) -> bool:
    """An order was proposed for the date that now stands, and none was written."""
    row = concern.assignment
    proposed = row.supervision_proposed_for == row.due_on
    return proposed and not concern.order and row.status in OWED


_STEPS: tuple[tuple[str, _Waits, _May], ...] = (
    ("accept", _in(AssignmentState.ASSIGNED), permissions.may_accept),
    ("answer_supervision", _ordered(SupervisionState.ISSUED), permissions.may_report),
    ("report", _in(AssignmentState.UNDER_WAY), permissions.may_report),
    ("grant_extension", lambda row: row.extension_pending, permissions.may_decide_extension),
    ("release_supervision", _ordered(SupervisionState.ANSWERED), permissions.may_end_supervision),
    ("supervise", _to_supervise, permissions.may_supervise),
    ("file", _in(AssignmentState.REPORTED), permissions.may_file),
)
"""Act, when it waits to be done, who may. The first that fits is the next step."""


def step_owed(actor: Actor, concern: Concern) -> str:
    """The act of this duty that waits for the actor; empty where it waits for others."""
    return next(
        (
            act
            for act, waits, may in _STEPS
            if waits(concern) and _allowed(may, actor, concern.assignment)
        ),
        "",
    )


def _allowed(may: _May, actor: Actor, row: Assignment) -> bool:
    try:
        return bool(may(actor, row))
    except NoRuleInForce:  # where nobody is named, it waits for nobody
        return False
