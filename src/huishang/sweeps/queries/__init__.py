"""Every read of sweeps."""

from ..labels import Outcome, Why
from ..lifecycle import StretchState, SweepState
from ..models import Missed, Stretch, Sweep
from ..policies import MissedEntry, SettleEntry, SweepEntry
from .acts import begin_act, missed_act, stretch_acts, sweep_acts
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
    "missed",
    "missed_act",
    "owed",
    "stretch",
    "stretch_acts",
    "sweep_acts",
    "sweep_sheet",
    "sweeps",
    "unswept",
]
