"""What one person reads of one matter, and who asked for what."""

from __future__ import annotations

from uuid import UUID

from huishang.audit.records import page_of
from huishang.kernel.actor import Actor
from huishang.kernel.decision import first_refusal
from huishang.kernel.paging import Cursor, Page
from huishang.workflow.acts import Act

from .. import permissions, policies
from ..lifecycle import ACCESS_REQUEST, EMERGENCY, EmergencyState, RequestState
from ..models import AccessRequest, Emergency, Grant, Matter, Member, Undertaking, Way
from ..visibility.asking import DECIDES
from ..visibility.matters import grants_of, involved, secondments_of
from ..visibility.sections import Reach, Section, Sight, by_post
from ..wording import UNDERTAKING


def sight_into(actor: Actor, matter: Matter, matter_id: UUID, *, by_place: bool = False) -> Sight:
    """What ``actor`` reads of a matter that is already known to be in sight.

    A duty shows what the post reads; a grant its own sections, no more than to read. Both may
    hold: each section is as open as the wider of them.

    :param by_place: the post keeps the files of that place; the calling room has decided it.
    """
    duty = by_place or involved(actor, matter).filter(matter_id=matter_id).exists()
    if duty:
        return Sight(by_post(actor.post), masked=False, why="办理职责")
    reach = dict.fromkeys(Section, Reach.NONE)
    masked, why = True, []
    for grant in grants_of(actor, matter).filter(matter_id=matter_id):
        reach |= dict.fromkeys(map(Section, grant.sections), Reach.READ)
        masked = masked and grant.masked
        why.append(f"{Way(grant.way).label}：{grant.purpose}")
    for seconded in secondments_of(actor, matter).filter(matter_id=matter_id):
        reach |= dict.fromkeys(map(Section, seconded.secondment.sections), Reach.READ)
        why.append(f"抽调参加：{seconded.secondment.purpose}")
    return Sight(reach, masked, "；".join(why))


def members_of(matter: Matter, matter_id: UUID) -> list[Member]:
    """Who is on the team of a matter, for those who already see it."""
    standing = Member.objects.filter(matter=matter, matter_id=matter_id, until__isnull=True)
    return list(standing.select_related("person", "organisation").order_by("since", "id"))


def promises_owed(actor: Actor) -> list[Grant]:
    """Grants that open nothing until the actor has signed an undertaking for their matter."""
    held = Grant.objects.filter(
        person_id=actor.person_id, needs_undertaking=True, revoked_at__isnull=True
    )
    signed = set(
        Undertaking.objects.filter(person_id=actor.person_id, wording=UNDERTAKING).values_list(
            "matter", "matter_id"
        )
    )
    return [
        grant
        for grant in held.order_by("valid_until", "id")
        if policies.is_running(grant) and (grant.matter, grant.matter_id) not in signed
    ]


# --- 调阅审批 ----------------------------------------------------------------------------------


def request(actor: Actor, request_id: UUID) -> AccessRequest:
    """:raises NotVisible"""
    found = AccessRequest.objects.visible_to(actor).select_related(
        "person", "post__organisation", "office", "grant"
    )
    return found.for_reading(request_id)


def requests_to_decide(actor: Actor) -> list[AccessRequest]:
    """What waits for the actor's decision, the oldest first."""
    if not actor.is_any(*DECIDES):
        return []
    waiting = AccessRequest.objects.visible_to(actor).filter(
        office_id=actor.organisation_id, status=RequestState.ASKED.value
    )
    rows = waiting.exclude(person_id=actor.person_id)
    return list(rows.select_related("person", "post__organisation").order_by("created_at", "id"))


def requests(actor: Actor, *, after: Cursor | None = None) -> Page[AccessRequest]:
    """The actor's own and those of the office the actor decides for, the latest first."""
    rows = AccessRequest.objects.visible_to(actor).select_related("person", "post__organisation")
    return page_of(rows, at="created_at", after=after)


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
            first_refusal(
                (may[row.name](actor, asked), ACCESS_REQUEST.allows(row.name, asked.status))
            ),
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


def emergencies_to_review(actor: Actor) -> list[Emergency]:
    """What waits for the actor's judgement, the oldest first."""
    waiting = Emergency.objects.visible_to(actor).filter(
        status=EmergencyState.OPENED.value, reviewing_id=actor.organisation_id
    )
    rows = waiting.select_related("person", "post__organisation").order_by("opened_at", "id")
    return [row for row in rows if permissions.may_review(actor, row)]


def emergencies(actor: Actor, *, after: Cursor | None = None) -> Page[Emergency]:
    """The actor's own and those the actor's body reviews, the latest first."""
    rows = Emergency.objects.visible_to(actor).select_related("person", "post__organisation")
    return page_of(rows, at="opened_at", after=after)


def emergency_acts(actor: Actor, opened: Emergency) -> tuple[Act, ...]:
    return tuple(
        Act(
            row.name,
            row.label,
            first_refusal(
                (permissions.may_review(actor, opened), EMERGENCY.allows(row.name, opened.status))
            ),
        )
        for row in EMERGENCY.rows
    )


__all__ = [
    "emergencies",
    "emergencies_to_review",
    "emergency",
    "emergency_acts",
    "members_of",
    "promises_owed",
    "request",
    "request_acts",
    "requests",
    "requests_to_decide",
    "sight_into",
]
