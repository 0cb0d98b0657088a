"""Every write of phones, and what they hand in; what they are handed is written down too."""

from .devices import carry, stands, wipe
from .handing_in import Handed, hand_in_visit
from .taking import take

__all__ = ["Handed", "carry", "hand_in_visit", "stands", "take", "wipe"]
