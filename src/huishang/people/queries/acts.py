"""What may be done with children's files: open, or with the reason the action would give."""

from __future__ import annotations

from uuid import UUID

from huishang.access.visibility import Section
from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from .. import permissions
from .children import child_record, sight_of


def register_act(actor: Actor) -> Act:
    """建档 for a child of the actor's own place."""
    return Act("register_child", "建立档案", permissions.may_register(actor, actor.division))


def acts(actor: Actor) -> tuple[Act, ...]:
    """On a child in sight."""
    return (
        Act("verify_identity", "核验身份", permissions.may_verify(actor)),
        Act("add_guardian", "登记监护人", permissions.may_add_guardian(actor)),
    )


def reveal_act(actor: Actor, child_id: UUID) -> Act:
    """显示 of one child's identity. :raises NotVisible"""
    sight = sight_of(actor, child_record(actor, child_id))
    return Act("reveal", "显示", permissions.may_reveal(actor, sight, Section.IDENTITY))
