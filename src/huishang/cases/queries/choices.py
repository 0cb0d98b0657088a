"""What a form about a case has to offer: who could take it over, who steps back, who may return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huishang.access import queries as access
from huishang.access.queries import Matter
from huishang.kernel.actor import Actor
from huishang.kernel.decision import Decision
from huishang.kernel.divisions import DivisionCode
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Organisation

from .. import permissions
from ..models import Case
from ..policies.handling import can_take_over


def offices_to_take_over(case: Case) -> tuple[Organisation, ...]:
    """Offices a case in sight could be handed to: of its competent counties, then those above."""
    counties = map(DivisionCode, case.competent_counties)
    places = dict.fromkeys((*counties, *DivisionCode(case.division).upward))
    offices = filter(None, map(organisations.office_or_none, places))
    return tuple(office for office in offices if can_take_over(case, office))


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person who works where the file lies, in one of the posts held there."""

    person_id: UUID
    name: str
    post: str
    organisation: str


def who_may_step_back(actor: Actor, case: Case) -> tuple[Colleague, ...]:
    """Whom the actor may keep away from a case in sight (回避): oneself first, then, for who
    decides on others, everybody in the bodies that have its file."""
    bodies = dict.fromkeys(
        involvement.organisation_id for involvement in access.involvements_in(Matter.CASE, case.pk)
    )
    posts = [
        *organisations.posts_of(actor.person_id),
        *(post for body in bodies for post in organisations.staff_of(body)),
    ]
    away = {recusal.person_id for recusal in access.recusals_in(Matter.CASE, case.pk)}
    found: dict[UUID, Colleague] = {}
    for post in posts:
        if post.person_id in away or not permissions.may_recuse(actor, case, post.person_id):
            continue
        found.setdefault(
            post.person_id,
            Colleague(post.person_id, post.person.name, post.title, post.organisation.name),
        )
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """Who is locked out of a case by name. :param lift: whether the actor may let them back."""

    person_id: UUID
    name: str
    reason: str
    since: datetime
    lift: Decision


def stepped_back(actor: Actor, case: Case) -> tuple[SteppedBack, ...]:
    """The recusals in a case in sight, the earliest first."""
    lift = permissions.may_lift_recusal(actor, case)
    return tuple(
        SteppedBack(row.person_id, row.person.name, row.reason, row.created_at, lift)
        for row in access.recusals_in(Matter.CASE, case.pk)
    )
