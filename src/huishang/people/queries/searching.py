"""Finding children by name or number. A search that names a child is a look, and written down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from huishang.access.finding import Arm, Found, among
from huishang.access.scoping import NOTHING, ScopedQuerySet
from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.texts import sought

from .. import events
from ..models import Child, NamePart
from .names import span_of
from .numbers import same_number, whole_number


def found_among(
    rows: ScopedQuerySet[Child], text: str, kept: DivisionCode | None, named: Q
) -> Found:
    """By part of the name, by sound, or by the whole number.

    :param kept: where the children live, if that is known: the search stays in that county.
    :param named: on a child: who asks is told who it is.
    """
    if number := whole_number(text):
        return Found(same_number(number) & named, few=True, total=1)
    parts = _parts(text)
    if parts is None:
        return Found(NOTHING, few=True, total=0)
    here = parts.filter(county=kept.county.prefix) if kept else parts
    return among(rows, Arm(here, "child", of_one=parts, where=named))


def numbered(key: str, text: str) -> Q | None:
    """On a table of another room, already scoped: ``key`` names the child of this whole number.

    None where the text is no number.
    """
    if number := whole_number(text):
        same = Child.objects.unscoped(reason="限于可见的报告和个案").filter(same_number(number))
        return Q(**{f"{key}__in": same.values("pk")})
    return None


def name_parts(child_ids: Iterable[UUID]) -> set[bytes]:
    """What some children are found by, for what another room keeps of them."""
    parts = NamePart.objects.filter(child__in=list(child_ids)).values_list("part", flat=True)
    return {bytes(part) for part in parts}


@transaction.atomic
def note_search(actor: Actor, text: str, *, listed: str) -> None:
    """Keep that a list was searched, where any child at all is found by what was typed.

    The words are kept apart, sealed; that something was found is not told to anybody, so nobody
    learns of a child out of sight.

    :param listed: which list: ``children``, ``cases``, ``reports``.
    """
    words = sought(text)
    if words and _names_a_child(words):
        record(
            actor=actor,
            event=events.SEARCHED,
            subject=Subject("search", actor.account_id),
            details={"list": Code(listed)},
            private={"text": words},
        )


def _names_a_child(words: str) -> bool:
    if number := whole_number(words):
        every = Child.objects.unscoped(reason="查找的文字是否指向儿童")
        return every.filter(same_number(number)).exists()
    parts = _parts(words)
    return parts is not None and parts.exists()


def _parts(text: str) -> Any:
    """The parts of names that ``text`` begins; None where it is no part of a name."""
    span = span_of(text)
    return NamePart.objects.filter(part__gte=span[0], part__lt=span[1]) if span else None
