"""What a phone is handed, and the phones there are."""

from ..models import Device
from .along import Entry, Pack, entries
from .devices import carry_act, device, devices_of, wipe_act

__all__ = [
    "Device",
    "Entry",
    "Pack",
    "carry_act",
    "device",
    "devices_of",
    "entries",
    "wipe_act",
]
