"""Who keeps the addresses: as the tokens of programs, the system administrator."""

from __future__ import annotations

from huishang.access.permissions import may_keep_programs
from huishang.kernel.actor import AnyActor
from huishang.kernel.decision import Decision


def may_keep_endpoints(actor: AnyActor) -> Decision:
    return may_keep_programs(actor)
