"""Where a child lives, and how it is found there: a move is written down and told to who keeps
the files of the new place."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.access.visibility import Section
from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.terms import Level
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.organisations import queries as organisations

from .. import events, permissions
from ..models import Child, Home
from ..policies.homes import MoveEntry, examine_move
from ..queries.children import sight_of
from ..visibility import SEES_BY_PLACE
from .believing import replace
from .naming import write_name_parts
from .pairs import propose

_KEPT_AT = (Level.VILLAGE, Level.TOWN, Level.COUNTY)


@transaction.atomic
def move_child(
    *,
    actor: Actor,
    child_id: UUID,
    residence_division: str,
    since: date | None,
    address: str = "",
    school: str = "",
    version: int | None = None,
) -> Child:
    """The child lives elsewhere from a day on (登记迁居); whoever keeps files there is told.

    Who keeps them by the old place sees this one no longer, unless a matter lets them.

    :param school: the new one; empty where it stays or is not known yet.
    :raises NotVisible / NotPermitted / InvalidData / Conflict
    """
    child = Child.objects.visible_to(actor).for_change(child_id, version)
    permissions.may_keep(sight_of(actor, child), Section.IDENTITY).require(NotPermitted)
    home = open_home(child)
    entry = MoveEntry(
        residence_division=residence_division, since=since, address=address, school=school
    )
    found = examine_move(entry, home, today=clock.today())
    if found.faults or since is None:
        raise InvalidData(found.faults)
    before, columns = DivisionCode(child.residence_division), found.columns
    replace(home, {"until": since})
    child.change(
        residence_division=columns["residence_division"],
        address=columns["address"],
        school=columns["school"] or child.school,
    )
    settle_in(child, since)
    after = DivisionCode(child.residence_division)
    record(
        actor=actor,
        event=events.MOVED,
        subject=child.subject,
        details={"before": before, "after": after, "since": since, "school": bool(school)},
    )
    arrive(actor, child, before)
    propose(actor, child)
    return child


def settle_in(child: Child, since: date) -> None:
    """Where the child lives from a day on, as a row of its own; a step of others."""
    Home(
        child=child,
        section=Section.IDENTITY,
        since=since,
        division=child.residence_division,
        address=child.address,
    ).save(force_insert=True)


def open_home(child: Child) -> Home:
    """Where a child in hand lives now; a step of others."""
    homes = Home.objects.unscoped(reason="随儿童档案办理居住地")
    return homes.get(child=child, until__isnull=True, superseded_at__isnull=True)


def arrive(actor: Actor, child: Child, before: DivisionCode) -> None:
    """Found in the new county, and told to every body that keeps files of the new place and did
    not of the old one; a step of others.

    :param before: where the child was taken to live.
    """
    after = DivisionCode(child.residence_division)
    if after.county != before.county:
        write_name_parts(child)
    were = {before.at(level) for level in _KEPT_AT}
    places = [place for place in dict.fromkeys(map(after.at, _KEPT_AT)) if place not in were]
    keepers = organisations.holders_in(places, SEES_BY_PLACE)
    for body in dict.fromkeys(post.organisation_id for post in keepers):
        notifications.send(
            actor=actor,
            organisation_id=body,
            kind=MessageKind.CHILD,
            title="有儿童迁入本辖区",
            body=f"{actor.organisation_name}登记了一名儿童迁入，档案已随同转来。"
            "请核实居住和照护情况，按规定走访。",
            link=f"/children/{child.pk}/",
            subject=child.subject,
        )
