"""Somebody has seen the papers: the number is the child's."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.resident_id import ResidentId
from huishang.kernel.terms import Sex
from huishang.kernel.texts import text_fault, tidy

from .. import events, permissions
from ..models import Child
from ..policies import number_faults
from ..queries.children import sight_of
from ..queries.likeness import kept_under
from ..queries.numbers import KEPT_ELSEWHERE, KEPT_IN_SIGHT, index_of

LONGEST_PAPER = 60


@transaction.atomic
def verify_identity(
    *, actor: Actor, child_id: UUID, resident_id: str, paper: str, version: int | None = None
) -> Child:
    """Enter the number as read from a paper and mark the identity verified (核验身份).

    An estimated birth date gives way to the number's; a known one has to agree. A number another
    file has is refused: who sees that file is told so, who does not is told whom to ask.

    :param paper: what was seen, 户口簿、出生医学证明 …
    :raises NotVisible / NotPermitted / InvalidData / Conflict
    """
    child = Child.objects.visible_to(actor).for_change(child_id, version)
    permissions.may_verify(sight_of(actor, child)).require(NotPermitted)
    number, faults = _read(child, resident_id)
    if fault := text_fault("核验所凭证件", paper, longest=LONGEST_PAPER):
        faults["paper"] = fault
    if faults or number is None:
        raise InvalidData(faults)
    sex = number.sex if number.sex is not Sex.UNKNOWN else Sex(child.sex)
    try:
        with transaction.atomic():
            child.change(
                resident_id=number.number,
                resident_id_index=index_of(number.number),
                identity_verified=True,
                identity_paper=tidy(paper),
                birth_date=number.birth_date,
                birth_date_estimated=False,
                sex=sex.value,
            )
    except IntegrityError:
        seen = kept_under(actor, number.number, besides=child_id)
        told = KEPT_IN_SIGHT if seen else KEPT_ELSEWHERE
        raise InvalidData({"resident_id": told}) from None
    record(
        actor=actor, event=events.VERIFIED, subject=child.subject, private={"paper": tidy(paper)}
    )
    return child


def _read(child: Child, resident_id: str) -> tuple[ResidentId | None, dict[str, str]]:
    """The number, and where it contradicts the file."""
    try:
        number = ResidentId.parse(resident_id)
    except ValueError as mistake:
        return None, {"resident_id": str(mistake)}
    if child.resident_id and child.resident_id != number.number:
        return None, {
            "resident_id": "与档案中已有的居民身份号码不一致，请核对证件；"
            "档案有误的，请联系未保办更正。"
        }
    return number, number_faults(
        number,
        birth_date=child.birth_date,
        estimated=child.birth_date_estimated,
        sex=child.sex,
    )
