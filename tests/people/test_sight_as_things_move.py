"""Sight into files against a plain model: children move, files are joined and parted, posts are
given and ended, doors open and shut, in whatever order; nobody ever sees a row more than the
rules say, or one less.

The ordinary run takes a few hundred steps; `pytest --hypothesis-profile=long` takes 10,000.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from huishang.access import actions as access
from huishang.access import queries as sight
from huishang.access.queries import Matter, Section, Way
from huishang.access.visibility import Reach, reach_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from huishang.people import actions
from huishang.people.models import Child, Guardian, Home, Particular, StatusFact
from huishang.people.queries import FactEntry, ParticularEntry
from huishang.visits import actions as visits
from huishang.visits.models import Assessment
from huishang.visits.queries import AssessmentEntry
from tests.places import HOUSE, somebody
from tests.valley import COUNTY, FORD, MILL, OTHER_COUNTY, OTHER_TOWN, SPRING, TOWN, Valley

BEGIN = beijing(2026, 3, 2, 9)
MOST = 5
"""Files at once; each is looked at by everybody after every step."""
HOMES = (SPRING, MILL, TOWN, COUNTY, FORD, OTHER_COUNTY)
POSTS = (
    (PostKind.CHILD_DIRECTOR, OrganisationKind.VILLAGE_COMMITTEE, SPRING, 12),
    (PostKind.CHILD_DIRECTOR, OrganisationKind.VILLAGE_COMMITTEE, MILL, 12),
    (PostKind.CHILD_DIRECTOR, OrganisationKind.VILLAGE_COMMITTEE, FORD, 12),
    (PostKind.CHILD_SUPERVISOR, OrganisationKind.TOWN_GOVERNMENT, TOWN, 9),
    (PostKind.CHILD_SUPERVISOR, OrganisationKind.TOWN_GOVERNMENT, OTHER_TOWN, 9),
    (PostKind.CASE_WORKER, OrganisationKind.CENTRE, COUNTY, 6),
    (PostKind.CASE_WORKER, OrganisationKind.CENTRE, OTHER_COUNTY, 6),
)
"""Post, body, its place, and how many digits of a home have to agree with it."""

PARTS = {
    Guardian: Section.FAMILY,
    StatusFact: Section.HEALTH,
    Particular: Section.FAMILY,
    Home: Section.IDENTITY,
    Assessment: Section.FAMILY,
}


@dataclass
class Joined:
    """A file that went into another. :ivar let, recused: what it brought along.
    :ivar moved: of the latter, what was new to the file that was kept."""

    pair: UUID
    kept: UUID
    gone: UUID
    lived: str
    let: list[tuple[UUID, UUID, frozenset[Section], date]]
    recused: set[tuple[UUID, UUID]]
    moved: set[tuple[UUID, UUID]]


@dataclass
class Facts:
    """What has happened. :ivar lives: child → home. :ivar holds: post → who, and the digits."""

    now: datetime = BEGIN
    lives: dict[UUID, str] = field(default_factory=dict)
    holds: dict[UUID, tuple[PostKind, str]] = field(default_factory=dict)
    let: list[tuple[UUID, UUID, frozenset[Section], date]] = field(default_factory=list)
    recused: set[tuple[UUID, UUID]] = field(default_factory=set)
    joined: list[Joined] = field(default_factory=list)

    def join(self, pair: UUID, kept: UUID, gone: UUID) -> None:
        """Whoever was let into the file that goes, or kept out of it, is so with the other."""
        let = [one for one in self.let if one[1] == gone]
        recused = {one for one in self.recused if one[1] == gone}
        moved = {(person, kept) for person, _ in recused} - self.recused
        self.joined.append(Joined(pair, kept, gone, self.lives.pop(gone), let, recused, moved))
        self.let = [one for one in self.let if one[1] != gone]
        self.let += [(person, kept, parts, last) for person, _, parts, last in let]
        self.recused = (self.recused - recused) | moved

    def part(self, one: Joined) -> None:
        self.joined.remove(one)
        self.lives[one.gone] = one.lived
        for person, key, parts, last in one.let:
            self.let.remove((person, one.kept, parts, last))
            self.let.append((person, key, parts, last))
        self.recused = (self.recused - one.moved) | one.recused

    def sections(self, actor: Actor, child: UUID) -> frozenset[Section] | None:
        """What of a child's file the actor reads; None where the file is not there."""
        if (actor.person_id, child) in self.recused:
            return None
        kind, place = self.holds[actor.post_id]
        near = self.lives[child].startswith(place)
        own = {part for part in Section if reach_of(kind, part) >= Reach.READ} if near else set()
        given = [
            parts
            for person, key, parts, last in self.let
            if (person, key) == (actor.person_id, child) and self.now.date() <= last
        ]
        if not near and not given:
            return None
        return frozenset(own).union(*given)


class Moving(RuleBasedStateMachine):
    valley: Valley
    actors: list[Actor]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.facts, self.steps = Facts(), 0
        for actor, (kind, _, place, digits) in zip(self.actors, POSTS, strict=True):
            self.facts.holds[actor.post_id] = (kind, place[:digits])
        self.standing = list(self.actors)
        for home in (SPRING, MILL, FORD):
            self._begin(home)

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    number = st.integers(0, 99)
    home = st.sampled_from(HOMES)

    def _begin(self, home: str) -> None:
        keeper = self.keeper(home)
        with clock.at(self.facts.now):
            # Without a number: two numbers are two children, and are never joined.
            child = self.valley.child(by=keeper, residence_division=home, resident_id="")
            known = {"actor": keeper, "child_id": child.pk}
            actions.add_guardian(**known, name="张大山", relation="51")
            ill = FactEntry(status="ill", since=clock.today(), kind="other")
            actions.add_fact(**known, entry=ill)
            lives = ParticularEntry(
                topic="household", since=clock.today(), said={"lives_with": "father"}
            )
            actions.add_particular(**known, entry=lives)
            visits.assess(
                **known,
                entry=AssessmentEntry(
                    scored_on=clock.today(), emergencies=("abandoned",), child_view="怕黑"
                ),
            )
        self.facts.lives[child.pk] = home

    def keeper(self, home: str) -> Actor:
        """The clerk of the county: never recused, never let go, sees nothing of the other."""
        return self.valley.clerk if home.startswith(COUNTY[:6]) else self.valley.other_clerk

    def child(self, number: int) -> UUID:
        return list(self.facts.lives)[number % len(self.facts.lives)]

    def actor(self, number: int) -> Actor:
        return self.standing[number % len(self.standing)]

    @rule(days=st.integers(1, 3))
    def time_passes(self, days: int) -> None:
        self.facts.now += timedelta(days=days)

    @rule(number=number, home=home)
    def move(self, number: int, home: str) -> None:
        child = self.child(number)
        before = self.facts.lives[child]
        if home == before:
            return
        self.facts.now += timedelta(days=1)
        with clock.at(self.facts.now):
            actions.move_child(
                actor=self.keeper(before),
                child_id=child,
                residence_division=home,
                since=clock.today(),
            )
        self.facts.lives[child] = home

    @rule(number=number, other=number)
    def join(self, number: int, other: int) -> None:
        kept, gone = self.child(number), self.child(other)
        keeper = self.keeper(self.facts.lives[kept])
        if kept == gone or keeper != self.keeper(self.facts.lives[gone]):
            return
        with clock.at(self.facts.now):
            pair = actions.suspect(actor=keeper, child_id=kept, other_id=gone, why="同一户")
            actions.join(actor=keeper, pair_id=pair.pk, kept_id=kept, reason="户口簿")
        self.facts.join(pair.pk, kept, gone)

    @rule()
    def part(self) -> None:
        """The latest: one before it may be hidden in another file."""
        for one in self.facts.joined[-1:]:
            with clock.at(self.facts.now):
                actions.part(
                    actor=self.keeper(self.facts.lives[one.kept]),
                    pair_id=one.pair,
                    reason="弄错了",
                )
            self.facts.part(one)

    @rule(home=home)
    def begin(self, home: str) -> None:
        if len(self.facts.lives) < MOST:
            self._begin(home)

    @rule(number=number, home=home)
    def put_right(self, number: int, home: str) -> None:
        child = self.child(number)
        before = self.facts.lives[child]
        if home == before:
            return
        with clock.at(self.facts.now):
            actions.correct_file(
                actor=self.keeper(before),
                child_id=child,
                residence_division=home,
                reason="登记错了",
            )
        self.facts.lives[child] = home

    @rule(
        who=number,
        number=number,
        sections=st.frozensets(st.sampled_from(list(Section)), min_size=1),
        days=st.integers(0, 3),
    )
    def let_in(self, who: int, number: int, sections: frozenset[Section], days: int) -> None:
        actor, child = self.actor(who), self.child(number)
        last = self.facts.now.date() + timedelta(days=days)
        with clock.at(self.facts.now):
            access.grant(
                actor=self.keeper(self.facts.lives[child]),
                person_id=actor.person_id,
                matter=Matter.CHILD,
                matter_id=child,
                way=Way.APPROVED,
                sections=sections,
                purpose="协助",
                valid_until=last,
            )
        self.facts.let.append((actor.person_id, child, sections, last))

    @rule(who=number, number=number)
    def recuse(self, who: int, number: int) -> None:
        actor, child = self.actor(who), self.child(number)
        access.recuse(
            actor=self.keeper(self.facts.lives[child]),
            person_id=actor.person_id,
            matter=Matter.CHILD,
            matter_id=child,
            reason="亲属",
        )
        self.facts.recused.add((actor.person_id, child))

    @rule(who=number, to=number)
    def change_post(self, who: int, to: int) -> None:
        """The post ends, and the same person holds another from the same day on; no post is held
        for less than a day."""
        self.facts.now += timedelta(days=1)
        actor = self.actor(who)
        kind, body, place, digits = POSTS[to % len(POSTS)]
        with clock.at(self.facts.now):
            organisations.end_post(actor=HOUSE, post_id=actor.post_id)
            with pytest.raises(NotPermitted):
                sight.actor_in(actor.post_id)
            post = organisations.appoint(
                actor=HOUSE,
                person_id=actor.person_id,
                organisation_id=self.valley.body(body, place).pk,
                kind=kind,
                held_from=clock.today(),
            )
            now = sight.actor_in(post.pk)
        self.facts.holds[post.pk] = (kind, place[:digits])
        self.standing[self.standing.index(actor)] = now

    @invariant()
    def sight_is_what_the_facts_say(self) -> None:
        self.steps += 1
        with clock.at(self.facts.now):
            for actor in self.standing:
                reads = {key: self.facts.sections(actor, key) for key in self.facts.lives}
                there = {key for key, parts in reads.items() if parts is not None}
                assert self._seen(Child, actor, "pk") == there, actor.label
                for model, section in PARTS.items():
                    told = {key for key, parts in reads.items() if section in (parts or ())}
                    assert self._seen(model, actor, "child_id") == told, (actor.label, model)

    def _seen(self, model: Any, actor: Actor, key: str) -> set[UUID]:
        return set(model.objects.visible_to(actor).values_list(key, flat=True))


def test_whoever_moves_and_whatever_opens_sight_is_what_the_facts_say(valley: Valley) -> None:
    actors = []
    for kind, body, place, _ in POSTS:
        sitting = somebody(valley.body(body, place), kind)
        assert sitting.division.code == place
        actors.append(sitting)
    assert valley.clerk, valley.other_clerk

    class Here(Moving):
        pass

    Here.valley, Here.actors = valley, actors
    long = settings.get_current_profile_name() == "long"
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=200 if long else 3,
            stateful_step_count=50 if long else 10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
