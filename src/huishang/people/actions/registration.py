"""A child's file is begun: by who keeps the place's files, or for a report that comes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted

from .. import events, permissions
from ..models import Child, NamePart
from ..policies import ChildEntry, examine
from ..queries.names import parts_of
from ..queries.numbers import NOT_USABLE, index_of, known_child


@transaction.atomic
def register_child(
    *,
    actor: Actor,
    name: str,
    residence_division: str,
    sex: str = "",
    birth_date: date | None = None,
    birth_date_estimated: bool = False,
    age: int | None = None,
    resident_id: str = "",
    registered_division: str = "",
    address: str = "",
    school: str = "",
) -> Child:
    """Begin a child's file where the child lives (建档); find it again where there is one.

    Basis: provision ``minor_below``; GB 11643 for the number.

    :raises InvalidData: every fault by field. :raises NotPermitted: not who keeps that place.
    """
    today = clock.today()
    entry = ChildEntry(
        name=name,
        sex=sex,
        birth_date=birth_date,
        birth_date_estimated=birth_date_estimated,
        age=age,
        resident_id=resident_id,
        registered_division=registered_division,
        residence_division=residence_division,
        address=address,
        school=school,
    )
    found = examine(entry, on=today, today=today)
    if "residence_division" not in found.faults:
        residence = DivisionCode(found.columns["residence_division"])
        permissions.may_register(actor, residence).require(NotPermitted)
    if found.faults:
        raise InvalidData(found.faults)
    known, faults = known_child(actor, found.columns)
    if faults:
        raise InvalidData(faults)
    return known or enrol(actor=actor, columns=found.columns)


@transaction.atomic
def enrol(*, actor: AnyActor, columns: Mapping[str, Any]) -> Child:
    """Write a new file from examined columns. Permission and examination are the caller's.

    :raises InvalidData: somebody else began a file under the same number meanwhile.
    """
    child = Child(**columns, resident_id_index=index_of(columns["resident_id"]))
    try:
        with transaction.atomic():
            child.save(force_insert=True)
    except IntegrityError:
        raise InvalidData({"resident_id": NOT_USABLE}) from None
    county = DivisionCode(child.residence_division).county.prefix
    NamePart.objects.bulk_create(
        NamePart(child=child, county=county, part=part) for part in sorted(parts_of(child.name))
    )
    record(
        actor=actor,
        event=events.REGISTERED,
        subject=child.subject,
        details={
            "residence": DivisionCode(child.residence_division),
            "with_number": bool(child.resident_id_index),
            "estimated": child.birth_date_estimated,
        },
    )
    return child
