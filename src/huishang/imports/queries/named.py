"""Places by their names, as a table of one place writes them."""

from __future__ import annotations

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level
from huishang.organisations import queries as organisations


def places_of(place: DivisionCode) -> dict[str, list[str]]:
    """Short and full name → codes, of the towns and villages of a place and of itself."""
    found: dict[str, list[str]] = {}
    for level in (Level.COUNTY, Level.TOWN, Level.VILLAGE):
        for one in organisations.places_within(place.prefix, level):
            for name in {one.name, one.full_name}:
                found.setdefault(name, []).append(one.code)
    return found
