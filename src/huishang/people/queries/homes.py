"""Where a child lives and has lived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huishang.access.queries import Section, Sight
from huishang.organisations import queries as organisations

from ..models import Child, Home


@dataclass(frozen=True, slots=True)
class HomeLine:
    """:param until: the first day it lived there no longer."""

    place: str
    since: date
    until: date


def homes_read(child: Child, sight: Sight) -> list[Home]:
    """Where it is believed to have lived before, the latest first; no nearer than this sight goes,
    and nothing where identity is not read."""
    if not sight.reads(Section.IDENTITY):
        return []
    rows = Home.objects.unscoped(reason="随儿童档案显示").filter(
        child=child, superseded_at__isnull=True, until__isnull=False
    )
    return list(rows.order_by("-since", "-id"))


def home_lines(homes: Iterable[Home], sight: Sight) -> tuple[HomeLine, ...]:
    codes = {home.pk: sight.place(home.division) for home in homes}
    names = organisations.division_names(set(codes.values())) if codes else {}
    return tuple(
        HomeLine(names[codes[home.pk]], home.since, home.until) for home in homes if home.until
    )
