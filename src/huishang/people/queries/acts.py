"""What may be done with children's files: open, or with the reason the action would give."""

from __future__ import annotations

from huishang.access.visibility import Section, Sight
from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from .. import permissions


def register_act(actor: Actor) -> Act:
    """建档 for a child of the actor's own place."""
    return Act("register_child", "建立档案", permissions.may_register(actor, actor.division))


def acts(sight: Sight) -> tuple[Act, ...]:
    """On a child whose file is seen this far; on the children of a case, this far into the case."""
    return (
        Act("verify_identity", "核验身份", permissions.may_verify(sight)),
        Act("add_guardian", "登记监护人", permissions.may_add_guardian(sight)),
        Act("reveal", "显示", permissions.may_reveal(sight, Section.IDENTITY)),
    )
