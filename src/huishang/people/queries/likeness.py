"""Files that may already be the child's about to be registered, as far as one sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode

from ..models import Child, NamePart
from ..policies.likeness import Likened, reasons_for
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
    asked = _likened(columns)
    county = DivisionCode(asked.residence).county.prefix
    wanted = {text.encode() for text in (asked.name, *asked.sounds)}
    named = NamePart.objects.filter(county=county, part__in=wanted, child=OuterRef("pk"))
    rows = Child.objects.visible_to(actor).filter(Exists(named), county=county)
    found = [
        (child, reasons)
        for child in rows.order_by("-created_at", "-pk")[:MOST]
        if (reasons := reasons_for(asked, _likened(vars(child))))
    ]
    shown = masked_all([child for child, _ in found])
    return tuple(
        Likely(child, tuple(reason.value for reason in reasons))
        for child, (_, reasons) in zip(shown, found, strict=True)
    )


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
