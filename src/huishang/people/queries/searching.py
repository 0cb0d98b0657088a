"""Finding children by name or number. A search that names a child is a look, and written down."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from huishang.audit.actions import Subject, record
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.resident_id import ResidentId
from huishang.kernel.texts import sought

from .. import events
from ..models import Child, NamePart
from .names import span_of
from .numbers import numbered


def found_on(key: str, text: str) -> Q:
    """On a table of another room, already scoped: the child that ``key`` names is found by it."""
    children = Child.objects.unscoped(reason="限于可见的报告和个案").filter(found_by(text))
    return Q(**{f"{key}__in": children.values("pk")})


def found_by(text: str, kept: DivisionCode | None = None) -> Q:
    """On `Child`: found by part of the name, by sound, or by the whole number.

    :param kept: where the children live, if that is known: the search stays in that county.
    """
    try:
        return numbered(ResidentId.parse(text).number)
    except ValueError:
        span = span_of(text)
    if span is None:
        return Q(pk__in=())
    parts = NamePart.objects.filter(part__gte=span[0], part__lt=span[1])
    if kept is not None:
        parts = parts.filter(county=kept.county.prefix)
    return Q(pk__in=parts.values("child"))


@transaction.atomic
def note_search(actor: Actor, text: str, *, listed: str) -> None:
    """Keep that a list was searched, where any child at all is found by what was typed.

    The words are kept apart, sealed; that something was found is not told to anybody, so nobody
    learns of a child out of sight.

    :param listed: which list: ``children``, ``cases``, ``reports``.
    """
    words = sought(text)
    if not words:
        return
    children = Child.objects.unscoped(reason="查找的文字是否指向儿童").filter(found_by(words))
    if children.exists():
        record(
            actor=actor,
            event=events.SEARCHED,
            subject=Subject("search", actor.account_id),
            details={"list": listed},
            private={"text": words},
        )
