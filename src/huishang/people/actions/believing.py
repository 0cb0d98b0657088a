"""What is believed is never rewritten: one way to put a row in another's place, for every kind.

The child is locked with its row: two who know better at once write one after the other, and the
second is told that the row is no longer the one believed.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from huishang.access.visibility import Section
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import text_fault, tidy

from .. import permissions, policies
from ..models import Believed, Child
from ..policies import Examined
from ..queries.children import sight_of

LONGEST_REASON = 500

Row = TypeVar("Row", bound=Believed)

_ITS_OWN = {"id", "version", "created_at", "replaces", "superseded_at", "superseded_because"}
"""Columns a row does not hand on to the one that takes its place."""


def current(actor: Actor, model: type[Row], key: UUID) -> tuple[Child, Row]:
    """The row, locked together with its child, the actor's to change, and still believed.

    :raises NotVisible / NotPermitted / NotInThisState
    """
    seen = model.objects.visible_to(actor).for_reading(key)
    child = Child.objects.visible_to(actor).for_change(seen.child_id)
    row = model.objects.visible_to(actor).for_change(key)
    permissions.may_keep(sight_of(actor, child), Section(row.section)).require(NotPermitted)
    policies.is_believed(row).require(NotInThisState)
    return child, row


def allowed(
    actor: Actor, child: Child, found: Examined, *, because: str | None = None
) -> dict[str, Any]:
    """The columns of what was examined, if the actor may write that part of the file.

    :param because: a reason that has to be given, too.
    :raises NotPermitted: first, so that nobody learns a fault of what is not theirs.
    :raises InvalidData
    """
    section = Section(found.columns.get("section", Section.FAMILY))
    permissions.may_keep(sight_of(actor, child), section).require(NotPermitted)
    faults = dict(found.faults)
    if because is not None and (fault := reason_fault(because)):
        faults["reason"] = fault
    if faults:
        raise InvalidData(faults)
    return dict(found.columns)


def replace(row: Row, columns: dict[str, Any], reason: str = "") -> Row:
    """Believe ``columns`` in place of what the row says, from now on."""
    now = clock.now()
    kept = {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if column.name not in _ITS_OWN
    }
    row.change(superseded_at=now, superseded_because=tidy(reason))
    better = type(row)(**kept | columns, replaces=row, created_at=now)
    better.save(force_insert=True)
    return better


def end(row: Row, until: date | None) -> Row:
    """:param until: the first day it did not hold. :raises InvalidData"""
    if until is None:
        raise InvalidData({"until": "请填写从哪一天起不再是这样。"})
    if not row.since < until <= clock.today():
        raise InvalidData({"until": "结束日期应当在开始日期之后，且不晚于今天，请核对。"})
    return replace(row, {"until": until})


def take_back(row: Believed, reason: str) -> None:
    """It stays readable as what was believed. :raises InvalidData: no reason is given."""
    if fault := reason_fault(reason):
        raise InvalidData({"reason": fault})
    row.change(superseded_at=clock.now(), superseded_because=tidy(reason))


def reason_fault(reason: str) -> str | None:
    """Why a reason will not do; none where it does."""
    return text_fault("理由", reason, longest=LONGEST_REASON, lines=True)
