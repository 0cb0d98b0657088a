"""Rules of sweeps. Pure decisions."""

from .patrolling import (
    ExaminedPatrol,
    PatrolEntry,
    can_withdraw,
    examine_patrol,
    member_field,
)
from .sweeping import (
    HOUSEHOLDS,
    LONGEST,
    MissedEntry,
    SettleEntry,
    SweepEntry,
    can_fill,
    can_return,
    can_settle,
    close_faults,
    hand_in_faults,
    missed_faults,
    settle_faults,
    sweep_faults,
)

__all__ = [
    "HOUSEHOLDS",
    "LONGEST",
    "ExaminedPatrol",
    "MissedEntry",
    "PatrolEntry",
    "SettleEntry",
    "SweepEntry",
    "can_fill",
    "can_return",
    "can_settle",
    "can_withdraw",
    "close_faults",
    "examine_patrol",
    "hand_in_faults",
    "member_field",
    "missed_faults",
    "settle_faults",
    "sweep_faults",
]
