"""Everything moves under the next key while others go on working, and nothing is lost between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from huishang.access import actions as access
from huishang.documents import storage
from huishang.home import Home
from huishang.kernel.actor import SystemActor
from huishang.kernel.errors import NotInThisState, NotPermitted
from huishang.people import queries as people
from huishang.people.queries import Child
from huishang.vault import queries, stores
from huishang.vault.actions import move
from huishang.vault.algorithms import Algorithm, DoesNotOpen
from tests.documents.papers import PDF, Registry
from tests.valley import Valley

pytestmark = pytest.mark.django_db

HOUSE = SystemActor("测试")


@pytest.fixture
def valley(own_home: Home) -> Valley:
    access.begin_keys(actor=HOUSE)
    return Valley()


def stored(child: Child, column: str) -> str:
    key = child.pk.hex if connection.vendor == "sqlite" else child.pk
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_child WHERE id = %s", [key])
        return str(cursor.fetchone()[0])


def rotate(algorithm: Algorithm = Algorithm.SM4) -> list[Any]:
    access.next_key(actor=HOUSE, algorithm=algorithm)
    return list(access.move_to_newest(actor=HOUSE))


def number_of(child: Child) -> str:
    return Child.objects.unscoped(reason="测试").get(pk=child.pk).resident_id


def test_every_sealed_table_of_the_house_is_a_store() -> None:
    names = {store.name for store in stores.stores()}
    assert {"people_child", "people_guardian", "cases_case", "access_draft", "files"} <= names


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_files_move_under_the_next_key(own_home: Home, algorithm: Algorithm) -> None:
    access.begin_keys(actor=HOUSE)
    registry = Registry()
    kept = registry.store()
    (step, *_) = [step for step in rotate(algorithm) if step.store == "files" and step.moved]
    assert step.moved == 1
    assert storage.fetch(kept.digest) == PDF
    assert queries.under_other_keys() == {}


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_columns_and_indexes_move_under_the_next_key(valley: Valley, algorithm: Algorithm) -> None:
    child = valley.child()
    number, before = number_of(child), stored(child, "resident_id_index")
    steps = rotate(algorithm)
    mark = f"{algorithm}2"
    assert stored(child, "resident_id").startswith(f"{mark}.")
    assert number_of(child) == number
    assert stored(child, "resident_id_index") != before
    assert Child.objects.unscoped(reason="测试").get(people.numbered("pk", number)) == child
    assert queries.under_other_keys() == {}
    assert sum(step.moved for step in steps if step.store == "people_child") >= 1


def test_between_drawing_and_moving_old_and_new_are_both_read_and_found(valley: Valley) -> None:
    old = valley.child()
    access.next_key(actor=HOUSE, algorithm=Algorithm.AES)
    new = valley.child()
    assert stored(old, "resident_id").startswith("sm4g1.")
    assert stored(new, "resident_id").startswith("aesg2.")
    for child in (old, new):
        found = Child.objects.unscoped(reason="测试").filter(
            people.numbered("pk", number_of(child))
        )
        assert list(found) == [child]


def test_a_move_that_was_stopped_goes_on_where_it_was(
    valley: Valley, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "BATCH", 2)
    children = [valley.child() for _ in range(5)]
    numbers = [number_of(child) for child in children]
    access.next_key(actor=HOUSE, algorithm=Algorithm.SM4)
    for step in move():
        if step.store == "people_child":
            assert (step.moved, step.remaining) == (2, 3)
            break
    assert queries.under_other_keys()["people_child"] == 3
    list(access.move_to_newest(actor=HOUSE))
    assert queries.under_other_keys() == {}
    assert [number_of(child) for child in children] == numbers


def test_moving_changes_no_version_and_writes_no_event_of_its_own_in_a_childs_chain(
    valley: Valley,
) -> None:
    child = valley.child()
    before = child.version
    rotate()
    assert Child.objects.unscoped(reason="测试").get(pk=child.pk).version == before


def test_a_key_that_still_closes_something_is_not_let_go(valley: Valley) -> None:
    valley.child()
    with pytest.raises(NotInThisState, match="正在使用"):
        access.retire_key(actor=HOUSE, number=1)
    access.next_key(actor=HOUSE, algorithm=Algorithm.SM4)
    with pytest.raises(NotInThisState, match="没有改用新密钥"):
        access.retire_key(actor=HOUSE, number=1)
    with pytest.raises(NotInThisState, match="没有第9版"):
        access.retire_key(actor=HOUSE, number=9)
    list(access.move_to_newest(actor=HOUSE))
    access.retire_key(actor=HOUSE, number=1)
    assert [use.retired_at is not None for use in queries.uses()] == [True, False]


def test_a_retired_key_may_be_taken_away(
    valley: Valley, own_home: Home, move_house: Callable[[str], Home]
) -> None:
    child = valley.child()
    number = number_of(child)
    rotate()
    access.retire_key(actor=HOUSE, number=1)
    second = (own_home.keys / "data-2").read_text()
    archive = Home(own_home.root / "without-the-first")
    archive.prepare()
    (archive.keys / "data-2").write_text(second)
    move_house("own/without-the-first")
    assert queries.faults() == []
    assert number_of(child) == number


def test_nobody_reaches_the_keys_by_a_post(valley: Valley) -> None:
    with pytest.raises(NotPermitted):
        access.next_key(actor=valley.clerk, algorithm=Algorithm.SM4)
    with pytest.raises(NotPermitted):
        next(access.move_to_newest(actor=valley.clerk))
    with pytest.raises(NotPermitted):
        access.retire_key(actor=valley.clerk, number=1)
    with pytest.raises(NotPermitted):
        access.begin_keys(actor=valley.clerk)


# --- a wrong or missing key ----------------------------------------------------------------------


def test_the_right_keys_are_known_again(valley: Valley) -> None:
    rotate(Algorithm.AES)
    assert queries.faults() == []
    assert queries.mismatch() == ""


def test_a_missing_key_is_named(
    valley: Valley, own_home: Home, move_house: Callable[[str], Home]
) -> None:
    rotate()
    first = (own_home.keys / "data-1").read_text()
    bare = move_house("bare")
    (bare.keys / "data-1").write_text(first)
    move_house("bare")
    assert [(found.name, found.fault) for found in queries.faults()] == [("data-2", "缺少")]
    assert "data-2 缺少" in queries.mismatch()


def test_another_key_under_the_same_name_is_named(
    valley: Valley, move_house: Callable[[str], Home]
) -> None:
    child = valley.child()
    move_house("stranger")
    (found,) = queries.faults()
    assert (found.name, found.fault) == ("data-1", "不是这个数据库所用的密钥")
    with pytest.raises(DoesNotOpen):
        number_of(child)


def test_a_key_with_the_right_cipher_and_another_index_is_found_out(
    valley: Valley, own_home: Home, move_house: Callable[[str], Home]
) -> None:
    cipher = (own_home.keys / "data-1").read_text().split(":")[1]
    other = move_house("half")
    index = (other.keys / "data-1").read_text().split(":")[2]
    (other.keys / "data-1").write_text(f"sm4g:{cipher}:{index}")
    move_house("half")
    assert len(queries.faults()) == 1


def test_a_damaged_key_file_is_named(valley: Valley, own_home: Home) -> None:
    (own_home.keys / "data-2").write_text("sm4g:12")
    assert [(found.name, found.fault) for found in queries.faults()] == [
        ("data-2", "内容不完整或者被改动")
    ]
