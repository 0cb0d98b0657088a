"""Every write of children's files; opening one is written down too."""

from .categories import end_recognition, recognise
from .corrections import correct_file
from .exporting import ChildFilters, export_children
from .facts import add_fact, correct_fact, end_fact, withdraw_fact
from .files import open_file, reveal
from .guardians import add_guardian, guardian_faults
from .homes import move_child
from .identity import verify_identity
from .pairs import join, open_pair, part, suspect, tell_apart
from .particulars import (
    add_particular,
    correct_particular,
    end_particular,
    withdraw_particular,
)
from .registration import Weighed, enrol, register_child, weigh
from .sight import close_child, let_see_child

__all__ = [
    "ChildFilters",
    "Weighed",
    "add_fact",
    "add_guardian",
    "add_particular",
    "close_child",
    "correct_fact",
    "correct_file",
    "correct_particular",
    "end_fact",
    "end_particular",
    "end_recognition",
    "enrol",
    "export_children",
    "guardian_faults",
    "join",
    "let_see_child",
    "move_child",
    "open_file",
    "open_pair",
    "part",
    "recognise",
    "register_child",
    "reveal",
    "suspect",
    "tell_apart",
    "verify_identity",
    "weigh",
    "withdraw_fact",
    "withdraw_particular",
]
