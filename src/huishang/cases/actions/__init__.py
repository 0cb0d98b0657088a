"""Every write of cases, in the order of their road; opening a file is written too."""

from .admitting import (
    approve_request,
    ask_for_file,
    invite,
    name_worker,
    open_in_emergency,
    refuse_request,
    release_worker,
    revoke_access,
)
from .closing import close, record_follow_up, reopen
from .conferring import begin_implementation, enter_conference, leave_conference
from .joint import draw_joint_team
from .levels import seal, set_level
from .opening import add_child, open_case
from .reading import open_file, open_part
from .sharing import join_office, lift_recusal, move_office, recuse

__all__ = [
    "add_child",
    "approve_request",
    "ask_for_file",
    "begin_implementation",
    "close",
    "draw_joint_team",
    "enter_conference",
    "invite",
    "join_office",
    "leave_conference",
    "lift_recusal",
    "move_office",
    "name_worker",
    "open_case",
    "open_file",
    "open_in_emergency",
    "open_part",
    "record_follow_up",
    "recuse",
    "refuse_request",
    "release_worker",
    "reopen",
    "revoke_access",
    "seal",
    "set_level",
]
