"""All writes of access: accounts, sight into matters, and what a form leaves behind."""

from .accounts import (
    change_password,
    close_account,
    create_account,
    create_program,
    draw_password,
    reopen_account,
    reset_password,
)
from .asking import approve, ask, refuse, withdraw
from .door import count_bad_receipt, count_bad_token, unlock_account
from .emergencies import open_in_emergency, review
from .factors import clear_factors
from .forms import drop_draft, keep_draft, submit_once
from .identities import bind_identity, unbind_identities
from .installation import begin_as
from .keys import begin_keys, move_to_newest, next_key, retire_key
from .pace import keep_pace
from .sealing import keep_sealed, keeper_of, seal_matter, seal_record
from .sessions import end_others, end_session, note_lapse
from .sight import end_involvement, grant, involve, lift_recusal, recuse, revoke
from .teams import end_member, end_secondment, name_member, second
from .terminal import act_as, read_as
from .tokens import issue_token, revoke_token, use_token
from .undertakings import sign_undertaking
from .unsealing import (
    Opened,
    approve_unsealing,
    ask_unsealing,
    look,
    refuse_unsealing,
    withdraw_unsealing,
)

__all__ = [
    "Opened",
    "act_as",
    "approve",
    "approve_unsealing",
    "ask",
    "ask_unsealing",
    "begin_as",
    "begin_keys",
    "bind_identity",
    "change_password",
    "clear_factors",
    "close_account",
    "count_bad_receipt",
    "count_bad_token",
    "create_account",
    "create_program",
    "draw_password",
    "drop_draft",
    "end_involvement",
    "end_member",
    "end_others",
    "end_secondment",
    "end_session",
    "grant",
    "involve",
    "issue_token",
    "keep_draft",
    "keep_pace",
    "keep_sealed",
    "keeper_of",
    "lift_recusal",
    "look",
    "move_to_newest",
    "name_member",
    "next_key",
    "note_lapse",
    "open_in_emergency",
    "read_as",
    "recuse",
    "refuse",
    "refuse_unsealing",
    "reopen_account",
    "reset_password",
    "retire_key",
    "review",
    "revoke",
    "revoke_token",
    "seal_matter",
    "seal_record",
    "second",
    "sign_undertaking",
    "submit_once",
    "unbind_identities",
    "unlock_account",
    "use_token",
    "withdraw",
    "withdraw_unsealing",
]
