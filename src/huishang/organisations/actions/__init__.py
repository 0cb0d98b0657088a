"""All writes of the registers: bodies, and people in posts."""

from .bodies import admit_member, register_division, register_organisation
from .delegating import delegate, end_delegation
from .posts import appoint, end_post, register_person

__all__ = [
    "admit_member",
    "appoint",
    "delegate",
    "end_delegation",
    "end_post",
    "register_division",
    "register_organisation",
    "register_person",
]
