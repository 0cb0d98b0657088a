"""Every read of sweeps and patrols."""

from ..labels import Outcome, PatrolKind, Why
from ..lifecycle import StretchState, SweepState
from ..models import Missed, Patrol, Stretch, Sweep
from ..policies import MissedEntry, PatrolEntry, SettleEntry, SweepEntry, member_field
from .acts import (
    begin_act,
    missed_act,
    patrol_act,
    stretch_acts,
    sweep_acts,
    withdraw_patrol_act,
)
from .patrols import PatrolRow, PatrolSheet, patrol, patrols, team_of
from .sweeps import (
    MissedRow,
    Part,
    StretchSheet,
    SweepRow,
    SweepSheet,
    Unswept,
    missed,
    owed,
    stretch,
    sweep_sheet,
    sweeps,
    unswept,
)

__all__ = [
    "Missed",
    "MissedEntry",
    "MissedRow",
    "Outcome",
    "Part",
    "Patrol",
    "PatrolEntry",
    "PatrolKind",
    "PatrolRow",
    "PatrolSheet",
    "SettleEntry",
    "Stretch",
    "StretchSheet",
    "StretchState",
    "Sweep",
    "SweepEntry",
    "SweepRow",
    "SweepSheet",
    "SweepState",
    "Unswept",
    "Why",
    "begin_act",
    "member_field",
    "missed",
    "missed_act",
    "owed",
    "patrol",
    "patrol_act",
    "patrols",
    "stretch",
    "stretch_acts",
    "sweep_acts",
    "sweep_sheet",
    "sweeps",
    "team_of",
    "unswept",
    "withdraw_patrol_act",
]
