"""Opening a child's file, and asking to see one masked part whole: each look is written down.

Basis: provision ``confidentiality``; access to minors' data is recorded (未成年人网络保护条例
第三十六条).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import transaction

from huishang.access.queries import Purpose
from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted

from .. import events, permissions
from ..labels import Part
from ..models import Child, Guardian, Relation
from ..queries.children import SECTION_OF, ChildFile, file_of, sight_of
from ..queries.households import is_household


@transaction.atomic
def open_file(
    *, actor: Actor, child_id: UUID, purpose: Purpose, case_id: UUID | None = None
) -> ChildFile:
    """The page of one child, still masked part by part (查阅).

    :param case_id: the case it is opened for; the look then stands in that case's record too.
    :raises NotVisible
    """
    child = Child.objects.visible_to(actor).for_reading(child_id)
    sight = sight_of(actor, child)
    record(
        actor=actor,
        event=events.FILE_READ,
        subject=child.subject,
        case_id=case_id,
        details={"purpose": purpose, "on_duty": sight.on_duty, **_household(actor, child.pk)},
        private={"why": "；".join(sight.let_in)},
    )
    return file_of(actor, child, sight)


@transaction.atomic
def reveal(
    *, actor: Actor, child_id: UUID, part: Part, purpose: Purpose, case_id: UUID | None = None
) -> str:
    """One masked part, whole (显示).

    :raises NotVisible / NotPermitted
    """
    child = Child.objects.visible_to(actor).for_reading(child_id)
    sight = sight_of(actor, child)
    permissions.may_reveal(sight, SECTION_OF[part]).require(NotPermitted)
    record(
        actor=actor,
        event=events.REVEALED,
        subject=child.subject,
        case_id=case_id,
        details={
            "part": part,
            "purpose": purpose,
            "on_duty": sight.on_duty,
            **_household(actor, child.pk),
        },
        private={"why": "；".join(sight.let_in)},
    )
    return _WHOLE[part](child)


def _household(actor: Actor, child_id: UUID) -> dict[str, bool]:
    """Told with the look where the reader seems to answer for the child."""
    return {"household": True} if is_household(actor, (child_id,)) else {}


def _guardians(child: Child) -> str:
    rows = Guardian.objects.unscoped(reason="随儿童档案显示").filter(child=child)
    return "；".join(
        f"{Relation(row.relation).label} {row.name} {row.phone}".rstrip()
        for row in rows.order_by("created_at", "id")
    )


_WHOLE: Mapping[Part, Callable[[Child], str]] = {
    Part.NAME: lambda child: child.name,
    Part.RESIDENT_ID: lambda child: child.resident_id,
    Part.ADDRESS: lambda child: child.address,
    Part.SCHOOL: lambda child: child.school,
    Part.GUARDIANS: _guardians,
}
