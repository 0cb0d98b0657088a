"""All writes of access: accounts, sight into matters, and what a form leaves behind."""

from .accounts import create_account
from .forms import drop_draft, keep_draft, submit_once
from .sight import end_involvement, grant, involve, lift_recusal, recuse, revoke

__all__ = [
    "create_account",
    "drop_draft",
    "end_involvement",
    "grant",
    "involve",
    "keep_draft",
    "lift_recusal",
    "recuse",
    "revoke",
    "submit_once",
]
