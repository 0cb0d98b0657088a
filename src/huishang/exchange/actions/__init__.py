"""Every write of the answers: who is answered where, what is put out, sent, and mended."""

from .delivering import Run, deliver_due
from .endpoints import register_endpoint, rotate_secret, switch_off, switch_on, try_out
from .mending import give_up, send_again, send_all_again
from .outbox import note_origin, put_out

__all__ = [
    "Run",
    "deliver_due",
    "give_up",
    "note_origin",
    "put_out",
    "register_endpoint",
    "rotate_secret",
    "send_again",
    "send_all_again",
    "switch_off",
    "switch_on",
    "try_out",
]
