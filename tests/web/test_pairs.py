"""Two files of one child are compared, joined and parted on their pages."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.people import actions, queries
from huishang.people.models import Pair
from huishang.people.queries import Child
from tests.valley import MILL, Valley

SignIn = Callable[[Actor], Client]
Two = tuple[Child, Child, Pair]


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


@pytest.fixture
def two(valley: Valley) -> Two:
    first = valley.child()
    second = valley.child(
        by=valley.director_of(MILL),
        name="张晓明",
        resident_id="",
        residence_division=MILL,
        apart_from=(),
    )
    return first, second, Pair.objects.unscoped(reason="测试").get()


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _typed(**more: Any) -> dict[str, Any]:
    return {"token": str(new_id()), "version": "", "reason": "与派出所核对户籍", **more}


def test_the_queue_shows_both_files_and_why(valley: Valley, two: Two, sign_in: SignIn) -> None:
    shown = _words(sign_in(valley.clerk).get(reverse("children:pairs") + "?state=suspected"))
    assert "姓名同音，出生日期相同" in shown
    assert all(one.name not in shown for one in two[:2])
    assert "没有疑似重复" in _words(sign_in(valley.director).get(reverse("children:pairs")))


def test_side_by_side_says_what_agrees_and_the_file_leads_there(
    valley: Valley, two: Two, sign_in: SignIn
) -> None:
    first, _, pair = two
    office = sign_in(valley.clerk)
    shown = _words(office.get(reverse("children:pair", args=[pair.pk])))
    assert "相同" in shown
    assert "不同" in shown
    assert first.resident_id not in shown
    file = _words(office.get(reverse("children:show", args=[first.pk]) + "?purpose=verify"))
    assert reverse("children:pair", args=[pair.pk]) in file


def test_joining_and_parting_by_the_buttons(valley: Valley, two: Two, sign_in: SignIn) -> None:
    first, second, pair = two
    office = sign_in(valley.clerk)
    path = reverse("children:join", args=[pair.pk])
    refused = office.post(path, _typed(kept_id=str(second.pk)))
    assert refused.status_code == 422
    assert "请保留那一份" in _words(refused)
    assert "与派出所核对户籍" in _words(refused), "nothing typed is lost"

    assert office.post(path, _typed(kept_id="")).status_code == 422
    assert office.post(path, _typed(kept_id=str(first.pk))).status_code == 302
    gone = office.get(reverse("children:show", args=[second.pk]) + "?purpose=verify")
    assert gone["Location"] == reverse("children:show", args=[first.pk])
    assert "由两份合并而成" in _words(
        office.get(reverse("children:show", args=[first.pk]) + "?purpose=verify")
    )
    assert "并入的档案" in _words(office.get(reverse("children:pair", args=[pair.pk])))

    assert office.post(reverse("children:part", args=[pair.pk]), _typed()).status_code == 302
    assert queries.in_sight(valley.clerk, [first.pk, second.pk]) == {first.pk, second.pk}


def test_a_joined_file_of_elsewhere_is_not_there(valley: Valley, two: Two, sign_in: SignIn) -> None:
    first, second, pair = two
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason="核实")
    gone = sign_in(valley.other_clerk).get(reverse("children:show", args=[second.pk]))
    assert gone.status_code == 404


def test_telling_apart_is_kept(valley: Valley, two: Two, sign_in: SignIn) -> None:
    *_, pair = two
    answer = sign_in(valley.clerk).post(reverse("children:tell_apart", args=[pair.pk]), _typed())
    assert answer.status_code == 302
    pair.refresh_from_db()
    assert pair.because == "与派出所核对户籍"


def test_the_other_file_is_found_by_part_of_a_name(valley: Valley, sign_in: SignIn) -> None:
    one, other = valley.child(), valley.child(name="李红")
    office = sign_in(valley.director)
    path = reverse("children:suspect", args=[one.pk])
    assert "先查找" in _words(office.get(path))
    assert "没有找到别的档案" in _words(office.get(path + "?q=王"))
    assert str(other.pk) in _words(office.get(path + "?q=lih"))

    lost = office.post(path, _typed(other_id="x", why="同一户"))
    assert lost.status_code == 422
    assert "同一户" in _words(lost)
    done = office.post(path + "?q=lih", _typed(other_id=str(other.pk), why="同一户"))
    assert done["Location"] == reverse("children:pair", args=[Pair._base_manager.get().pk])


def test_after_somebody_was_first_nothing_typed_is_lost_and_a_second_try_passes(
    valley: Valley, two: Two, sign_in: SignIn
) -> None:
    first, _, pair = two
    office, path = sign_in(valley.clerk), reverse("children:join", args=[pair.pk])
    pair.change()
    refused = office.post(path, _typed(kept_id=str(first.pk), version="1"))
    assert refused.status_code == 409
    shown = _words(refused)
    assert "与派出所核对户籍" in shown
    assert 'name="version" value="2"' in shown
    assert office.post(path, _typed(kept_id=str(first.pk), version="2")).status_code == 302
