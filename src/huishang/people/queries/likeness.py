"""Files that may be one child's: told to who is about to begin another, as far as one sees them,
and kept for the county to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from huishang.access.queries import Matter
from huishang.access.scoping import ScopedQuerySet
from huishang.access.visibility import not_sealed
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode

from ..models import Child, NamePart
from ..policies.likeness import NEAR_DAYS, Likened, Reason, reasons_for
from .children import MaskedChild, masked, masked_all
from .names import common, sounds_of
from .numbers import same_number, whole_number

MOST = 20
"""Files compared; nobody looks through more."""


@dataclass(frozen=True, slots=True)
class Likely:
    """:param reasons: in words, why it may be the same child."""

    child: MaskedChild
    reasons: tuple[str, ...]


def likely_same(actor: Actor, columns: Mapping[str, Any]) -> tuple[Likely, ...]:
    """
    :param columns: of a child, as `examine` makes them.

    Only files of the county and in sight: what is out of sight must not be told. The names are
    looked up in their index, however many files there are.
    """
    found = _alike(Child.objects.visible_to(actor), _likened(columns))
    shown = masked_all([child for child, _ in found])
    return tuple(
        Likely(child, tuple(reason.value for reason in reasons))
        for child, (_, reasons) in zip(shown, found, strict=True)
    )


def alike(one: Child, other: Child) -> tuple[str, ...]:
    """Why two files in hand may be one child's, in words; empty where nobody needs to look."""
    return tuple(reason.value for reason in reasons_for(_likened(vars(one)), _likened(vars(other))))


def alike_of(child: Child) -> list[tuple[Child, tuple[Reason, ...]]]:
    """Files of the county that may be the child's of a file in hand, whoever sees them: a step of
    others, who tell nobody but those that see both. What is sealed is not among them.
    """
    rows = Child.objects.unscoped(reason="提请县级核对疑似重复档案")
    rows = rows.filter(not_sealed(Matter.CHILD), same_as__isnull=True).exclude(pk=child.pk)
    return _alike(rows, _likened(vars(child)))


def _alike(rows: ScopedQuerySet[Child], asked: Likened) -> list[tuple[Child, tuple[Reason, ...]]]:
    """The latest of those that have a reason, by the index of names: never the whole table."""
    county = DivisionCode(asked.residence).county.prefix
    wanted = {text.encode() for text in (asked.name, *asked.sounds)}
    named = NamePart.objects.filter(county=county, part__in=wanted, child=OuterRef("pk"))
    near = timedelta(days=NEAR_DAYS)
    rows = rows.filter(
        Q(birth_date__range=(asked.birth_date - near, asked.birth_date + near))
        | Q(residence_division=asked.residence),
        Exists(named),
        county=county,
    )
    return [
        (child, reasons)
        for child in rows.order_by("-created_at", "-pk")[:MOST]
        if (reasons := reasons_for(asked, _likened(vars(child))))
    ]


def kept_under(
    actor: Actor, resident_id: str, *, besides: UUID | None = None
) -> MaskedChild | None:
    """The file kept under a number as typed, where one sees it; none out of sight or for no number.

    :param besides: the file the number is being entered into.
    """
    number = whole_number(resident_id)
    if not number:
        return None
    kept = Child.objects.visible_to(actor).filter(same_number(number)).first()
    return masked(kept) if kept and kept.pk != besides else None


def _likened(columns: Mapping[str, Any]) -> Likened:
    name = columns["name"]
    return Likened(
        name=common(name),
        sounds=sounds_of(name),
        birth_date=columns["birth_date"],
        estimated=columns["birth_date_estimated"],
        residence=columns["residence_division"],
        numbered=bool(columns["resident_id"]),
    )
