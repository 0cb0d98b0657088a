"""Let people read a case who are not on it by post: named, invited, approved, in an emergency.

Whoever is let into a case's identity or family part is let into its children's files with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.access import actions as access
from huishang.access.permissions import may_open_in_emergency
from huishang.access.policies import emergency_faults
from huishang.access.queries import (
    AccessRequest,
    Emergency,
    Grant,
    Matter,
    Member,
    Purpose,
    Section,
    Way,
    matters_named,
)
from huishang.access.visibility import not_recused
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .. import permissions
from ..models import Case
from ..policies.admitting import can_be_named, invitation_faults, is_on_ground, reviewing_body
from .sight import children_elsewhere, children_of
from .telling import tell_asker, tell_decider, tell_invited, tell_named, tell_reviewer

_OF_CHILD = frozenset({Section.IDENTITY, Section.FAMILY, Section.HEALTH, Section.JUSTICE})
"""Sections that lie in the children's files rather than in the case's."""

_WHY = "按编号查找，不告知是否存在"


def _with_children(case: Case, sections: Iterable[str], let_in: Callable[[UUID], Any]) -> None:
    if _OF_CHILD & set(sections):
        for child_id in children_of(case):
            let_in(child_id)


@transaction.atomic
def name_worker(
    *,
    actor: Actor,
    case_id: UUID,
    person_id: UUID,
    organisation_id: UUID | None = None,
    version: int | None = None,
) -> Member:
    """Put somebody of an organisation that has the file on its team (指定办案人员).

    Basis: provision ``case_team``.

    :param organisation_id: for whom; the actor's own organisation, where not given.
    :raises NotVisible / NotPermitted / RuleUnmet / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    body = organisation_id or actor.organisation_id
    permissions.may_name_worker(actor, case, body).require(NotPermitted)
    can_be_named(case, person_id, body).require(RuleUnmet)
    member = join_team(actor, case, body, person_id)
    if person_id != actor.person_id:
        tell_named(actor, case, body, person_id)
    return member


@transaction.atomic
def release_worker(
    *,
    actor: Actor,
    case_id: UUID,
    person_id: UUID,
    organisation_id: UUID | None = None,
    version: int | None = None,
) -> Case:
    """Take somebody off the team (退出办案). A child in another case of theirs stays open.

    :raises NotVisible / NotPermitted / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    body = organisation_id or actor.organisation_id
    permissions.may_name_worker(actor, case, body).require(NotPermitted)
    needed = children_elsewhere(case, matters_named(body, person_id, Matter.CASE))
    for matter, key in _matters(case):
        if key not in needed:
            access.end_member(
                actor=actor,
                organisation_id=body,
                person_id=person_id,
                matter=matter,
                matter_id=key,
            )
    return case


def join_team(actor: Actor, case: Case, organisation_id: UUID, person_id: UUID) -> Member:
    """On the case and on each of its children; a step of opening a case and of naming somebody."""
    on_case, *_on_children = (
        access.name_member(
            actor=actor,
            organisation_id=organisation_id,
            person_id=person_id,
            matter=matter,
            matter_id=key,
        )
        for matter, key in _matters(case)
    )
    return on_case


def _matters(case: Case) -> list[tuple[Matter, UUID]]:
    return [(Matter.CASE, case.pk), *((Matter.CHILD, child) for child in children_of(case))]


@transaction.atomic
def invite(
    *,
    actor: Actor,
    case_id: UUID,
    person_id: UUID,
    purpose: Purpose,
    sections: Iterable[str],
    until: date,
    version: int | None = None,
) -> Grant:
    """Let an expert or another person from outside read parts of a case, nobody named to them,
    once they have signed an undertaking (邀请查阅). Basis: provision ``undertaking``.

    :raises NotVisible / NotPermitted / InvalidData / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    permissions.may_invite(actor, case).require(NotPermitted)
    wanted = set(sections)
    if wrong := invitation_faults(case, person_id=person_id, sections=wanted, until=until):
        raise InvalidData(wrong)
    promise = Rules.at(case.division, clock.today()).value(provisions.UNDERTAKING)

    let_in = partial(
        access.grant,
        actor=actor,
        person_id=person_id,
        way=Way.INVITED,
        sections=wanted,
        masked=True,
        needs_undertaking=promise,
        purpose=purpose.label,
        valid_until=until,
    )
    invited = let_in(matter=Matter.CASE, matter_id=case.pk)
    _with_children(
        case,
        wanted,
        lambda child_id: let_in(matter=Matter.CHILD, matter_id=child_id, through=case.pk),
    )
    tell_invited(actor, case, person_id)
    return invited


@transaction.atomic
def revoke_access(
    *, actor: Actor, case_id: UUID, person_id: UUID, version: int | None = None
) -> Case:
    """Take back what somebody was let into by name (撤销查阅): invitation, approval, emergency.

    :raises NotVisible / NotPermitted / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    permissions.may_invite(actor, case).require(NotPermitted)
    access.revoke(actor=actor, person_id=person_id, matter=Matter.CASE, matter_id=case.pk)
    return case


@transaction.atomic
def ask_for_file(
    *,
    actor: Actor,
    number: str,
    purpose: Purpose,
    reason: str,
    sections: Iterable[str],
    until: date,
) -> AccessRequest:
    """Ask to read a case one knows by its number (调阅申请).

    Whether there is such a case, and where it lies, is not told: the answer is the same.

    :raises NotPermitted / InvalidData
    """
    case = _numbered(number, actor)
    asked = access.ask(
        actor=actor,
        matter=Matter.CASE,
        matter_id=case.pk if case else None,
        office_id=case.office_id if case else None,
        number=number,
        purpose=purpose,
        reason=reason,
        sections=sections,
        until=until,
    )
    if case is not None:
        tell_decider(actor, asked)
    return asked


@transaction.atomic
def approve_request(
    *,
    actor: Actor,
    request_id: UUID,
    sections: Iterable[str],
    note: str = "",
    version: int | None = None,
) -> AccessRequest:
    """Let the asker in (批准调阅), into the children's files too where that was asked.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    asked = access.approve(
        actor=actor, request_id=request_id, sections=sections, note=note, version=version
    )
    let_in = asked.grant
    assert let_in is not None
    assert asked.matter_id is not None
    case = Case.objects.unscoped(reason="批准调阅的个案").get(pk=asked.matter_id)
    _with_children(
        case,
        let_in.sections,
        lambda child_id: access.grant(
            actor=actor,
            person_id=asked.person_id,
            matter=Matter.CHILD,
            matter_id=child_id,
            way=Way.APPROVED,
            sections=let_in.sections,
            masked=let_in.masked,
            purpose=let_in.purpose,
            valid_until=let_in.valid_until,
            through=case.pk,
        ),
    )
    tell_asker(actor, asked)
    return asked


@transaction.atomic
def refuse_request(
    *, actor: Actor, request_id: UUID, note: str, version: int | None = None
) -> AccessRequest:
    """Do not let the asker in, and tell them why (不批准调阅).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    asked = access.refuse(actor=actor, request_id=request_id, note=note, version=version)
    tell_asker(actor, asked)
    return asked


@transaction.atomic
def open_in_emergency(*, actor: Actor, number: str, reason: str) -> tuple[Case, Emergency]:
    """Open a case of one's own ground at once because a child is in danger (紧急查阅).

    A case elsewhere, one that is not there, and one the actor is recused from answer alike.

    Who may not, or gives no reason, is told so before anything is looked for.

    :raises NotVisible / NotPermitted / InvalidData
    """
    may_open_in_emergency(actor).require(NotPermitted)
    if wrong := emergency_faults(number, reason):
        raise InvalidData(wrong)
    case = _numbered(number, actor)
    if case is None or not is_on_ground(case, actor.division):
        raise NotVisible("个案")
    opened = access.open_in_emergency(
        actor=actor,
        matter=Matter.CASE,
        matter_id=case.pk,
        reviewing_id=reviewing_body(case, actor),
        reason=reason,
    )
    _with_children(
        case,
        opened.grant.sections,
        lambda child_id: access.grant(
            actor=actor,
            person_id=actor.person_id,
            matter=Matter.CHILD,
            matter_id=child_id,
            way=Way.EMERGENCY,
            sections=opened.grant.sections,
            masked=False,
            purpose=opened.grant.purpose,
            valid_until=opened.grant.valid_until,
            ends_at=opened.ends_at,
            through=case.pk,
        ),
    )
    tell_reviewer(actor, case, opened)
    return case, opened


def _numbered(number: str, actor: Actor) -> Case | None:
    """The case of that number, unless it is sealed or the actor is locked out of it."""
    shut = not_recused(actor, Matter.CASE, "pk")
    return Case.objects.unscoped(reason=_WHY).filter(shut, number=tidy(number)).first()
