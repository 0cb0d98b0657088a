"""What a seat at a conference has to know of a case, and no more.

Children masked, with age and sex; places down to the county; the problem with every name and
number the files know taken out. Basis: provision ``confidentiality`` (未成年人保护法 第一百零三条).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from huishang.discovery.queries import PLACES, issue_labels
from huishang.kernel.clock import BEIJING
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Severity
from huishang.people import queries as people

from ..models import Case
from .listing import members_of


@dataclass(frozen=True, slots=True)
class ChildInBrief:
    """:param words: 女，10周岁."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PlaceInBrief:
    """:param label: 事发地; :param county: its name, down to the county."""

    label: str
    county: str


@dataclass(frozen=True, slots=True)
class NeedToKnow:
    """:param problem: the summary of the case, names and numbers masked."""

    case_id: UUID
    number: str
    title: str
    severity: str
    children: tuple[ChildInBrief, ...]
    places: tuple[PlaceInBrief, ...]
    issue_codes: tuple[str, ...]
    issues: tuple[str, ...]
    problem: str


def need_to_know(case_id: UUID) -> NeedToKnow:
    """The pack of one case, for the room that knows who has a seat at it."""
    case = Case.objects.unscoped(reason="会商席位的必要信息，由会商环节判断席位").get(pk=case_id)
    known = {
        place: DivisionCode(code).county.code
        for place, column in PLACES.items()
        if (code := getattr(case, column))
    }
    members, names = members_of([case], known.values())
    children = members.get(case.pk, ())
    return NeedToKnow(
        case_id=case.pk,
        number=case.number,
        title=case.title,
        severity=Severity(case.severity).label,
        children=tuple(ChildInBrief(child.name, child.words) for child in children),
        places=tuple(PlaceInBrief(place.label, names[code]) for place, code in known.items()),
        issue_codes=tuple(case.issues),
        issues=issue_labels(case.issues, case.division, case.opened_at.astimezone(BEIJING).date()),
        problem=people.redacted(case.summary, {child.id for child in children}),
    )
