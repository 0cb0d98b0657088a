"""How people in posts stand, a whole county in three questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from huishang.access.scoping import Scoped, ScopedQuerySet
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind
from huishang.organisations.queries import Post

from ..labels import TrainingKind
from ..models import RecordCheck, RegisterEntry, Training
from ..policies.needs import needs_of
from ..policies.standing import Checked, Facts, Standing, State, Trained, standings

Rows = Callable[[type[Scoped]], ScopedQuerySet[Any]]
"""Table → its rows, as far as whoever asks may see them."""


def seen_by(actor: Actor) -> Rows:
    return lambda table: table.objects.visible_to(actor)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a post, and how they stand."""

    post: Post
    standings: tuple[Standing, ...]

    @property
    def kind(self) -> PostKind:
        return PostKind(self.post.kind)

    @property
    def place(self) -> DivisionCode:
        return DivisionCode(self.post.organisation.division_id)

    @property
    def worst(self) -> State:
        states = list(State)
        return min((each.state for each in self.standings), key=states.index, default=State.MET)

    @property
    def pressing(self) -> tuple[Standing, ...]:
        """What is not simply met."""
        return tuple(each for each in self.standings if each.state is not State.MET)


def members(posts: Iterable[Post], rows: Rows, today: date | None = None) -> tuple[Member, ...]:
    """In the order of ``posts``."""
    held, day = tuple(posts), today or clock.today()
    known = _facts({post.person_id for post in held}, rows)
    needs = cache(needs_of)

    def stand(post: Post) -> tuple[Standing, ...]:
        county = DivisionCode(post.organisation.division_id).county
        facts = known(post.person_id, post.held_from)
        return standings(needs(PostKind(post.kind), county, day), facts, day)

    return tuple(Member(post, stand(post)) for post in held)


def stand_of(post: Post, facts: Facts) -> Member:
    """One person, of whom everything is at hand."""
    today = clock.today()
    county = DivisionCode(post.organisation.division_id).county
    return Member(post, standings(needs_of(PostKind(post.kind), county, today), facts, today))


def _facts(persons: set[UUID], rows: Rows) -> Callable[[UUID, date], Facts]:
    entered = set(
        rows(RegisterEntry).filter(person__in=persons).values_list("person_id", flat=True)
    )
    trained: Mapping[UUID, list[Trained]] = defaultdict(list)
    for person, kind, on in (
        rows(Training).filter(person__in=persons).values_list("person_id", "kind", "completed_on")
    ):
        trained[person].append(Trained(TrainingKind(kind), on))
    checked: Mapping[UUID, list[Checked]] = defaultdict(list)
    for check in rows(RecordCheck).filter(person__in=persons):
        checked[check.person_id].append(as_fact(check))

    def of(person: UUID, since: date) -> Facts:
        return Facts(
            since, person in entered, tuple(trained.get(person, ())), tuple(checked.get(person, ()))
        )

    return of


def as_fact(check: RecordCheck) -> Checked:
    return Checked(check.asked_on, check.answered_on, check.found)
