"""A sealed column opens in its own place under its own key, and nowhere else."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, Value
from hypothesis import given
from hypothesis import strategies as st

from huishang.home import Home
from huishang.kernel.ids import new_id
from huishang.vault.algorithms import DoesNotOpen
from huishang.vault.sealing import Sealed, blind_index, seal, unseal
from tests.access.shelf import HERE, Folder, tables

pytestmark = pytest.mark.django_db

STORY = "孩子住在甲村，身上有伤"


@pytest.fixture(scope="module", autouse=True)
def shelf(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), tables():
        yield


@pytest.fixture
def folder() -> Folder:
    return Folder.objects.create(division=HERE, story=STORY, remark="备注")


def read(folder: Folder) -> Folder:
    return Folder.objects.unscoped(reason="测试").get(pk=folder.pk)


def stored(folder: Folder, column: str = "story") -> str:
    """What lies in the database."""
    key = folder.pk.hex if connection.vendor == "sqlite" else folder.pk
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM tests_folder WHERE id = %s", [key])
        return str(cursor.fetchone()[0])


def lay(folder: Folder, column: str, value: str) -> None:
    """Put something into the database past the house."""
    key = folder.pk.hex if connection.vendor == "sqlite" else folder.pk
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE tests_folder SET {column} = %s WHERE id = %s", [value, key])


# --- the arithmetic ------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(max_size=40))
def test_what_was_sealed_opens_in_its_place(text: str, place: str) -> None:
    assert unseal(seal(text, place=place), place=place) == text


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert seal(STORY, place="a") != seal(STORY, place="a")


def test_a_sealed_value_opens_nowhere_else() -> None:
    with pytest.raises(DoesNotOpen):
        unseal(seal(STORY, place="t.c:1"), place="t.c:2")


def test_another_key_opens_nothing(move_house: Callable[[str], Home]) -> None:
    sealed = seal(STORY, place="a")
    move_house("elsewhere")
    with pytest.raises(DoesNotOpen):
        unseal(sealed, place="a")


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_a_changed_value_does_not_open(position: int, bit: int) -> None:
    version, _, packed = seal(STORY, place="a").partition(".")
    raw = bytearray(base64.b64decode(packed))
    raw[position % len(raw)] ^= 1 << bit
    with pytest.raises(DoesNotOpen):
        unseal(f"{version}.{base64.b64encode(raw).decode()}", place="a")


@pytest.mark.parametrize(
    "text", ["", STORY, "sm4g1", "sm4g1.", "sm4g1.AAAA", "sm4g1.不是", "x.AAAA"]
)
def test_what_was_never_sealed_does_not_open(text: str) -> None:
    with pytest.raises(DoesNotOpen):
        unseal(text, place="a")


# --- the column ----------------------------------------------------------------------------------


def test_the_database_holds_no_plain_text(folder: Folder) -> None:
    assert stored(folder).startswith("sm4g1.")
    folder.story = "第二稿"
    folder.save()
    assert "第二稿" not in stored(folder)
    assert stored(folder).startswith("sm4g1.")
    folder.change(story="第三稿")
    assert stored(folder).startswith("sm4g1.")
    assert read(folder).story == "第三稿"


def test_a_dump_of_the_database_shows_no_plain_text(folder: Folder) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tests_folder")
        dump = repr(cursor.fetchall())
    assert str(folder.pk) in dump or folder.pk.hex in dump
    assert "甲村" not in dump
    assert "备注" not in dump


def test_a_person_with_the_row_reads_the_text(folder: Folder) -> None:
    found = read(folder)
    assert isinstance(found.__dict__["story"], Sealed)  # not opened until somebody looks
    assert found.story == STORY
    assert type(found.story) is str
    found.refresh_from_db()
    assert found.story == STORY


def test_a_deferred_column_opens_too(folder: Folder) -> None:
    found = Folder.objects.unscoped(reason="测试").defer("story").get(pk=folder.pk)
    assert found.get_deferred_fields() == {"story"}
    assert found.story == STORY


def test_an_untouched_column_is_not_sealed_anew(folder: Folder) -> None:
    before = stored(folder)
    found = read(folder)
    found.division = "1"
    found.save()
    assert stored(folder) == before
    assert read(folder).story == STORY


def test_values_give_the_cipher_text_only(folder: Folder) -> None:
    (row,) = Folder.objects.unscoped(reason="测试").values("story")
    assert isinstance(row["story"], Sealed)
    assert row["story"].startswith("sm4g1.")


def test_nothing_stays_nothing() -> None:
    empty = Folder.objects.create(division=HERE)
    assert stored(empty) == ""
    assert read(empty).story == ""


def test_a_cipher_text_copied_to_another_row_does_not_open(folder: Folder) -> None:
    other = Folder.objects.create(division=HERE, story="另一件")
    lay(other, "story", stored(folder))
    with pytest.raises(DoesNotOpen):
        _ = read(other).story


def test_a_cipher_text_copied_to_another_column_does_not_open(folder: Folder) -> None:
    lay(folder, "remark", stored(folder, "story"))
    with pytest.raises(DoesNotOpen):
        _ = read(folder).remark
    assert read(folder).story == STORY


def test_plain_text_laid_into_the_database_does_not_pass_for_sealed(folder: Folder) -> None:
    lay(folder, "story", "伪造")
    with pytest.raises(DoesNotOpen):
        _ = read(folder).story


def test_many_rows_are_sealed_each_in_its_place() -> None:
    made = Folder.objects.bulk_create(
        [Folder(division=HERE, story=f"{STORY}{number}") for number in range(3)]
    )
    assert [read(folder).story for folder in made] == [f"{STORY}{n}" for n in range(3)]
    assert all(stored(folder).startswith("sm4g1.") for folder in made)


def test_no_update_past_the_record_writes_plain_text(folder: Folder) -> None:
    rows = Folder.objects.unscoped(reason="测试")
    folder.story = "绕过"
    for write in (
        lambda: rows.update(story="绕过"),
        lambda: rows.update(story=Value("绕过", output_field=Folder._meta.get_field("story"))),
        lambda: rows.bulk_update([folder], ["story"]),
    ):
        with pytest.raises(TypeError), transaction.atomic():
            write()
    assert stored(folder).startswith("sm4g1.")


def test_an_update_may_copy_but_the_copy_does_not_open(folder: Folder) -> None:
    Folder.objects.unscoped(reason="测试").update(remark=F("story"))
    with pytest.raises(DoesNotOpen):
        _ = read(folder).remark


@pytest.mark.parametrize(
    "lookup", ["story", "story__contains", "story__isnull", "story__in", "story__gt"]
)
def test_a_sealed_column_cannot_be_searched(lookup: str) -> None:
    with pytest.raises(TypeError, match="blind index"):
        Folder.objects.unscoped(reason="测试").filter(**{lookup: "x"}).exists()


# --- the blind index -----------------------------------------------------------------------------


def test_the_blind_index_finds_the_same_value_in_any_writing() -> None:
    assert blind_index("id", " 11010519491231002x ") == blind_index("id", "11010519491231002X")
    assert blind_index("id", "1") != blind_index("id", "2")
    assert blind_index("id", "1") != blind_index("phone", "1")
    assert blind_index("id", "") == blind_index("id", "  ") == ""


def test_the_blind_index_cannot_be_computed_without_its_key(
    move_house: Callable[[str], Home],
) -> None:
    ours = blind_index("id", "11010519491231002X")
    assert len(ours) == 64
    move_house("elsewhere")
    assert blind_index("id", "11010519491231002X") != ours


def test_a_row_not_yet_saved_is_sealed_under_the_key_it_will_have() -> None:
    folder = Folder(pk=new_id(), division=HERE, story=STORY)
    folder.save(force_insert=True)
    assert read(folder).story == STORY
