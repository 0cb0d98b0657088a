"""A query that never said who is asking reads nothing, whichever way it is put."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery

from huishang.kernel.actor import SystemActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotScoped, NotVisible
from huishang.kernel.ids import new_id
from tests.access.shelf import HERE, THERE, Folder, Label, Sheet, clerk, tables

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shelf(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), tables():
        yield


@pytest.fixture
def folders() -> dict[str, Folder]:
    label = Label.objects.create(name="红")
    made = {}
    for division in (HERE, THERE):
        folder = Folder.objects.create(division=division, label=label)
        folder.labels.add(label)
        Sheet.objects.create(folder=folder, title=f"第一页{division}")
        made[division] = folder
    return made


READS: dict[str, Callable[[Any], Any]] = {
    "iterating": list,
    "iterator": lambda rows: list(rows.iterator()),
    "len": len,
    "bool": bool,
    "repr": repr,
    "in": lambda rows: Folder() in rows,
    "index": lambda rows: rows[0],
    "slice": lambda rows: list(rows[:2]),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(Folder()),
    "aggregate": lambda rows: rows.aggregate(Max("version")),
    "get": lambda rows: rows.get(pk=new_id()),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "earliest": lambda rows: rows.earliest("created_at"),
    "latest": lambda rows: rows.latest("created_at"),
    "in_bulk": lambda rows: rows.in_bulk(),
    "values": lambda rows: list(rows.values("pk")),
    "values_list": lambda rows: list(rows.values_list("pk", flat=True)),
    "dates": lambda rows: list(rows.datetimes("created_at", "day")),
    "distinct": lambda rows: list(rows.distinct()),
    "annotate": lambda rows: list(rows.annotate(n=Count("sheets"))),
    "only": lambda rows: list(rows.only("division")),
    "filter": lambda rows: list(rows.filter(division=HERE)),
    "exclude": lambda rows: list(rows.exclude(sheets__title="x")),
    "order_by": lambda rows: list(rows.order_by("-version")),
    "reverse": lambda rows: list(rows.order_by("pk").reverse()),
    "select_related": lambda rows: list(rows.select_related("label")),
    "prefetch_related": lambda rows: list(rows.prefetch_related("sheets")),
    "union": lambda rows: list(rows.union(rows)),
    "union with": lambda rows: list(seen().union(rows)),
    "or": lambda rows: list(rows | rows),
    "and": lambda rows: list(rows & rows),
    "explain": lambda rows: rows.explain(),
    "str": lambda rows: str(rows.query),
    "get_or_create": lambda rows: rows.get_or_create(division=HERE),
    "update_or_create": lambda rows: rows.update_or_create(division=HERE),
    "update": lambda rows: rows.update(division=THERE),
    "delete": lambda rows: rows.delete(),
    "bulk_update": lambda rows: rows.bulk_update([Folder(division=HERE)], ["division"]),
    "select_for_update": lambda rows: list(rows.select_for_update()),
    "for_reading": lambda rows: rows.for_reading(new_id()),
    "raw": lambda rows: list(rows.raw("SELECT * FROM tests_folder")),
    "__in": lambda rows: list(Sheet.objects.unscoped(reason="x").filter(folder__in=rows)),
    "__in values": lambda rows: list(
        Sheet.objects.unscoped(reason="x").filter(folder__in=rows.values("pk"))
    ),
    "not __in": lambda rows: list(Sheet.objects.unscoped(reason="x").exclude(folder__in=rows)),
    "__in of an unscoped table": lambda rows: list(
        Label.objects.filter(pk__in=rows.values("label"))
    ),
    "= subquery": lambda rows: list(Label.objects.filter(pk=rows.values("label")[:1])),
    "Subquery": lambda rows: list(Label.objects.annotate(n=Subquery(rows.values("pk")[:1]))),
    "Exists": lambda rows: list(Label.objects.filter(Exists(rows.filter(label=OuterRef("pk"))))),
    "~Exists": lambda rows: list(Label.objects.filter(~Exists(rows))),
    "update of another from it": lambda rows: Label.objects.update(
        name=Subquery(rows.values("division")[:1])
    ),
}


def test_rows_nothing_points_at_are_not_deleted_in_one_stroke_either(folders: object) -> None:
    with pytest.raises(NotScoped):
        Sheet.objects.all().delete()
    assert Sheet.objects.unscoped(reason="测试").count() == 2
    assert Sheet.objects.visible_to(clerk()).delete()[0] == 1


def seen() -> Any:
    return Folder.objects.visible_to(clerk())


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize(
    "rows",
    [
        lambda: Folder.objects.all(),
        lambda: Folder.objects.filter(division=HERE),
        lambda: Folder.objects.get_queryset().exclude(version=9).order_by("pk"),
    ],
    ids=["all", "filter", "chained"],
)
def test_an_unscoped_query_is_refused(
    folders: object, read: Callable[[Any], Any], rows: Callable[[], Any]
) -> None:
    with pytest.raises(NotScoped), transaction.atomic():
        read(rows())
    assert everything() == 2


def everything() -> int:
    return Folder.objects.unscoped(reason="测试").filter(division__in=(HERE, THERE)).count()


MANAGER: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("count", "exists", "first", "last", "in_bulk", "values", "iterator"), ()),
    **dict.fromkeys(("values_list", "all", "filter", "exclude", "distinct", "reverse"), ()),
    **dict.fromkeys(("earliest", "latest"), ("created_at",)),
    "get": (Q(division=HERE),),
    "aggregate": (Max("version"),),
}


@pytest.mark.parametrize(("name", "arguments"), MANAGER.items(), ids=MANAGER)
def test_the_manager_offers_no_way_round(
    folders: object, name: str, arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(NotScoped):
        list(getattr(Folder.objects, name)(*arguments))


NEVER_BY_ITS_OWN_SCOPE = {"raw", "prefetch_related"}


@pytest.mark.parametrize("name", sorted(READS.keys() - NEVER_BY_ITS_OWN_SCOPE))
def test_a_scoped_query_answers_each_of_them(folders: object, name: str) -> None:
    """So that the refusals above are for the missing scope and nothing else."""
    with suppress(Folder.DoesNotExist, NotVisible), transaction.atomic():
        READS[name](seen())


def test_an_actor_sees_their_own_rows_only(folders: dict[str, Folder]) -> None:
    assert list(seen()) == [folders[HERE]]
    assert list(Folder.objects.visible_to(clerk(THERE))) == [folders[THERE]]
    assert [sheet.folder_id for sheet in Sheet.objects.visible_to(clerk())] == [folders[HERE].pk]


def test_scope_stays_through_every_refinement(folders: dict[str, Folder]) -> None:
    seen_by_one = seen()
    assert not seen_by_one.filter(division=THERE)
    assert (seen_by_one | seen_by_one).count() == 1
    assert seen_by_one.exclude(sheets__title="x").count() == 1
    assert seen_by_one.visible_to(clerk(THERE)).count() == 0
    assert seen_by_one.update(version=F("version") + 1) == 1
    assert seen_by_one.delete()[1]["access.Folder"] == 1
    assert everything() == 1


def test_the_system_sees_nothing_as_if_it_were_a_person(folders: object) -> None:
    assert not Folder.objects.visible_to(SystemActor("夜间任务", DivisionCode(HERE)))


def test_an_unscoped_query_states_its_reason(folders: object) -> None:
    assert Folder.objects.unscoped(reason="核对编号").count() == 2
    for reason in ("", "  "):
        with pytest.raises(NotScoped):
            Folder.objects.unscoped(reason=reason)


def test_nothing_may_be_read_by_anybody(folders: object) -> None:
    assert list(Folder.objects.none()) == []
    assert Folder.objects.none().count() == 0


# --- relations -----------------------------------------------------------------------------------

RELATIONS: dict[str, Callable[[Folder], Any]] = {
    "reverse": lambda folder: folder.sheets,  # type: ignore[attr-defined]
    "reverse from an unscoped table": lambda folder: folder.label.folders,  # type: ignore[union-attr]
    "many-to-many": lambda folder: folder.label.marked,  # type: ignore[union-attr]
}


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
@pytest.mark.parametrize("read", ["all", "count", "exists", "first"])
def test_related_managers_are_scoped_too(
    folders: dict[str, Folder], relation: Callable[[Folder], Any], read: str
) -> None:
    manager = relation(folders[HERE])
    with pytest.raises(NotScoped):
        list(getattr(manager, read)())
    assert manager.visible_to(clerk()).count() == 1
    assert manager.visible_to(clerk("990000000000")).count() == 0


def test_a_prefetch_brings_its_own_scope(folders: dict[str, Folder]) -> None:
    everybody = Folder.objects.unscoped(reason="测试").order_by("pk")
    scoped = Prefetch("sheets", queryset=Sheet.objects.visible_to(clerk()))
    found = {row.division: len(row.sheets.all()) for row in everybody.prefetch_related(scoped)}
    assert found == {HERE: 1, THERE: 0}
    with pytest.raises(NotScoped):
        list(Label.objects.prefetch_related("folders"))


def test_rows_may_be_made_without_reading_any() -> None:
    Folder.objects.create(division=HERE)
    Folder.objects.bulk_create([Folder(division=HERE), Folder(division=THERE)])
    assert everything() == 3


# --- one row -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", ["", "no-key", "1", "' OR 1=1", str(UUID(int=7)), UUID(int=7), None]
)
def test_what_is_not_there_and_what_is_not_for_these_eyes_are_one(
    folders: dict[str, Folder], key: Any
) -> None:
    with pytest.raises(NotVisible) as absent:
        seen().for_reading(key)
    with pytest.raises(NotVisible) as hidden:
        seen().for_reading(folders[THERE].pk)
    assert absent.value.message == hidden.value.message
    assert "卷宗" in hidden.value.message
    with pytest.raises(NotVisible):
        seen().for_change(folders[THERE].pk)


def test_a_row_is_found_by_its_key_or_the_text_of_it(folders: dict[str, Folder]) -> None:
    assert seen().for_reading(str(folders[HERE].pk)) == folders[HERE]


def test_pages_of_what_is_seen_can_be_asked_with_q(folders: object) -> None:
    assert seen().filter(Q(version=1) | Q(version=2)).count() == 1
