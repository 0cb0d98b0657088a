"""A visit is written down; one that was not so is withdrawn."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import text_fault, tidy
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people import queries as people

from .. import events, permissions
from ..labels import Found
from ..models import Visit
from ..policies import VisitEntry, can_withdraw, examine_visit
from ..policies.scoring import LONGEST
from ..queries.visits import VisitSheet, handed_in, visit_sheet
from .planning import keep_plan

TAKEN = "这次走访的编号已被另一条记录使用，请返回重新打开表单再提交；填写的内容已为您保留。"


@transaction.atomic
def visit(*, actor: Actor, child_id: UUID, key: UUID, entry: VisitEntry) -> Visit:
    """Write down what was found at a child's home (登记走访). Handed in twice, it is one visit.

    Basis: provision ``visiting``; R033, R046, R049.

    :param key: drawn where the visit was written, so that a phone may send it again.
    :raises NotVisible / NotPermitted / InvalidData
    """
    child = people.child_record(actor, child_id)
    permissions.may_visit(people.sight_of(actor, child)).require(NotPermitted)
    if (known := handed_in(actor, child_id, key)) is not None:
        return known
    law = Rules.at(child.residence_division, clock.today())
    asked = law.find(provisions.VISITING)
    found = examine_visit(entry, asked.value, birth_date=child.birth_date, today=clock.today())
    if found.faults:
        raise InvalidData(found.faults)
    made = Visit(
        key=key,
        child=child,
        division=child.residence_division,
        visitor_id=actor.person_id,
        visited_by=actor.label,
        organisation_id=actor.organisation_id,
        regime=law.regime.key,
        regime_version=law.regime.version,
        **found.columns,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # Sent again while the first one was still being written.
        if (known := handed_in(actor, child_id, key)) is not None:
            return known
        raise InvalidData({"key": TAKEN}) from None
    keep_plan(child)
    wrong = sum(one["came_to"] == Found.WRONG.value for one in made.found.values())
    record(
        actor=actor,
        event=events.VISITED,
        subject=child.subject,
        basis=asked.cited,
        details={"visit": made.pk, "on": made.on, "met": made.met, "wrong": wrong},
    )
    return made


@transaction.atomic
def withdraw_visit(
    *, actor: Actor, visit_id: UUID, reason: str, version: int | None = None
) -> Visit:
    """It was not so, or of another child; it stays readable and counts no more (撤销登记).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    found = Visit.objects.visible_to(actor).for_change(visit_id, version)
    child = people.child_record(actor, found.child_id)
    sight = people.sight_of(actor, child)
    permissions.may_withdraw(actor, sight, found).require(NotPermitted)
    can_withdraw(found).require(NotInThisState)
    if fault := text_fault("撤销的理由", reason, longest=LONGEST, lines=True):
        raise InvalidData({"reason": fault})
    found.change(withdrawn_at=clock.now(), withdrawn_because=tidy(reason))
    keep_plan(child)
    record(
        actor=actor,
        event=events.VISIT_WITHDRAWN,
        subject=child.subject,
        details={"visit": found.pk},
        private={"reason": tidy(reason)},
    )
    return found


@transaction.atomic
def open_visit(*, actor: Actor, visit_id: UUID) -> VisitSheet:
    """One visit, check by check; the look is written down. :raises NotVisible"""
    rows = Visit.objects.visible_to(actor).select_related("child")
    found = rows.for_reading(visit_id)
    sheet = visit_sheet(actor, found)
    record(
        actor=actor,
        event=events.VISIT_READ,
        subject=found.child.subject,
        details={"visit": found.pk, "on_duty": sheet.sight.on_duty},
    )
    return sheet
