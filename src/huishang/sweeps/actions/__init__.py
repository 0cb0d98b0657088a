"""All writes of sweeps."""

from .stretches import hand_in, note_missed, open_stretch, return_stretch, settle_missed
from .sweeping import LateRun, begin_sweep, close_sweep, tell_late

__all__ = [
    "LateRun",
    "begin_sweep",
    "close_sweep",
    "hand_in",
    "note_missed",
    "open_stretch",
    "return_stretch",
    "settle_missed",
    "tell_late",
]
