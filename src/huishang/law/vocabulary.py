"""Every provision there is, and what kind of value answers it: read off `provisions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from huishang.kernel.terms import Level

from . import provisions
from .provision import Provision


def _declared() -> dict[Provision[Any], Any]:
    hints, declared = get_type_hints(provisions), vars(provisions)
    return {
        declared[name]: get_args(hint)[0]
        for name, hint in hints.items()
        if isinstance(declared.get(name), Provision)
    }


KINDS: Mapping[Provision[Any], Any] = _declared()
"""Every provision of the vocabulary, in its order, with the type of its value."""

BY_KEY: Mapping[str, Provision[Any]] = {provision.key: provision for provision in KINDS}

CONFERENCE_LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY)
"""The levels that confer; towns and villages belong to their county."""
