"""Whether the one who looks answers for the child, as far as the files can tell."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from huishang.kernel.actor import Actor
from huishang.organisations import queries as organisations

from ..models import Guardian


def is_household(actor: Actor, child_ids: Collection[UUID] | QuerySet[Any, UUID]) -> bool:
    """A guardian of one of these children has the reader's name or the reader's phone.

    It is a sign, not a proof: a namesake is explained to the auditor in a line. A relative who is
    no guardian, or whose phone is not the registered one, is not found this way.
    """
    guardians = Guardian.objects.unscoped(reason="查阅人是否为监护人").filter(
        Q(child__in=child_ids) | Q(child__same_as__in=child_ids)
    )
    own_phone = _digits(organisations.person(actor.person_id).phone)
    return any(
        guardian.name == actor.person_name
        or (own_phone != "" and _digits(guardian.phone) == own_phone)
        for guardian in guardians.only("name", "phone")
    )


def _digits(phone: str) -> str:
    return "".join(char for char in phone if char.isdigit())
