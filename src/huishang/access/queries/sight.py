"""What one person reads of one matter, and who asked for what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, QuerySet

from huishang.audit.records import page_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.paging import Cursor, Page
from huishang.workflow.acts import Act

from .. import permissions
from ..lifecycle import ACCESS_REQUEST, EMERGENCY, EmergencyState, RequestState
from ..models import AccessRequest, Emergency, Grant, Matter, Way
from ..scoping import ScopedQuerySet
from ..visibility.asking import DECIDES, REVIEWS
from ..visibility.matters import (
    grants_of,
    involved,
    not_recused,
    on_matter_not_recused,
    promises,
    secondments_of,
)
from ..visibility.sections import Reach, Section, Sight, by_post


def sight_into(actor: Actor, matter: Matter, matter_id: UUID, *, by_place: bool = False) -> Sight:
    """What ``actor`` reads of a matter that is already known to be in sight.

    A duty shows what the post reads; a grant its own sections, no more than to read. Both may
    hold: each section is as open as the wider of them.

    :param by_place: the post keeps the files of that place; the calling room has decided it.
    """
    on_duty = by_place or works_on(actor, matter, matter_id)
    reach = by_post(actor.post) if on_duty else dict.fromkeys(Section, Reach.NONE)
    masked, let_in = not on_duty, []
    if all(reach.values()):  # nothing that could be let in further
        return Sight(reach, masked, on_duty)

    def let_read(sections: Iterable[str]) -> None:
        for section in map(Section, sections):
            reach[section] = max(reach[section], Reach.READ)

    for grant in grants_of(actor, matter).filter(matter_id=matter_id):
        let_read(grant.sections)
        masked = masked and grant.masked
        let_in.append(f"{Way(grant.way).label}：{grant.purpose}")
    teams = secondments_of(actor, matter).select_related("secondment")
    for seconded in teams.filter(matter_id=matter_id):
        let_read(seconded.secondment.sections)
        let_in.append(f"抽调参加：{seconded.secondment.purpose}")
    return Sight(reach, masked, on_duty, tuple(let_in))


def works_on(actor: Actor, matter: Matter, matter_id: UUID) -> bool:
    """Whether the actor works on the whole matter by duty, not only reads it by name."""
    return involved(actor, matter).filter(matter_id=matter_id).exists()


@dataclass(frozen=True, slots=True)
class Door:
    """A matter somebody is let into by name.

    :param why: 受邀参与, 经批准调阅, 紧急查阅, 抽调参加. :param sections: labels.
    :param until: the last day or, in an emergency, the moment.
    """

    matter_id: UUID
    why: str
    purpose: str
    sections: tuple[str, ...]
    until: date | datetime


def doors(actor: Actor, matter: Matter) -> tuple[Door, ...]:
    """What the actor may read by name now, what ends first first; nothing sealed meanwhile, and
    nothing the actor is recused from."""
    open_ = not_recused(actor, matter, "matter_id")
    granted = (
        Door(
            grant.matter_id,
            Way(grant.way).label,
            grant.purpose,
            _labels(grant.sections),
            grant.ends_at or grant.valid_until,
        )
        for grant in grants_of(actor, matter).filter(open_).order_by("valid_until", "id")
    )
    teams = secondments_of(actor, matter).filter(open_).select_related("secondment")
    drawn = (
        Door(
            row.matter_id,
            "抽调参加",
            row.secondment.title,
            _labels(row.secondment.sections),
            row.secondment.valid_until,
        )
        for row in teams.order_by("id")
    )
    return (*granted, *drawn)


def _labels(sections: Iterable[str]) -> tuple[str, ...]:
    return tuple(Section(section).label for section in sections)


def promises_awaiting(actor: Actor) -> QuerySet[Grant, Grant]:
    today = clock.today()
    return Grant.objects.filter(
        ~Exists(promises()),
        on_matter_not_recused(actor),
        person_id=actor.person_id,
        needs_undertaking=True,
        through__isnull=True,
        revoked_at__isnull=True,
        valid_from__lte=today,
        valid_until__gte=today,
    )


def promises_owed(actor: Actor) -> list[Grant]:
    """Grants that open nothing until the actor has signed an undertaking for their matter."""
    owed = promises_awaiting(actor).select_related("granted_by__organisation")
    return list(owed.order_by("valid_until", "id"))


# --- 调阅审批 ----------------------------------------------------------------------------------


def request(actor: Actor, request_id: UUID) -> AccessRequest:
    """:raises NotVisible"""
    found = AccessRequest.objects.visible_to(actor).select_related(
        "person", "post__organisation", "office", "grant"
    )
    return found.for_reading(request_id)


def requests_awaiting(actor: Actor) -> ScopedQuerySet[AccessRequest]:
    waiting = AccessRequest.objects.visible_to(actor).filter(
        office_id=actor.organisation_id, status=RequestState.ASKED.value
    )
    return waiting.exclude(person_id=actor.person_id) if actor.is_any(*DECIDES) else waiting.none()


def requests_to_decide(actor: Actor) -> list[AccessRequest]:
    """What waits for the actor's decision, the oldest first."""
    rows = requests_awaiting(actor).select_related("person", "post__organisation")
    return list(rows.order_by("created_at", "id"))


def requests(actor: Actor, *, after: Cursor | None = None) -> Page[AccessRequest]:
    """The actor's own and those of the office the actor decides for, the latest first."""
    rows = AccessRequest.objects.visible_to(actor).select_related("person", "post__organisation")
    return page_of(rows, at="created_at", after=after)


def ask_act(actor: Actor) -> Act:
    return Act("ask", "申请调阅", permissions.may_ask(actor))


def emergency_act(actor: Actor) -> Act:
    return Act("open_in_emergency", "紧急查阅", permissions.may_open_in_emergency(actor))


def request_acts(actor: Actor, asked: AccessRequest) -> tuple[Act, ...]:
    may = {
        "approve": permissions.may_decide_request,
        "refuse": permissions.may_decide_request,
        "withdraw": permissions.may_withdraw,
    }
    return tuple(
        Act(
            row.name,
            row.label,
            may[row.name](actor, asked),
            ACCESS_REQUEST.allows(row.name, asked.status),
        )
        for row in ACCESS_REQUEST.rows
    )


# --- 紧急查阅 ----------------------------------------------------------------------------------


def emergency(actor: Actor, emergency_id: UUID) -> Emergency:
    """:raises NotVisible"""
    found = Emergency.objects.visible_to(actor).select_related(
        "person", "post__organisation", "reviewing", "reviewed_by"
    )
    return found.for_reading(emergency_id)


def emergencies_awaiting(actor: Actor) -> ScopedQuerySet[Emergency]:
    """The actor's own among them, which another judges."""
    waiting = Emergency.objects.visible_to(actor).filter(
        status=EmergencyState.OPENED.value, reviewing_id=actor.organisation_id
    )
    return waiting if actor.is_any(*REVIEWS) else waiting.none()


def emergencies_to_review(actor: Actor) -> list[Emergency]:
    """What waits for the actor's judgement, the oldest first."""
    rows = emergencies_awaiting(actor).select_related("person", "post__organisation")
    found = rows.order_by("opened_at", "id")
    return [row for row in found if permissions.may_review(actor, row)]


def emergencies(actor: Actor, *, after: Cursor | None = None) -> Page[Emergency]:
    """The actor's own and those the actor's body reviews, the latest first."""
    rows = Emergency.objects.visible_to(actor).select_related("person", "post__organisation")
    return page_of(rows, at="opened_at", after=after)


def emergency_acts(actor: Actor, opened: Emergency) -> tuple[Act, ...]:
    return tuple(
        Act(
            row.name,
            row.label,
            permissions.may_review(actor, opened),
            EMERGENCY.allows(row.name, opened.status),
        )
        for row in EMERGENCY.rows
    )


__all__ = [
    "Door",
    "ask_act",
    "doors",
    "emergencies",
    "emergencies_to_review",
    "emergency",
    "emergency_act",
    "emergency_acts",
    "promises_owed",
    "request",
    "request_acts",
    "requests",
    "requests_to_decide",
    "sight_into",
    "works_on",
]
