"""Who works on a matter by name: the team of one's own, and those drawn together from several.

The team of one organisation is a step of the room that owns the matter. A joint team (联合工作组,
抽调) is drawn by the office that answers for every matter it is to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.audit.event_types import EventType
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from huishang.kernel.texts import tidy
from huishang.organisations import queries as organisations

from .. import events, permissions
from ..labels import Purpose
from ..models import Matter, Member, SecondedMatter, SecondedPerson, Secondment
from ..queries.teams import joint_team
from ..visibility.matters import involved
from ..visibility.sections import Section


@transaction.atomic
def name_member(
    *, actor: AnyActor, organisation_id: UUID, person_id: UUID, matter: Matter, matter_id: UUID
) -> Member:
    """Put a person on an organisation's team for a matter (指定办案人员); repeating changes
    nothing. The calling room has asked who may."""
    member, is_new = Member.objects.get_or_create(
        organisation_id=organisation_id,
        person_id=person_id,
        matter=matter,
        matter_id=matter_id,
        until=None,
    )
    if is_new:
        _record(actor, events.MEMBER_NAMED, member)
    return member


@transaction.atomic
def end_member(
    *, actor: AnyActor, organisation_id: UUID, person_id: UUID, matter: Matter, matter_id: UUID
) -> int:
    """Take a person off the team. Returns how many entries ended, none or one."""
    standing = list(
        Member.objects.select_for_update().filter(
            organisation_id=organisation_id,
            person_id=person_id,
            matter=matter,
            matter_id=matter_id,
            until__isnull=True,
        )
    )
    for member in standing:
        member.change(until=clock.now())
        _record(actor, events.MEMBER_ENDED, member)
    return len(standing)


def _record(actor: AnyActor, event: EventType, member: Member) -> None:
    record(
        actor=actor,
        event=event,
        subject=Subject(Matter(member.matter).value, member.matter_id),
        case_id=member.matter_id if member.matter == Matter.CASE else None,
        details={"person": member.person_id, "organisation": member.organisation_id},
    )


@transaction.atomic
def second(
    *,
    actor: Actor,
    title: str,
    purpose: Purpose,
    person_ids: Iterable[UUID],
    matter: Matter,
    matter_ids: Iterable[UUID],
    sections: Iterable[str],
    valid_from: date,
    valid_until: date,
) -> Secondment:
    """Draw persons together to read some matters for a period (组建联合工作组).

    They read the sections named, identities masked.

    :param matter_ids: each has to be a whole file of the actor's own office.
    :raises NotPermitted / NotVisible / InvalidData
    """
    permissions.may_second(actor).require(NotPermitted)
    persons, matters = list(dict.fromkeys(person_ids)), list(dict.fromkeys(matter_ids))
    chosen = set(sections)
    wanted = [section.value for section in Section if section in chosen]
    wrong = {}
    if not title.strip():
        wrong["title"] = "请填写工作组名称。"
    if not persons:
        wrong["person_ids"] = "请至少选择一名成员。"
    if not matters:
        wrong["numbers"] = "请至少选择一件需要查阅的个案。"
    if not wanted or Section.IDENTITY in wanted:
        wrong["sections"] = "请选择查阅内容；联合工作组不查阅身份信息。"
    if not clock.today() <= valid_from <= valid_until:
        wrong["valid_until"] = "起止日期应自今天起，截止日期不早于开始日期。"
    if wrong:
        raise InvalidData(wrong)
    for person_id in persons:
        organisations.person(person_id)
    own = involved(actor, matter).filter(matter_id__in=matters).values_list("matter_id", flat=True)
    if set(own) != set(matters):
        raise NotVisible("个案")
    team = Secondment.objects.create(
        title=tidy(title),
        purpose=purpose.label,
        led_by_id=actor.organisation_id,
        sections=wanted,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    SecondedPerson.objects.bulk_create(
        SecondedPerson(secondment=team, person_id=person_id) for person_id in persons
    )
    SecondedMatter.objects.bulk_create(
        SecondedMatter(secondment=team, matter=matter, matter_id=key) for key in matters
    )
    for key in matters:
        record(
            actor=actor,
            event=events.SECONDED,
            subject=Subject("secondment", team.pk),
            case_id=key if matter == Matter.CASE else None,
            details={
                "persons": tuple(persons),
                "sections": tuple(map(Code, wanted)),
                "from": valid_from,
                "until": valid_until,
            },
        )
    return team


@transaction.atomic
def end_secondment(*, actor: Actor, secondment_id: UUID, version: int | None = None) -> Secondment:
    """Let the team go before its last day (提前结束).

    :raises NotVisible / NotPermitted / Conflict
    """
    team = joint_team(actor, secondment_id)
    permissions.may_end_secondment(actor, team).require(NotPermitted)
    team = Secondment.objects.select_for_update().get(pk=team.pk)
    team.expect_version(version)
    team.change(ended_at=clock.now())
    record(actor=actor, event=events.SECONDMENT_ENDED, subject=Subject("secondment", team.pk))
    return team
