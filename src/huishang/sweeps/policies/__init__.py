"""Rules of sweeps. Pure decisions."""

from .sweeping import (
    HOUSEHOLDS,
    LONGEST,
    MissedEntry,
    SettleEntry,
    SweepEntry,
    can_close,
    can_fill,
    can_return,
    can_settle,
    hand_in_faults,
    missed_faults,
    settle_faults,
    sweep_faults,
)

__all__ = [
    "HOUSEHOLDS",
    "LONGEST",
    "MissedEntry",
    "SettleEntry",
    "SweepEntry",
    "can_close",
    "can_fill",
    "can_return",
    "can_settle",
    "hand_in_faults",
    "missed_faults",
    "settle_faults",
    "sweep_faults",
]
