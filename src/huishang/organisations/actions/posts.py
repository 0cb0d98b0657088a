"""Persons are written down, take posts and leave them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.terms import PostKind, Rank
from huishang.kernel.texts import tidy

from .. import events, permissions, policies, queries
from ..models import Person, Post


@transaction.atomic
def register_person(*, actor: AnyActor, name: str, phone: str = "", specialty: str = "") -> Person:
    """Write down somebody who will hold a post or advise as an expert. Never a child.

    :param specialty: an expert's trade, 心理、法律、社会工作、医护.
    :raises NotPermitted / InvalidData
    """
    permissions.may_register_person(actor).require(NotPermitted)
    if wrong := policies.person_faults(name=name, phone=phone, specialty=specialty):
        raise InvalidData(wrong)
    made = Person.objects.create(name=tidy(name), phone=tidy(phone), specialty=tidy(specialty))
    record(actor=actor, event=events.PERSON_REGISTERED, subject=Subject("person", made.pk))
    return made


@transaction.atomic
def appoint(
    *,
    actor: AnyActor,
    person_id: UUID,
    organisation_id: UUID,
    kind: PostKind,
    title: str = "",
    rank: Rank = Rank.OTHER,
    held_from: date | None = None,
    held_until: date | None = None,
) -> Post:
    """Give a person a post in an organisation.

    :param title: as printed on papers, 副局长; the name of the post where it is empty.
    :param held_until: the first day no longer held; open where it is empty.
    :raises NotVisible / NotPermitted / RuleUnmet / InvalidData
    """
    person = _locked(person_id)
    body = queries.organisation(organisation_id)
    permissions.may_appoint(
        actor,
        person_id=person_id,
        kind=kind,
        place=body.division.place,
        own_member=_is_own_member(actor, organisation_id),
    ).require(NotPermitted)
    starts = held_from or clock.today()
    if wrong := policies.post_faults(title=title, held_from=starts, held_until=held_until):
        raise InvalidData(wrong)
    held = queries.posts_during(person_id, starts, held_until)
    policies.can_hold(kind, (PostKind(post.kind) for post in held)).require(RuleUnmet)
    try:
        with transaction.atomic():
            made = Post.objects.create(
                person=person,
                organisation=body,
                kind=kind,
                title=tidy(title) or kind.label,
                rank=rank,
                held_from=starts,
                held_until=held_until,
            )
    except IntegrityError:
        raise InvalidData(
            {"kind": f"{body.name}的{kind.label}已有在任人员，请先办理离任登记。"}
        ) from None
    record(
        actor=actor,
        event=events.APPOINTED,
        subject=Subject("post", made.pk),
        details={
            "organisation": organisation_id,
            "person": person_id,
            "kind": kind,
            "from": starts,
        },
    )
    return made


def _locked(person_id: UUID) -> Person:
    """Two posts given to one person at once are judged one after the other."""
    found = Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    if found is None:
        raise NotVisible("人员")
    return found


def _is_own_member(actor: AnyActor, organisation_id: UUID) -> bool:
    if isinstance(actor, SystemActor):
        return False
    committee_id = queries.organisation(actor.organisation_id).committee_id
    return queries.is_member_unit(committee_id, organisation_id)


@transaction.atomic
def end_post(*, actor: AnyActor, post_id: UUID, held_until: date | None = None) -> Post:
    """Somebody leaves a post; what was seen through it is seen no more from that day.

    :param held_until: the first day no longer held, today where it is empty.
    :raises NotVisible / NotPermitted / InvalidData / Conflict
    """
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NotVisible("岗位")
    body = queries.organisation(post.organisation_id)
    permissions.may_appoint(
        actor,
        person_id=post.person_id,
        kind=PostKind(post.kind),
        place=body.division.place,
        own_member=_is_own_member(actor, body.pk),
    ).require(NotPermitted)
    ends = held_until or clock.today()
    if wrong := policies.date_faults(post.held_from, ends, field="held_until", wording="离任日期"):
        raise InvalidData(wrong)
    post.change(held_until=ends)
    record(
        actor=actor,
        event=events.POST_ENDED,
        subject=Subject("post", post.pk),
        details={"until": ends},
    )
    return post
