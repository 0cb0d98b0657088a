"""A child's file is begun: by who keeps the place's files, or for a report that comes in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted

from .. import events, permissions
from ..models import Child
from ..policies import ChildEntry, examine
from ..queries.likeness import likely_same
from ..queries.numbers import NOT_USABLE, index_of, known_child
from .homes import settle_in
from .naming import write_name_parts
from .pairs import propose

MAY_BE_SAME = "可能已有这名儿童的档案，请逐一核对；都不是同一人的，请勾选后再建立档案。"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is told of a child, examined and compared with the files there are.

    :param known: the file kept under the same number, found again.
    :param alike: files that may be this child's.
    """

    columns: Mapping[str, Any]
    known: Child | None
    alike: frozenset[UUID]


def weigh(*, actor: Actor, entry: ChildEntry, apart_from: Collection[UUID] = ()) -> Weighed:
    """Whether a file may be begun, without beginning it: as `register_child`, up to the change.

    :raises InvalidData: every fault by field. :raises NotPermitted: not who keeps that place.
    """
    today = clock.today()
    found = examine(entry, on=today, today=today)
    if "residence_division" not in found.faults:
        residence = DivisionCode(found.columns["residence_division"])
        permissions.may_register(actor, residence).require(NotPermitted)
    if found.faults:
        raise InvalidData(found.faults)
    known, faults = known_child(actor, found.columns)
    if faults:
        raise InvalidData(faults)
    if known:
        return Weighed(found.columns, known, frozenset())
    alike = frozenset(one.child.id for one in likely_same(actor, found.columns))
    if alike - set(apart_from):
        raise InvalidData({"apart_from": MAY_BE_SAME})
    return Weighed(found.columns, None, alike)


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
    apart_from: Collection[UUID] = (),
) -> Child:
    """Begin a child's file where the child lives (建档); find it again where there is one.

    Basis: provision ``minor_below``; GB 11643 for the number.

    :param apart_from: files that may be this child's, looked at, and found to be another's.
    :raises InvalidData: every fault by field. :raises NotPermitted: not who keeps that place.
    """
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
    weighed = weigh(actor=actor, entry=entry, apart_from=apart_from)
    if weighed.known:
        return weighed.known
    return enrol(actor=actor, columns=weighed.columns, apart_from=weighed.alike)


@transaction.atomic
def enrol(
    *, actor: AnyActor, columns: Mapping[str, Any], apart_from: Collection[UUID] = ()
) -> Child:
    """Write a new file from examined columns. Permission and examination are the caller's.

    :param apart_from: as `register_child`; the record keeps that somebody told them apart.
    :raises InvalidData: somebody else began a file under the same number meanwhile.
    """
    child = Child(**columns, resident_id_index=index_of(columns["resident_id"]))
    try:
        with transaction.atomic():
            child.save(force_insert=True)
    except IntegrityError:
        raise InvalidData({"resident_id": NOT_USABLE}) from None
    write_name_parts(child)
    settle_in(child, clock.today())
    record(
        actor=actor,
        event=events.REGISTERED,
        subject=child.subject,
        details={
            "residence": DivisionCode(child.residence_division),
            "with_number": bool(child.resident_id_index),
            "estimated": child.birth_date_estimated,
            "apart_from": tuple(sorted(apart_from)),
        },
    )
    propose(actor, child, apart_from)
    return child
