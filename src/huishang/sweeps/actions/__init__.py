"""All writes of sweeps and patrols."""

from .patrolling import log_patrol, withdraw_patrol
from .stretches import hand_in, note_missed, open_stretch, return_stretch, settle_missed
from .sweeping import begin_sweep, close_sweep, tell_late

__all__ = [
    "begin_sweep",
    "close_sweep",
    "hand_in",
    "log_patrol",
    "note_missed",
    "open_stretch",
    "return_stretch",
    "settle_missed",
    "tell_late",
    "withdraw_patrol",
]
