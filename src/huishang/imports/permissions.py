"""Who hands in a table: whoever may begin a child's file in the own place."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.kernel.decision import Decision
from huishang.people.permissions import may_register


def may_import(actor: Actor) -> Decision:
    return may_register(actor, actor.division)
