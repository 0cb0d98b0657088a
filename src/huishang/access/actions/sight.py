"""Let organisations and persons into a matter, and lock persons out of it.

These are steps of another room's act: that room knows the duty or the approval, asks its own
permission, and calls here inside its transaction. All of them may be repeated without harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code, Detail
from huishang.audit.event_types import EventType
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import InvalidData
from huishang.organisations import queries as organisations

from .. import events
from ..models import Extent, Grant, Involvement, Matter, Recusal, Way
from ..visibility.sections import Section


def _record(
    actor: AnyActor,
    event: EventType,
    matter: Matter,
    matter_id: UUID,
    private: Mapping[str, str] | None = None,
    **details: Detail,
) -> None:
    record(
        actor=actor,
        event=event,
        subject=Subject(Matter(matter).value, matter_id),
        case_id=matter_id if matter == Matter.CASE else None,
        details=details,
        private=private,
    )


@transaction.atomic
def involve(
    *,
    actor: AnyActor,
    organisation_id: UUID,
    matter: Matter,
    matter_id: UUID,
    extent: Extent,
    role: str,
) -> Involvement:
    """Put an organisation into a matter by duty; under the same role only once.

    :param extent: `Extent.FILE` opens the whole file to those posts that work on files,
        `Extent.DUTY` only what the duty itself shows.
    :param role: the duty's name as read, 主办单位.
    """
    involvement, is_new = Involvement.objects.select_for_update().get_or_create(
        organisation_id=organisation_id,
        matter=matter,
        matter_id=matter_id,
        role=role,
        until=None,
        defaults={"extent": extent, "since": clock.now()},
    )
    if not is_new:
        if involvement.extent == extent:
            return involvement
        involvement.change(extent=extent)
    _record(
        actor,
        events.INVOLVED,
        matter,
        matter_id,
        organisation=organisation_id,
        extent=Extent(extent),
        private={"role": role},
    )
    return involvement


@transaction.atomic
def end_involvement(
    *,
    actor: AnyActor,
    organisation_id: UUID,
    matter: Matter,
    matter_id: UUID,
    role: str | None = None,
) -> int:
    """Take an organisation out of a matter, in one role or (``None``) in all. Returns how many."""
    standing = Involvement.objects.select_for_update().filter(
        organisation_id=organisation_id, matter=matter, matter_id=matter_id, until__isnull=True
    )
    if role is not None:
        standing = standing.filter(role=role)
    ended = list(standing)
    for involvement in ended:
        involvement.change(until=clock.now())
        _record(
            actor,
            events.INVOLVEMENT_ENDED,
            matter,
            matter_id,
            organisation=organisation_id,
            private={"role": involvement.role},
        )
    return len(ended)


@transaction.atomic
def grant(
    *,
    actor: Actor,
    person_id: UUID,
    matter: Matter,
    matter_id: UUID,
    way: Way,
    sections: Iterable[str],
    purpose: str,
    valid_until: date,
    ends_at: datetime | None = None,
    masked: bool = True,
    needs_undertaking: bool = False,
    through: UUID | None = None,
) -> Grant:
    """Let a person into some sections of one matter from today to ``valid_until``, that day
    included, or to ``ends_at``.

    :param sections: values of `Section`.
    :param masked: identities stay masked.
    :param needs_undertaking: it opens nothing before the person has signed one for this matter.
    :param through: the case a child's file is opened along with.
    :raises NotVisible: no such person. :raises InvalidData
    """
    organisations.person(person_id)
    today, chosen = clock.today(), set(sections)
    wrong = {}
    if not purpose.strip():
        wrong["purpose"] = "请写明查阅目的。"
    if valid_until < today:
        wrong["valid_until"] = "授权截止日期不能早于今天。"
    if wrong:
        raise InvalidData(wrong)
    made = Grant.objects.create(
        person_id=person_id,
        matter=matter,
        matter_id=matter_id,
        way=way,
        sections=[section.value for section in Section if section in chosen],
        masked=masked,
        needs_undertaking=needs_undertaking,
        purpose=purpose.strip(),
        valid_from=today,
        valid_until=valid_until,
        ends_at=ends_at,
        granted_by_id=actor.post_id,
        through=through,
    )
    _record(
        actor,
        events.GRANTED,
        matter,
        matter_id,
        private={"purpose": made.purpose},
        person=person_id,
        way=Way(way),
        sections=tuple(map(Code, made.sections)),
        until=ends_at or valid_until,
    )
    return made


@transaction.atomic
def revoke(*, actor: AnyActor, person_id: UUID, matter: Matter, matter_id: UUID) -> int:
    """Take back every grant a person still has into a matter, and into what was opened through
    it. Returns how many."""
    given = Q(matter=matter, matter_id=matter_id) | Q(through=matter_id)
    held = Grant.objects.select_for_update().filter(given, person_id=person_id)
    standing = list(held.filter(revoked_at__isnull=True).order_by("id"))
    for grant_ in standing:
        grant_.change(revoked_at=clock.now())
        _record(actor, events.REVOKED, Matter(grant_.matter), grant_.matter_id, person=person_id)
    return len(standing)


@transaction.atomic
def recuse(
    *, actor: AnyActor, person_id: UUID, matter: Matter, matter_id: UUID, reason: str
) -> Recusal:
    """Lock a person with an interest out of a matter by name (回避), whatever their posts.

    :raises NotVisible: no such person. :raises InvalidData: no reason given.
    """
    organisations.person(person_id)
    if not reason.strip():
        raise InvalidData({"reason": "请写明回避事由。"})
    recusal, is_new = Recusal.objects.get_or_create(
        person_id=person_id,
        matter=matter,
        matter_id=matter_id,
        lifted_at=None,
        defaults={"reason": reason.strip()},
    )
    if is_new:
        _record(actor, events.RECUSED, matter, matter_id, person=person_id)
    return recusal


@transaction.atomic
def lift_recusal(*, actor: AnyActor, person_id: UUID, matter: Matter, matter_id: UUID) -> int:
    """Let a recused person back. Returns how many recusals were lifted, none or one."""
    standing = list(
        Recusal.objects.select_for_update().filter(
            person_id=person_id, matter=matter, matter_id=matter_id, lifted_at__isnull=True
        )
    )
    for recusal in standing:
        recusal.change(lifted_at=clock.now())
        _record(actor, events.RECUSAL_LIFTED, matter, matter_id, person=person_id)
    return len(standing)
