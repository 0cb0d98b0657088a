"""Which counties may handle a case."""

from __future__ import annotations

from collections.abc import Mapping

from huishang.discovery.queries import CompetentCounties, counties_at
from huishang.kernel.clock import BEIJING

from ..models import Case


def competent_counties(case: Case, names: Mapping[str, str] | None = None) -> CompetentCounties:
    """As judged on the day the case was opened.

    :param names: of its counties, where the caller looked them up already.
    """
    return counties_at(case, case.opened_at.astimezone(BEIJING).date(), "本案", names)
