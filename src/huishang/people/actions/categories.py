"""A person finds that a category holds for a child, or that it no longer does."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.audit.details import Code, Version
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.texts import text_fault, tidy

from .. import events, permissions, policies
from ..models import Child, Recognition
from ..queries.categories import proposed
from ..queries.children import sight_of
from ..queries.facts import facts_read

LONGEST_REASON = 500


@transaction.atomic
def recognise(*, actor: Actor, child_id: UUID, scheme: str, category: str) -> Recognition:
    """Find that a category holds today (认定), by the rules where the child lives.

    :param scheme: code of a division of children in force there. :param category: of its category.
    :raises NotVisible / NotPermitted
    :raises RuleUnmet: by the facts it does not hold, or a paper is missing.
    :raises NotInThisState: it is recognised already.
    """
    child = Child.objects.visible_to(actor).for_change(child_id)
    sight = sight_of(actor, child)
    home = DivisionCode(child.residence_division)
    permissions.may_recognise(actor, sight, home).require(NotPermitted)
    held = proposed(child, facts_read(child, sight), scheme, category)
    policies.can_recognise(held[0] if held else None).require(RuleUnmet)
    assert held is not None
    found, rules = held
    regime = rules.regime
    made = Recognition(
        child=child,
        scheme=scheme,
        category=category,
        recognised_on=clock.today(),
        recognised_by=actor.label,
        regime=regime.key,
        regime_version=regime.version,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise NotInThisState("这一类别已经认定。", instead="无须重复办理。") from None
    record(
        actor=actor,
        event=events.RECOGNISED,
        subject=child.subject,
        basis=(found.category.basis,),
        details={
            "scheme": Code(scheme),
            "category": Code(category),
            "version": Version(regime.version),
        },
    )
    return made


@transaction.atomic
def end_recognition(*, actor: Actor, recognition_id: UUID, reason: str) -> Recognition:
    """It holds no longer, or never did (终止认定).

    :raises NotVisible / NotPermitted / InvalidData
    :raises NotInThisState: it was ended already.
    """
    found = Recognition.objects.visible_to(actor).for_change(recognition_id)
    home = DivisionCode(found.child.residence_division)
    permissions.may_recognise(actor, sight_of(actor, found.child), home).require(NotPermitted)
    policies.can_end_recognition(found).require(NotInThisState)
    if fault := text_fault("理由", reason, longest=LONGEST_REASON, lines=True):
        raise InvalidData({"reason": fault})
    found.change(ended_on=clock.today(), ended_because=tidy(reason))
    record(
        actor=actor,
        event=events.RECOGNITION_ENDED,
        subject=found.child.subject,
        details={"scheme": Code(found.scheme), "category": Code(found.category)},
        private={"reason": tidy(reason)},
    )
    return found
