"""Every write of children's files; opening one is written down too."""

from .files import open_file, reveal
from .guardians import add_guardian
from .identity import verify_identity
from .registration import enrol, register_child

__all__ = [
    "add_guardian",
    "enrol",
    "open_file",
    "register_child",
    "reveal",
    "verify_identity",
]
