"""Who can be let into a case by name, for how long, and who looks at it afterwards."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from huishang.access.visibility import WORKS_ON_FILES
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations

from ..models import Case


def can_be_named(case: Case, person_id: UUID, organisation_id: UUID) -> Decision:
    """Somebody who holds a post that works on files, in the organisation that names them."""
    held = organisations.holders(organisation_id, WORKS_ON_FILES)
    if any(post.person_id == person_id for post in held):
        return ALLOWED
    return refused(
        "只能指定本单位办理个案的在任人员。", instead="请先登记任职，或者由其单位另行指定。"
    )


def last_invited_day(case: Case) -> date:
    """Basis: provision ``access_approval_lasts``."""
    law = Rules.at(case.division, clock.today())
    return law.book.due(clock.today(), law.value(provisions.ACCESS_APPROVAL_LASTS)).on


def is_on_ground(case: Case, division: DivisionCode) -> bool:
    """Whether a place of the case lies in one's own county, or in the city one serves."""
    ground = division.county
    places = (case.incident_division, case.residence_division, case.registered_division)
    return any(ground.contains(DivisionCode(place)) for place in places if place)


def reviewing_body(case: Case, actor: Actor) -> UUID:
    """The office the case lies with; where its own director looked, the office above, or else
    its committee: whoever opened a file does not judge it."""
    if not (actor.organisation_id == case.office_id and actor.post is PostKind.OFFICE_DIRECTOR):
        return case.office_id
    for place in case.office.division.place.upward[1:]:
        above = organisations.office_or_none(place)
        if above is not None:
            return above.pk
    return organisations.committee_of(case.office).pk
