"""The list of children leaves masked, narrowed as on screen, by the office only, and on record."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from huishang.documents import actions as documents
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.people import actions
from huishang.people.actions import ChildFilters
from tests.documents.test_exports import unlocked
from tests.valley import MILL, SPRING

if TYPE_CHECKING:
    from tests.valley import Valley


def rows(actor: Actor, **narrowed: str) -> list[list[Any]]:
    made, secret = actions.export_children(
        actor=actor, filters=ChildFilters(**narrowed), purpose="报送名单。"
    )
    _, content = documents.fetch_export(actor=actor, export_id=made.pk)
    book = CalamineWorkbook.from_filelike(io.BytesIO(unlocked(content, secret)))
    lines = book.get_sheet_by_index(0).to_python()
    head = next(at for at, line in enumerate(lines) if line[0] == "姓名（隐去）")
    return lines[head + 1 :]


def test_r051_a_child_is_masked_in_it(valley: Valley) -> None:
    child = valley.child(name="张小明", address="三组十二号", school="泉村小学")
    [row] = rows(valley.clerk)[:1]
    assert row[0] == "张某某"
    assert row[3].endswith("泉村")
    told = repr(row)
    for hidden in ("张小明", child.resident_id, "三组十二号", "泉村小学"):
        assert hidden not in told


def test_it_holds_what_the_list_is_narrowed_to(valley: Valley) -> None:
    valley.child(name="张小明")
    valley.child(by=valley.clerk, name="李小红", residence_division=MILL)
    assert [row[0] for row in rows(valley.clerk, place=SPRING) if row[0]][:1] == ["张某某"]
    assert "李某某" not in repr(rows(valley.clerk, place=SPRING))
    assert "张某某" not in repr(rows(valley.clerk, text="李小"))


def test_what_was_asked_is_kept_with_it(valley: Valley) -> None:
    made, _ = actions.export_children(
        actor=valley.clerk, filters=ChildFilters(text="李", place=SPRING), purpose="报送名单。"
    )
    assert (made.narrowed["查找"], made.rows) == ("李", 0)
    assert made.narrowed["地区"].endswith("泉村")


def test_more_than_a_page_comes_whole(valley: Valley, monkeypatch: pytest.MonkeyPatch) -> None:
    from huishang.people.actions import exporting

    monkeypatch.setattr(exporting, "_PAGE", 2)
    for name in ("赵一平", "钱二平", "孙三平", "李四平", "周五平"):
        valley.child(name=name)
    named = [row[0] for row in rows(valley.clerk) if str(row[0]).endswith("某某")]
    assert sorted(named) == sorted(["赵某某", "钱某某", "孙某某", "李某某", "周某某"])


def test_who_keeps_files_but_may_not_export_is_refused(valley: Valley) -> None:
    for actor in (valley.director, valley.police):
        with pytest.raises(NotPermitted):
            rows(actor)


def test_it_asks_what_for(valley: Valley) -> None:
    with pytest.raises(InvalidData):
        actions.export_children(actor=valley.clerk, filters=ChildFilters(), purpose=" ")
