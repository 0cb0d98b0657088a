"""Every provision there is, and what kind of value answers it: read off the modules of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from huishang.kernel.terms import Level

from . import fieldwork_provisions, provisions, reporting_provisions
from .provision import Provision


def _declared() -> dict[Provision[Any], Any]:
    return {
        vars(module)[name]: get_args(hint)[0]
        for module in (provisions, reporting_provisions, fieldwork_provisions)
        for name, hint in get_type_hints(module).items()
        if isinstance(vars(module).get(name), Provision)
    }


KINDS: Mapping[Provision[Any], Any] = _declared()
"""Every provision of the vocabulary, in its order, with the type of its value."""

BY_KEY: Mapping[str, Provision[Any]] = {provision.key: provision for provision in KINDS}

CONFERENCE_LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY)
"""The levels that confer; towns and villages belong to their county."""
