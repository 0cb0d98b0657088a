"""What was written down of a child at the beginning was wrong, or has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.access.visibility import Section
from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import tidy

from .. import events, permissions
from ..models import Child
from ..policies import ChildEntry, examine
from ..queries.children import sight_of
from .believing import reason_fault, replace
from .homes import arrive, open_home
from .naming import write_name_parts
from .pairs import propose


@transaction.atomic
def correct_file(
    *,
    actor: Actor,
    child_id: UUID,
    reason: str,
    name: str = "",
    sex: str = "",
    birth_date: date | None = None,
    residence_division: str = "",
    registered_division: str = "",
    address: str = "",
    school: str = "",
    version: int | None = None,
) -> Child:
    """Put right what a file says of name, sex, birth, places and school (更正档案). What is not
    given stays: nobody has to be shown a line whole to put another right.

    With a number on file, birth date and sex have to agree with it. What stood there before lies
    with the event; where the child was taken to live stays readable as what was believed.

    :param reason: how it is known better.
    :raises NotVisible / NotPermitted / InvalidData / Conflict
    """
    child = Child.objects.visible_to(actor).for_change(child_id, version)
    permissions.may_keep(sight_of(actor, child), Section.IDENTITY).require(NotPermitted)
    entry = ChildEntry(
        name=name or child.name,
        sex=sex or child.sex,
        birth_date=birth_date or child.birth_date,
        birth_date_estimated=child.birth_date_estimated and birth_date is None,
        resident_id=child.resident_id,
        registered_division=registered_division or child.registered_division,
        residence_division=residence_division or child.residence_division,
        address=address or child.address,
        school=school or child.school,
    )
    changed = _changed(child, entry, reason)
    before = {field: str(getattr(child, field)) for field in changed}
    home = {"residence_division": "division", "address": "address"}
    if moved := {home[field]: value for field, value in changed.items() if field in home}:
        replace(open_home(child), moved, reason)
    lived = DivisionCode(child.residence_division)
    child.change(**changed)
    if "name" in changed:
        write_name_parts(child)
    record(
        actor=actor,
        event=events.CORRECTED,
        subject=child.subject,
        details={"fields": tuple(Code(field) for field in sorted(changed))},
        private={"before": before, "reason": tidy(reason)},
    )
    arrive(actor, child, lived)
    propose(actor, child)
    return child


def _changed(child: Child, entry: ChildEntry, reason: str) -> Mapping[str, Any]:
    """Column → its new value. :raises InvalidData: every fault by field, or nothing is new."""
    today = clock.today()
    found = examine(entry, on=child.created_at.astimezone(clock.BEIJING).date(), today=today)
    faults = dict(found.faults)
    if fault := reason_fault(reason):
        faults["reason"] = fault
    if faults:
        raise InvalidData(faults)
    changed = {
        name: value for name, value in found.columns.items() if value != getattr(child, name)
    }
    if not changed:
        raise InvalidData({"reason": "内容与档案相同，没有需要更正的。"})
    return changed
