"""Tell those who keep the register what runs out, once; and what ends a post, at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import HuishangError
from huishang.kernel.terms import Level, PostKind
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Post

from .. import events
from ..models import Alert
from ..policies.standing import ALERTED, Standing, State
from ..queries.standing import Member, members
from ..visibility import REGISTERED

NIGHTLY = SystemActor("队伍到期提醒")
_NAMED = 20
"""So many are named in one message; all of them are in the register."""


@dataclass(frozen=True, slots=True)
class AlertRun:
    """What one run of the job did.

    :param told: matters told for the first time. :param messages: that left.
    :param failures: county → why it could not be looked at.
    """

    told: int
    messages: int
    failures: Mapping[str, str]


def run_alerts(*, actor: SystemActor = NIGHTLY) -> AlertRun:
    """Tell of what was never done, runs out or ran out; each of these once.

    Each county is its own transaction: one that fails is named and hinders no other.
    Basis: provision ``staff_alert_ahead``.
    """
    counties: Mapping[DivisionCode, list[Post]] = defaultdict(list)
    for post in organisations.holders_within("", REGISTERED):
        counties[DivisionCode(post.organisation.division_id).county].append(post)
    told = sent = 0
    failures: dict[str, str] = {}
    for county, posts in counties.items():
        try:
            more_told, more_sent = _look_at(SystemActor(actor.reason, county), posts)
        except HuishangError as refusal:
            failures[county.code] = refusal.message
            continue
        told, sent = told + more_told, sent + more_sent
    return AlertRun(told, sent, failures)


@transaction.atomic
def _look_at(actor: SystemActor, posts: list[Post]) -> tuple[int, int]:
    """Matters told for the first time, and messages that left."""
    today = clock.today()
    stand = members(posts, lambda table: table.objects.unscoped(reason="每日队伍到期提醒"), today)
    keepers = cache(_keepers)
    letters: dict[UUID, list[tuple[Member, Standing]]] = defaultdict(list)
    for member in stand:
        # What nobody could be told of is not taken for told.
        for organisation_id in keepers(member.kind, member.place)[:1]:
            letters[organisation_id] += [
                (member, standing)
                for standing in member.standings
                if standing.state in ALERTED and _is_new(member, standing, today)
            ]
    told = {to: matters for to, matters in letters.items() if matters}
    for organisation_id, matters in told.items():
        _send(actor, organisation_id, matters)
    return sum(map(len, told.values())), len(told)


def _is_new(member: Member, standing: Standing, today: date) -> bool:
    _, new = Alert.objects.get_or_create(
        post=member.post,
        need=standing.need,
        state=standing.state,
        due_on=standing.due_on or member.post.held_from,
        defaults={"told_on": today},
    )
    return new


def _send(
    actor: SystemActor, organisation_id: UUID, matters: list[tuple[Member, Standing]]
) -> None:
    people = {member.post.person_id for member, _ in matters}
    lines = [_line(member, standing) for member, standing in matters[:_NAMED]]
    if len(matters) > _NAMED:
        lines.append(f"共{len(matters)}项，其余见队伍名册。")
    notifications.send(
        actor=actor,
        organisation_id=organisation_id,
        kind=MessageKind.STAFF,
        title=f"队伍：{len(people)}人的登记、培训或者查询需要办理",
        body="\n".join(lines),
        link="/staff/register/",
        subject=Subject("organisation", organisation_id),
    )
    record(
        actor=actor,
        event=events.ALERTED,
        subject=Subject("organisation", organisation_id),
        basis=Rules.at(actor.division, clock.today()).basis(provisions.STAFF_ALERT_AHEAD),
        details={"matters": len(matters), "people": len(people)},
    )


def _line(member: Member, standing: Standing) -> str:
    who = f"{member.post.organisation.name} {member.post.person.name}"
    if standing.state is State.MISSING:
        return f"{who}：{standing.need.label}未办"
    day = f"{standing.due_on:%Y年%-m月%-d日}"
    ran_out = "已于" if standing.state is State.EXPIRED else "将于"
    return f"{who}：{standing.need.label}{ran_out}{day}到期"


def keepers_of(post: Post) -> list[UUID]:
    """The organisations that keep the register of a post, the nearest first."""
    return _keepers(PostKind(post.kind), DivisionCode(post.organisation.division_id))


def _keepers(kind: PostKind, place: DivisionCode) -> list[UUID]:
    found: list[UUID] = []
    if kind is PostKind.CHILD_DIRECTOR:
        near = organisations.holders_in([place.at(Level.TOWN)], [PostKind.CHILD_SUPERVISOR])
        found += [held.organisation_id for held in near]
    if office := organisations.office_or_none(place.county):
        found.append(office.pk)
    return list(dict.fromkeys(found))


def tell_of_a_bar(actor: Actor, person_id: UUID) -> None:
    """Everybody else who keeps the register of that person, without saying what was answered."""
    posts = [post for post in organisations.posts_of(person_id) if post.kind in REGISTERED]
    for post in posts:
        for organisation_id in _others(actor, keepers_of(post)):
            notifications.send(
                actor=actor,
                organisation_id=organisation_id,
                kind=MessageKind.STAFF,
                title=f"队伍：{post.organisation.name}一名{PostKind(post.kind).label}的任职条件需要立即处理",
                body="查询答复已经登记，请打开该人员的登记页查看并处理。",
                link=f"/staff/people/{post.pk}/",
                subject=Subject("post", post.pk),
            )


def _others(actor: AnyActor, found: Iterable[UUID]) -> list[UUID]:
    mine = actor.organisation_id if isinstance(actor, Actor) else None
    return [organisation_id for organisation_id in found if organisation_id != mine]
