"""Which rules an assignment is judged by, and the stages in which what is no transition is open."""

from __future__ import annotations

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.law.findings import Finding
from huishang.law.rules import Rules

from ..lifecycle import ASSIGNMENT, OWED, AssignmentState
from ..models import Assignment


def of(assignment: Assignment) -> Rules:
    """Those of its office's place when its time began; later rules do not reach back."""
    return Rules.at(assignment.division, assignment.starts_on)


def said_of(law: Rules, found: Finding[object]) -> str:
    """A sentence owning up to a local setting; nothing where an article will be cited."""
    return "" if found.is_law else f"{law.book.grounds(found)}。"


def while_owed(assignment: Assignment, act: str) -> Decision:
    """As long as the organisation owes something."""
    return _in_stage(assignment, act, OWED)


def while_under_way(assignment: Assignment, act: str) -> Decision:
    """Taken on, and not yet reported as done."""
    return _in_stage(assignment, act, (AssignmentState.UNDER_WAY.value,))


def _in_stage(assignment: Assignment, act: str, stages: tuple[str, ...]) -> Decision:
    if assignment.status in stages:
        return ALLOWED
    wanted = "、".join(ASSIGNMENT.state(stage).label for stage in stages)
    return refused(
        f"交办事项目前为“{assignment.status_label}”，不能办理“{act}”。",
        instead=f"该环节在“{wanted}”时办理。",
    )
