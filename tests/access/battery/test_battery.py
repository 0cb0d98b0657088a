"""Every table whose rows are seen by scope, tried alike: see `table`.

Unscoped refused, one's own seen, another's not, let in by name until the date, prefetches and
exports no wider. A new table has no line and fails until somebody has written down who sees it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, Exists, Prefetch
from python_calamine import CalamineWorkbook

from huishang.access import actions as access
from huishang.access.queries import Matter, Section, Way
from huishang.access.scoping import Scoped
from huishang.assignments import actions as assignments
from huishang.assignments.queries import Filters
from huishang.documents import actions as documents
from huishang.documents.policies.exports import tables
from huishang.kernel import clock
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.errors import NotPermitted, NotScoped
from huishang.organisations.models import Organisation
from huishang.organisations.queries import division_name
from huishang.people import actions as people
from tests.access.battery.table import LINES, NO_CHILD, NOT_SCOPED, Line
from tests.access.battery.world import NOW, Side, World, scoped_models
from tests.documents.test_exports import unlocked

pytestmark = pytest.mark.django_db
MODELS = scoped_models()
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


GRANTED = [model for model in MODELS if (line := LINES.get(model._meta.label)) and line.grant]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once, looked at often; whatever a test adds is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def afterwards(world: World, db: None) -> Iterator[None]:
    with clock.at(NOW):
        yield


def line_of(model: type[Scoped]) -> Line:
    return LINES[model._meta.label]


def row_of(model: type[Scoped], side: Side) -> UUID:
    made = model.objects.unscoped(reason="测试").filter(pk__in=side.made[model])
    row = made.filter(line_of(model).which(side)).order_by("pk").first()
    assert row is not None, f"the world makes no {model._meta.label}"
    return row.pk


def seen(model: type[Scoped], actor: Actor) -> set[UUID]:
    return set(model.objects.visible_to(actor).values_list("pk", flat=True))


# --- the table of tables -------------------------------------------------------------------------


def test_every_table_has_its_line_or_its_reason() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    scoped = {model._meta.label for model in MODELS}
    assert set(LINES) == scoped
    assert labels - scoped == set(NOT_SCOPED) | NO_CHILD
    assert not set(NOT_SCOPED) & NO_CHILD


@pytest.mark.parametrize("label", sorted(NO_CHILD))
def test_a_table_said_to_be_without_children_is(label: str, world: World) -> None:
    held = repr(list(apps.get_model(label)._default_manager.values()))
    for side, _ in world.sides():
        known = (*side.planted, str(side.child_id), str(side.case.pk), side.case.number)
        assert [word for word in known if word in held] == []


# --- unscoped refused ----------------------------------------------------------------------------

READS: tuple[Callable[[Any], Any], ...] = (
    list,
    lambda rows: rows.count(),
    lambda rows: rows.exists(),
    lambda rows: rows.first(),
    lambda rows: rows.in_bulk(),
    lambda rows: list(rows.values("pk")),
    lambda rows: rows.aggregate(Count("pk")),
    lambda rows: rows.update(pk=None),
    lambda rows: rows.delete(),
    lambda rows: list(Organisation.objects.filter(Exists(rows))),
)


def refuses(rows: Callable[[], Any]) -> None:
    for read in READS:
        with pytest.raises(NotScoped), transaction.atomic():
            read(rows())


@each_model
def test_a_query_that_names_no_reader_is_refused(model: type[Scoped], world: World) -> None:
    refuses(model.objects.all)
    refuses(lambda: model._default_manager.filter(pk=row_of(model, world.ours)))


# --- one's own, and another's --------------------------------------------------------------------


@each_model
def test_the_row_is_seen_by_those_on_the_line_and_by_nobody_else(
    model: type[Scoped], world: World
) -> None:
    for side, _ in world.sides():
        row = row_of(model, side)
        everybody = {**side.cast, **world.above, "neighbour": world.neighbour}
        found = {name for name, actor in everybody.items() if row in seen(model, actor)}
        assert found == line_of(model).seen
    assert not model.objects.visible_to(SystemActor("测试")).exists()


@each_model
def test_the_people_of_one_side_see_no_row_of_the_other(model: type[Scoped], world: World) -> None:
    for side, other in world.sides():
        others = set(other.made[model])
        assert others
        for name, actor in side.cast.items():
            assert not seen(model, actor) & others, name


# --- let in by name, until the date --------------------------------------------------------------

DAYS = timedelta(days=3)
LAST_MOMENT = (NOW + DAYS).replace(hour=23, minute=59, second=59)


def let_in(side: Side, matter: Matter, *sections: Section, promise: bool = False) -> None:
    key = side.case.pk if matter is Matter.CASE else side.child_id
    access.grant(
        actor=side.county_director,
        person_id=side.cast["expert"].person_id,
        matter=matter,
        matter_id=key,
        way=Way.INVITED,
        sections=sections,
        purpose="专家评估",
        valid_until=(NOW + DAYS).date(),
        needs_undertaking=promise,
    )


@dataclass(frozen=True)
class Guest:
    """The expert of a side, who has no duty, in front of one row."""

    model: type[Scoped]
    side: Side

    def sees(self, when: datetime = NOW) -> bool:
        with clock.at(when):
            return row_of(self.model, self.side) in seen(self.model, self.side.cast["expert"])

    def with_grant(self, matter: Matter, *sections: Section, promise: bool = False) -> bool:
        with transaction.atomic():
            let_in(self.side, matter, *sections, promise=promise)
            answer = self.sees()
            transaction.set_rollback(True)
        return answer


@each_model
def test_a_grant_opens_the_row_with_its_sections_and_not_without_one(
    model: type[Scoped], world: World
) -> None:
    guest, opens = Guest(model, world.ours), line_of(model).grant
    assert not guest.sees()
    for matter in Matter:
        whole = opens is not None and opens.matter is matter
        assert guest.with_grant(matter, *Section) is whole
        assert not guest.with_grant(matter, *Section, promise=True)
    if opens is None:
        return
    assert guest.with_grant(opens.matter, *(opens.sections or (Section.HEALTH,)))
    for missing in opens.sections:
        others = (section for section in Section if section is not missing)
        assert not guest.with_grant(opens.matter, *others)


@pytest.mark.parametrize("model", GRANTED, ids=lambda model: model._meta.label)
def test_a_grant_lasts_until_its_date_and_falls_to_a_revocation_or_a_recusal(
    model: type[Scoped], world: World
) -> None:
    opens, guest = line_of(model).grant, Guest(model, world.ours)
    assert opens is not None
    let_in(world.ours, opens.matter, *Section)
    assert [guest.sees(when) for when in (NOW, LAST_MOMENT)] == [True, True]
    assert not guest.sees(LAST_MOMENT + timedelta(seconds=1))
    assert not guest.sees(NOW - timedelta(days=1))
    assert not Guest(model, world.theirs).sees()

    whom = {
        "actor": world.ours.county_director,
        "person_id": world.ours.cast["expert"].person_id,
        "matter": opens.matter,
        "matter_id": world.ours.case.pk if opens.matter is Matter.CASE else world.ours.child_id,
    }
    for ended in (
        lambda: access.recuse(**whom, reason="亲属"),
        lambda: access.revoke(**whom),
    ):
        with transaction.atomic():
            ended()
            assert not guest.sees()
            transaction.set_rollback(True)
        assert guest.sees()


# --- prefetches ----------------------------------------------------------------------------------


def ways_in() -> Iterator[tuple[type[models.Model], str, type[Scoped]]]:
    """Every name on another table under which rows of a scoped one are reached as a list."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            to_many = field.one_to_many or field.many_to_many
            target = field.related_model
            if to_many and isinstance(target, type) and issubclass(target, Scoped):
                reverse = field.auto_created
                name = field.get_accessor_name() if reverse else field.name  # type: ignore[union-attr]
                if name:
                    yield model, name, target


WAYS = list(ways_in())


def parents(model: type[models.Model]) -> Any:
    if issubclass(model, Scoped):
        return model.objects.unscoped(reason="测试")
    return model._default_manager.all()


def reached(rows: Any, name: str) -> set[UUID]:
    return {child.pk for row in rows for child in getattr(row, name).all()}


@pytest.mark.parametrize(
    ("parent", "name", "model"), WAYS, ids=[f"{m._meta.label}.{name}" for m, name, _ in WAYS]
)
def test_a_prefetch_shows_what_its_reader_sees(
    parent: type[models.Model], name: str, model: type[Scoped], world: World
) -> None:
    with pytest.raises(NotScoped):
        list(parents(parent).prefetch_related(name))
    refuses(getattr(parents(parent).first(), name).all)

    every = model.objects.unscoped(reason="测试")
    whole = reached(parents(parent).prefetch_related(Prefetch(name, queryset=every)), name)
    for side, other in world.sides():
        for who in ("clerk", "bearing", "expert"):
            actor = side.cast[who]
            scoped = Prefetch(name, queryset=model.objects.visible_to(actor))
            shown = reached(parents(parent).prefetch_related(scoped), name)
            assert shown == whole & seen(model, actor)
            assert not shown & set(other.made[model])


def test_there_are_prefetches_to_try() -> None:
    assert len(WAYS) > 5


# --- exports -------------------------------------------------------------------------------------

EXPORTS: dict[str, tuple[str, Callable[[Actor], tuple[Any, str]], Callable[[Side], str]]] = {
    "assignments.ledger": (
        "assignments.Assignment",
        lambda actor: assignments.export_ledger(actor=actor, filters=Filters(), purpose="报送。"),
        lambda side: side.case.number,
    ),
    "people.children": (
        "people.Child",
        lambda actor: people.export_children(
            actor=actor, filters=people.ChildFilters(), purpose="报送。"
        ),
        lambda side: division_name(side.village),
    ),
}
"""Every list that may be exported: the table its rows come from, how it is made, and what a row of
one side is known by."""


def test_every_list_that_may_be_exported_is_tried() -> None:
    assert {table.kind for table in tables()} == set(EXPORTS)


def cells(actor: Actor, made: tuple[Any, str]) -> str:
    export, password = made
    _, content = documents.fetch_export(actor=actor, export_id=export.pk)
    book = CalamineWorkbook.from_filelike(io.BytesIO(unlocked(content, password)))
    return repr(book.get_sheet_by_index(0).to_python())


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_holds_the_rows_its_maker_sees_and_nothing_planted(
    kind: str, world: World
) -> None:
    label, export, mark = EXPORTS[kind]
    made = 0
    for side, _ in world.sides():
        for name, actor in {**side.cast, **world.above}.items():
            sheet = None
            with suppress(NotPermitted):
                sheet = cells(actor, export(actor))
            if sheet is None:
                continue
            made += 1
            for whose in (world.ours, world.theirs):
                own = whose is side or name in world.above
                assert (mark(whose) in sheet) is (own and name in LINES[label].seen), name
                assert [word for word in whose.planted if word in sheet] == [], name
    assert made > 2
