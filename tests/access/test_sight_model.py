"""Sight into matters against a plain model of its rules: whatever happens, in whatever order.

The ordinary run takes a few hundred steps; `pytest --hypothesis-profile=long` takes 10,000.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from huishang.access import actions, queries
from huishang.access.models import Involvement, Undertaking
from huishang.access.queries import Extent, Matter, Purpose, Section, Way
from huishang.access.visibility import among_matters, matters_in_sight, not_recused
from huishang.access.wording import UNDERTAKING
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from tests.places import HOUSE, LONG_AGO, jurisdiction, somebody

pytestmark = pytest.mark.django_db

BEGIN = beijing(2026, 3, 2, 9)
KEYS = [UUID(int=number) for number in range(1, 4)]
HOURS = timedelta(hours=3)
ASKED = 3
"""So many actors are looked at after each step."""

BY_POST = {
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
}
WORKS = BY_POST | {PostKind.CASE_WORKER}
NEVER = {
    PostKind.SYSTEM_ADMINISTRATOR,
    PostKind.SECURITY_ADMINISTRATOR,
    PostKind.AUDIT_ADMINISTRATOR,
}
RUNS_TO_CHILDREN = {
    PostKind.CASE_WORKER,
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
    PostKind.CHILD_SUPERVISOR,
    PostKind.CHILD_DIRECTOR,
}
IN_EMERGENCY = frozenset({Section.IDENTITY, Section.FAMILY, Section.HEALTH, Section.NARRATIVE})


@dataclass
class Letting:
    """The model's own memory of a grant or of a seat in a joint team."""

    person: UUID
    matter: Matter
    key: UUID
    sections: frozenset[Section]
    first: date
    last: date
    ends: datetime | None = None
    promise: bool = False
    team: UUID | None = None


@dataclass
class Facts:
    """Everything that has happened, as plain lists, and the rules read off them."""

    now: datetime = BEGIN
    involved: set[tuple[UUID, Matter, UUID, Extent, str]] = field(default_factory=set)
    named: set[tuple[UUID, UUID, Matter, UUID]] = field(default_factory=set)
    lettings: list[Letting] = field(default_factory=list)
    promised: set[tuple[UUID, Matter, UUID]] = field(default_factory=set)
    recused: set[tuple[UUID, Matter, UUID]] = field(default_factory=set)

    @property
    def today(self) -> date:
        return self.now.astimezone(clock.BEIJING).date()

    def on_duty(self, actor: Actor, matter: Matter, key: UUID) -> bool:
        body = actor.organisation_id
        has_file = any(fact[:4] == (body, matter, key, Extent.FILE) for fact in self.involved)
        named = (body, actor.person_id, matter, key) in self.named
        return has_file and actor.post in WORKS and (actor.post in BY_POST or named)

    def let(self, actor: Actor, matter: Matter, key: UUID) -> Iterator[Letting]:
        whom = (actor.person_id, matter, key)
        for one in self.lettings:
            if (one.person, one.matter, one.key) != whom:
                continue
            promised = not one.promise or whom in self.promised
            in_time = one.ends is None or self.now < one.ends
            if promised and in_time and one.first <= self.today <= one.last:
                yield one

    def reads(self, actor: Actor, matter: Matter, key: UUID) -> frozenset[Section] | None:
        """The sections, or None where the matter is not there for this actor."""
        if actor.post in NEVER or (actor.person_id, matter, key) in self.recused:
            return None
        duty, lettings = self.on_duty(actor, matter, key), list(self.let(actor, matter, key))
        if not duty and not lettings:
            return None
        return frozenset(Section) if duty else frozenset().union(*(o.sections for o in lettings))


class Sight(RuleBasedStateMachine):
    """Actions on one side, `Facts` on the other; after each step both tell the same."""

    actors: list[Actor]
    director: Actor
    bodies: list[UUID]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.facts, self.steps = Facts(), 0

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    who = st.integers(0, 99)
    matters = st.sampled_from(list(Matter))
    keys = st.sampled_from(KEYS)
    body = st.sampled_from([0, 1])
    some_sections = st.frozensets(st.sampled_from(list(Section)), min_size=1)
    days = st.integers(0, 4)

    def actor(self, number: int) -> Actor:
        return self.actors[number % len(self.actors)]

    @rule(hours=st.sampled_from([0, 1, 2, 3, 9, 24, 60]), short=st.booleans())
    def time_passes(self, hours: int, short: bool) -> None:
        """:param short: by a microsecond, so that last moments are met from both sides."""
        self.facts.now += timedelta(hours=hours) - timedelta(microseconds=short and hours > 0)

    @rule(
        body=body,
        matter=matters,
        key=keys,
        extent=st.sampled_from(list(Extent)),
        role=st.sampled_from(["主办", "协办"]),
    )
    def involve(self, body: int, matter: Matter, key: UUID, extent: Extent, role: str) -> None:
        fact = (self.bodies[body], matter, key)
        actions.involve(
            actor=self.director,
            organisation_id=fact[0],
            matter=matter,
            matter_id=key,
            extent=extent,
            role=role,
        )
        others = {one for one in self.facts.involved if (*one[:3], one[4]) != (*fact, role)}
        self.facts.involved = others | {(*fact, extent, role)}

    @rule(body=body, matter=matters, key=keys, role=st.sampled_from(["主办", "协办", None]))
    def end_involvement(self, body: int, matter: Matter, key: UUID, role: str | None) -> None:
        fact = (self.bodies[body], matter, key)
        ended = {one for one in self.facts.involved if one[:3] == fact and role in (None, one[4])}
        assert len(ended) == actions.end_involvement(
            actor=self.director,
            organisation_id=fact[0],
            matter=matter,
            matter_id=key,
            role=role,
        )
        self.facts.involved -= ended

    @rule(body=body, who=who, matter=matters, key=keys)
    def name(self, body: int, who: int, matter: Matter, key: UUID) -> None:
        fact = (self.bodies[body], self.actor(who).person_id, matter, key)
        actions.name_member(
            actor=self.director,
            organisation_id=fact[0],
            person_id=fact[1],
            matter=matter,
            matter_id=key,
        )
        self.facts.named.add(fact)

    @rule(body=body, who=who, matter=matters, key=keys)
    def release(self, body: int, who: int, matter: Matter, key: UUID) -> None:
        fact = (self.bodies[body], self.actor(who).person_id, matter, key)
        ended = actions.end_member(
            actor=self.director,
            organisation_id=fact[0],
            person_id=fact[1],
            matter=matter,
            matter_id=key,
        )
        assert ended == (fact in self.facts.named)
        self.facts.named.discard(fact)

    @rule(
        who=who,
        matter=matters,
        key=keys,
        sections=some_sections,
        days=days,
        promise=st.booleans(),
    )
    def grant(
        self,
        who: int,
        matter: Matter,
        key: UUID,
        sections: frozenset[Section],
        days: int,
        promise: bool,
    ) -> None:
        one = Letting(
            self.actor(who).person_id,
            matter,
            key,
            sections,
            self.facts.today,
            self.facts.today + timedelta(days=days),
            promise=promise,
        )
        with clock.at(self.facts.now):
            actions.grant(
                actor=self.director,
                person_id=one.person,
                matter=matter,
                matter_id=key,
                way=Way.INVITED if promise else Way.APPROVED,
                sections=sections,
                purpose="会商",
                valid_until=one.last,
                needs_undertaking=promise,
            )
        self.facts.lettings.append(one)

    @rule(who=who, matter=matters, key=keys)
    def run_to_a_child(self, who: int, matter: Matter, key: UUID) -> None:
        actor = self.actor(who)
        if actor.post not in RUNS_TO_CHILDREN:
            return
        with clock.at(self.facts.now):
            actions.open_in_emergency(
                actor=actor,
                matter=matter,
                matter_id=key,
                reviewing_id=self.bodies[0],
                reason="儿童失联",
            )
        ends = self.facts.now + HOURS
        last = ends.astimezone(clock.BEIJING).date()
        self.facts.lettings.append(
            Letting(actor.person_id, matter, key, IN_EMERGENCY, self.facts.today, last, ends=ends)
        )

    @rule(who=who, matter=matters, key=keys)
    def revoke(self, who: int, matter: Matter, key: UUID) -> None:
        person = self.actor(who).person_id
        standing = [
            one
            for one in self.facts.lettings
            if one.team is None and (one.person, one.matter, one.key) == (person, matter, key)
        ]
        assert len(standing) == actions.revoke(
            actor=self.director, person_id=person, matter=matter, matter_id=key
        )
        self.facts.lettings = [one for one in self.facts.lettings if one not in standing]

    @rule(who=who, matter=matters, key=keys, current=st.booleans())
    def promise(self, who: int, matter: Matter, key: UUID, current: bool) -> None:
        """In the words in use, through the action; in others, as an earlier year left them."""
        actor = self.actor(who)
        with clock.at(self.facts.now):
            owed = {(one.matter, one.matter_id) for one in queries.promises_owed(actor)}
            if current and (matter, key) in owed:
                actions.sign_undertaking(actor=actor, matter=matter, matter_id=key)
                self.facts.promised.add((actor.person_id, matter, key))
            elif not current:
                Undertaking.objects.get_or_create(
                    person_id=actor.person_id,
                    matter=matter,
                    matter_id=key,
                    wording=f"before {UNDERTAKING}",
                )

    @rule(
        people=st.frozensets(who, min_size=1, max_size=3),
        matter=matters,
        sections=st.frozensets(
            st.sampled_from([one for one in Section if one is not Section.IDENTITY]), min_size=1
        ),
        wait=days,
        days=days,
    )
    def second(
        self,
        people: frozenset[int],
        matter: Matter,
        sections: frozenset[Section],
        wait: int,
        days: int,
    ) -> None:
        """Into all that is a whole file of the director's office."""
        drawn = {self.actor(who).person_id for who in people}
        own = [key for key in KEYS if self.facts.on_duty(self.director, matter, key)]
        if not own:
            return
        first = self.facts.today + timedelta(days=wait)
        last = first + timedelta(days=days)
        with clock.at(self.facts.now):
            team = actions.second(
                actor=self.director,
                title="联合督查",
                purpose=Purpose.SUPERVISE,
                person_ids=drawn,
                matter=matter,
                matter_ids=own,
                sections=sections,
                valid_from=first,
                valid_until=last,
            )
        self.facts.lettings += [
            Letting(person, matter, key, sections, first, last, team=team.pk)
            for person in drawn
            for key in own
        ]

    @rule(which=who)
    def end_a_team(self, which: int) -> None:
        running = sorted(
            {
                one.team
                for one in self.facts.lettings
                if one.team is not None and one.last >= self.facts.today
            }
        )
        if not running:
            return
        team = running[which % len(running)]
        with clock.at(self.facts.now):
            actions.end_secondment(actor=self.director, secondment_id=team)
        self.facts.lettings = [one for one in self.facts.lettings if one.team != team]

    @rule(who=who, matter=matters, key=keys)
    def recuse(self, who: int, matter: Matter, key: UUID) -> None:
        person = self.actor(who).person_id
        if person == self.director.person_id:
            return  # who draws the teams stays
        actions.recuse(
            actor=self.director, person_id=person, matter=matter, matter_id=key, reason="亲属"
        )
        self.facts.recused.add((person, matter, key))

    @rule(who=who, matter=matters, key=keys)
    def lift(self, who: int, matter: Matter, key: UUID) -> None:
        fact = (self.actor(who).person_id, matter, key)
        lifted = actions.lift_recusal(
            actor=self.director, person_id=fact[0], matter=matter, matter_id=key
        )
        assert lifted == (fact in self.facts.recused)
        self.facts.recused.discard(fact)

    @invariant()
    def sight_is_what_the_facts_say(self) -> None:
        """Of a few actors after each step, all of them in turn."""
        self.steps += 1
        section = list(Section)[self.steps % len(Section)]
        turn = self.steps * ASKED % len(self.actors)
        with clock.at(self.facts.now):
            for number, actor in enumerate((*self.actors, *self.actors)[turn : turn + ASKED]):
                for matter in Matter:
                    told = {key: self.facts.reads(actor, matter, key) for key in KEYS}
                    self._whole(actor, matter, told)
                    self._one(actor, matter, told, section)
                    if number == self.steps % ASKED:
                        self._more(actor, matter, told)

    def _keys(self, *conditions: object, matter: Matter) -> set[UUID]:
        rows = Involvement.objects.filter(*conditions, role="旁", matter=matter)  # type: ignore[arg-type]
        return set(rows.values_list("matter_id", flat=True))

    def _whole(
        self, actor: Actor, matter: Matter, told: dict[UUID, frozenset[Section] | None]
    ) -> None:
        seen = self._keys(matters_in_sight(actor, matter, "matter_id"), matter=matter)
        assert seen == {key for key in KEYS if told[key] is not None}, (actor.label, matter)

    def _one(
        self,
        actor: Actor,
        matter: Matter,
        told: dict[UUID, frozenset[Section] | None],
        section: Section,
    ) -> None:
        """What belongs to one section of the file."""
        seen = self._keys(matters_in_sight(actor, matter, "matter_id", section), matter=matter)
        assert seen == {key for key in KEYS if section in (told[key] or ())}, (
            actor.label,
            matter,
            section,
        )

    def _more(
        self, actor: Actor, matter: Matter, told: dict[UUID, frozenset[Section] | None]
    ) -> None:
        """The other ways to ask, of one actor at a time."""
        whole = matters_in_sight(actor, matter, "matter_id")
        narrowed = self._keys(whole, among_matters(actor, matter, "matter_id"), matter=matter)
        assert narrowed == {key for key in KEYS if told[key] is not None}
        free = self._keys(not_recused(actor, matter, "matter_id"), matter=matter)
        assert free == {
            key for key in KEYS if (actor.person_id, matter, key) not in self.facts.recused
        }
        for key in narrowed:
            sight = queries.sight_into(actor, matter, key)
            assert {part for part in Section if sight.reads(part)} == told[key]
            works = any(sight.works_on(part) for part in Section)
            assert works == self.facts.on_duty(actor, matter, key)


def test_who_sees_what_is_what_the_facts_say() -> None:
    city = jurisdiction("140800", "运城市")
    centre = city.body(OrganisationKind.CENTRE)
    actors = [somebody(city.office, kind) for kind in PostKind]
    for kind in (PostKind.CASE_WORKER, PostKind.OFFICE_CLERK):  # the same persons elsewhere
        (known,) = (actor for actor in actors if actor.post is kind)
        post = organisations.appoint(
            actor=HOUSE,
            person_id=known.person_id,
            organisation_id=centre.pk,
            kind=PostKind.CASE_WORKER,
            held_from=LONG_AGO,
        )
        actors.append(queries.actor_in(post.pk))
    bystander = somebody(city.department("justice"), PostKind.LIAISON)
    for matter in Matter:
        for key in KEYS:
            actions.involve(
                actor=bystander,
                organisation_id=bystander.organisation_id,
                matter=matter,
                matter_id=key,
                extent=Extent.DUTY,
                role="旁",
            )

    class Here(Sight):
        pass

    Here.actors, Here.bodies = actors, [city.office.pk, centre.pk]
    (Here.director,) = (actor for actor in actors if actor.post is PostKind.OFFICE_DIRECTOR)
    long = settings.get_current_profile_name() == "long"
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=220 if long else 8,
            stateful_step_count=50 if long else 20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
