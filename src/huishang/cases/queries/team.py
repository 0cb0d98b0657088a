"""Who is on a case by name and why, and whom one could name or invite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from huishang.access import queries as access
from huishang.access.queries import Extent, Matter, Section
from huishang.access.visibility import WORKS_ON_FILES
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import Decision, refused
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Post

from .. import permissions
from ..models import Case
from .choices import Colleague


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A person who reads the case by name.

    :param organisation_id: whose team, for who works on it; nothing for who only reads.
    :param why: 办理, 受邀参与, 经批准调阅, 紧急查阅, 抽调参加.
    :param sections: labels of what is read; empty means what the post reads.
    :param until: the last day or, in an emergency, the moment; nothing while the duty lasts.
    :param note: what is wanting, 待签署保密承诺.
    :param leave: whether the actor may take them off.
    """

    person_id: UUID
    name: str
    organisation_id: UUID | None
    organisation: str
    why: str
    purpose: str
    sections: tuple[str, ...]
    since: date | datetime
    until: date | datetime | None
    note: str
    leave: Decision


def team(actor: Actor, case: Case) -> tuple[TeamLine, ...]:
    """:raises NotPermitted: not for who only reads."""
    permissions.may_see_team(actor, case).require(NotPermitted)
    return (*_members(actor, case), *_let_in(actor, case), *_seconded(case))


def _members(actor: Actor, case: Case) -> list[TeamLine]:
    return [
        TeamLine(
            person_id=member.person_id,
            name=member.person.name,
            organisation_id=member.organisation_id,
            organisation=member.organisation.name,
            why="办理",
            purpose="",
            sections=(),
            since=member.since,
            until=None,
            note="",
            leave=permissions.may_name_worker(actor, case, member.organisation_id),
        )
        for member in access.members_of(Matter.CASE, case.pk)
    ]


def _let_in(actor: Actor, case: Case) -> list[TeamLine]:
    granted, leave = access.grants_in(Matter.CASE, case.pk), permissions.may_invite(actor, case)
    asked = any(grant.needs_undertaking for grant in granted)
    promised = access.promised(Matter.CASE, case.pk) if asked else set()
    return [
        TeamLine(
            person_id=grant.person_id,
            name=grant.person.name,
            organisation_id=None,
            organisation="",
            why=grant.get_way_display(),
            purpose=grant.purpose,
            sections=_labels(grant.sections),
            since=grant.valid_from,
            until=grant.ends_at or grant.valid_until,
            note="待签署保密承诺"
            if grant.needs_undertaking and grant.person_id not in promised
            else "",
            leave=leave,
        )
        for grant in granted
    ]


def _seconded(case: Case) -> list[TeamLine]:
    return [
        TeamLine(
            person_id=row.person_id,
            name=row.person.name,
            organisation_id=None,
            organisation="",
            why="抽调参加",
            purpose=f"{row.secondment.title}（{row.secondment.purpose}）",
            sections=_labels(row.secondment.sections),
            since=row.secondment.valid_from,
            until=row.secondment.valid_until,
            note="",
            leave=refused(
                "联合工作组成员随工作组退出。",
                instead=f"请由{row.secondment.led_by.name}主任结束工作组。",
            ),
        )
        for row in access.seconded_into(Matter.CASE, case.pk)
    ]


def _labels(sections: list[str]) -> tuple[str, ...]:
    return tuple(Section(section).label for section in sections)


def team_by_post(case: Case) -> tuple[str, ...]:
    """Labels of the posts that see the case without being named. Basis: ``case_team``."""
    posts = Rules.at(case.division, clock.today()).value(provisions.CASE_TEAM)
    return tuple(post.label for post in posts)


def who_can_be_named(actor: Actor, case: Case) -> tuple[tuple[UUID, Colleague], ...]:
    """Organisation and person: those who work on files where the file lies, as far as the actor
    names for that organisation, and are not on the team yet."""
    by_post = Rules.at(case.division, clock.today()).value(provisions.CASE_TEAM)
    kinds = [kind for kind in WORKS_ON_FILES if kind not in by_post]
    bodies = dict.fromkeys(
        row.organisation_id
        for row in access.involvements_in(Matter.CASE, case.pk)
        if row.extent == Extent.FILE
    )
    named = {
        (row.organisation_id, row.person_id) for row in access.members_of(Matter.CASE, case.pk)
    }
    away = {row.person_id for row in access.recusals_in(Matter.CASE, case.pk)}
    return tuple(
        (body, Colleague(post.person_id, post.person.name, post.title, post.organisation.name))
        for body in bodies
        if permissions.may_name_worker(actor, case, body)
        for post in organisations.holders(body, kinds)
        if post.person_id not in away and (body, post.person_id) not in named
    )


INVITED = (PostKind.EXPERT, PostKind.LIAISON)
"""Who is asked in from outside: experts, and liaisons of departments. Others ask themselves."""


def who_can_be_invited(case: Case) -> tuple[Colleague, ...]:
    """Experts and liaisons of the county the case lies in and of the places above it."""
    away = {row.person_id for row in access.recusals_in(Matter.CASE, case.pk)}
    found = _each_once(organisations.holders_in(case.office.division.place.upward, INVITED))
    return tuple(one for one in found if one.person_id not in away)


SECONDED = (*INVITED, *WORKS_ON_FILES, PostKind.INSPECTOR)
"""Who is drawn to joint teams."""


def who_can_be_seconded(actor: Actor) -> tuple[Colleague, ...]:
    """Of the director's own place and of the places above it."""
    return _each_once(organisations.holders_in(actor.division.upward, SECONDED))


def _each_once(posts: Iterable[Post]) -> tuple[Colleague, ...]:
    found: dict[UUID, Colleague] = {}
    for post in posts:
        found.setdefault(
            post.person_id,
            Colleague(post.person_id, post.person.name, post.title, post.organisation.name),
        )
    return tuple(found.values())
