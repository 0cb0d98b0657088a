"""What a conference tells a case: it begins, it is off, its decisions are being carried out.

Steps of the conference's own acts; the conferences room has asked its permission and calls here
inside its transaction.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.records import advance
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import Severity

from .. import permissions
from ..models import Case


def _load(actor: Actor, case_id: UUID) -> Case:
    case = Case.objects.visible_to(actor).for_change(case_id)
    permissions.may_confer(actor, case).require(NotPermitted)
    return case


@transaction.atomic
def enter_conference(
    *, actor: Actor, case_id: UUID, severity: Severity | None = None, round: int = 1
) -> Case:
    """A conference is called on it.

    :param severity: as the office judged it when it called the conference.
    :param round: of the conference; a case never falls back to an earlier round.
    :raises NotVisible / NotPermitted / NotInThisState
    """
    case = _load(actor, case_id)
    advance(
        case,
        "enter_conference",
        actor=actor,
        case_id=case.pk,
        severity=severity.value if severity else case.severity,
        round=max(case.round, round),
    )
    return case


@transaction.atomic
def leave_conference(*, actor: Actor, case_id: UUID) -> Case:
    """The conference was called off, or ended without a duty for anyone.

    :raises NotVisible / NotPermitted / NotInThisState
    """
    case = _load(actor, case_id)
    advance(case, "leave_conference", actor=actor, case_id=case.pk)
    return case


@transaction.atomic
def begin_implementation(*, actor: Actor, case_id: UUID) -> Case:
    """Its decisions are assigned. Basis: provision ``implementation_period``.

    :raises NotVisible / NotPermitted / NotInThisState
    """
    case = _load(actor, case_id)
    advance(case, "begin_implementation", actor=actor, case_id=case.pk)
    return case
