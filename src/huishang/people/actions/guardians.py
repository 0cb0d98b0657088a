"""Who answers for a child is written down."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import name_fault, phone_fault, text_fault, tidy

from .. import events, permissions
from ..models import Child, Guardian, Relation
from ..queries.children import sight_of

LONGEST_NAME = 60
LONGEST_SITUATION = 2000


def guardian_faults(name: str, relation: str, phone: str, situation: str) -> dict[str, str]:
    """What is wrong with what is told of a guardian, by field."""
    found = {
        "name": name_fault("监护人姓名", name, longest=LONGEST_NAME),
        "relation": None if relation in Relation.values else "请选择监护人与儿童的关系。",
        "phone": phone_fault("联系电话", phone),
        "situation": text_fault(
            "监护情况", situation, longest=LONGEST_SITUATION, required=False, lines=True
        ),
    }
    return {field: fault for field, fault in found.items() if fault}


@transaction.atomic
def add_guardian(
    *,
    actor: Actor,
    child_id: UUID,
    name: str,
    relation: str,
    phone: str = "",
    situation: str = "",
) -> Guardian:
    """Write down a parent or whoever else answers, or should, for a child (登记监护人).

    :param relation: code of GB/T 4761.
    :param situation: what stands in the way of guardianship, in words.
    :raises NotVisible / NotPermitted / InvalidData
    """
    child = Child.objects.visible_to(actor).for_reading(child_id)
    permissions.may_add_guardian(sight_of(actor, child)).require(NotPermitted)
    if faults := guardian_faults(name, relation, phone, situation):
        raise InvalidData(faults)
    guardian = Guardian(
        child=child,
        name=tidy(name),
        relation=relation,
        phone=tidy(phone),
        situation=tidy(situation),
    )
    try:
        with transaction.atomic():
            guardian.save(force_insert=True)
    except IntegrityError:
        raise InvalidData({"name": "这名监护人已经登记，不需要重复填写。"}) from None
    record(
        actor=actor,
        event=events.GUARDIAN_ADDED,
        subject=child.subject,
        details={"guardian": guardian.pk, "relation": Code(relation)},
    )
    return guardian
