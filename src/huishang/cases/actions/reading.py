"""Opening a case's file: each look is written down."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.access.queries import Matter, Sight, sight_into
from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted
from huishang.people import queries as people

from .. import events, permissions
from ..labels import FilePart
from ..models import Case, CaseChild
from ..queries.files import CaseFile, CaseHead, case_file, head_of

_READ_WITH = (
    "office__division",
    "owner",
    "owner_person",
    "report__organisation",
    "report__office",
)


def _household(actor: Actor, case: Case) -> dict[str, bool]:
    """Told with the look where the reader seems to answer for a child of the case."""
    children = CaseChild.objects.filter(case=case).values_list("child_id", flat=True)
    return {"household": True} if people.is_household(actor, children) else {}


def _opened(actor: Actor, case_id: UUID, part: FilePart) -> tuple[Case, Sight]:
    cases = Case.objects.visible_to(actor).select_related(*_READ_WITH)
    case = cases.for_reading(case_id)
    sight = sight_into(actor, Matter.CASE, case.pk)
    permissions.is_on_it(actor, case, sight)
    permissions.may_open_part(sight, part).require(NotPermitted)
    record(
        actor=actor,
        event=events.FILE_READ,
        subject=case.subject,
        case_id=case.pk,
        details={"part": part, "on_duty": sight.on_duty, **_household(actor, case)},
        private={"why": "；".join(sight.let_in)},
    )
    return case, sight


@transaction.atomic
def open_file(*, actor: Actor, case_id: UUID) -> CaseFile:
    """The first page of one case (查阅个案).

    :raises NotVisible
    """
    case, sight = _opened(actor, case_id, FilePart.BASICS)
    return case_file(actor, case, sight)


@transaction.atomic
def open_part(*, actor: Actor, case_id: UUID, part: FilePart) -> CaseHead:
    """Another part of its file: what stands above it; the part itself is asked for by itself.

    :raises NotVisible / NotPermitted
    """
    case, sight = _opened(actor, case_id, part)
    return head_of(case, sight)
