"""Which department is answerable for which problems: the duties the rules in force lay down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from . import provisions
from .rules import Rules
from .values import DepartmentCode, Duty


def duties_called(law: Rules, issues: frozenset[str]) -> Mapping[DepartmentCode, Sequence[Duty]]:
    """Department → its duties that some of these problems call for, in the order of the rules.

    :raises NoRuleInForce: the place lays down no duties.
    """
    called: dict[DepartmentCode, list[Duty]] = defaultdict(list)
    for duty in law.value(provisions.DUTIES):
        if duty.answers(issues):
            called[duty.department].append(duty)
    return called
