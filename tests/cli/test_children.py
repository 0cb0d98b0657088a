"""At the machine one finds what an account sees, masked; and it is written down as read there."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from huishang.access.models import Account
from huishang.audit.models import Event
from huishang.cli import main
from huishang.kernel.actor import Actor
from tests.valley import FORD, SPRING, Valley


@pytest.fixture
def valley(db: None) -> Valley:
    valley = Valley()
    valley.child(name="张小明")
    valley.child(name="张小明", by=valley.director_of(FORD), residence_division=FORD)
    return valley


def _find(*words: str) -> Result:
    return CliRunner().invoke(main, ["children", "find", *words])


def _named(actor: Actor) -> str:
    return Account.objects.get(pk=actor.account_id).username


def test_it_finds_what_that_account_sees_and_shows_it_masked(valley: Valley) -> None:
    for text in ("小明", "zxm", "zhangxiaom"):
        done = _find(text, "--as", _named(valley.director), "--json")
        assert done.exit_code == 0, done.output
        [child] = json.loads(done.stdout)["children"]
        assert (child["name"], child["place"].endswith("泉村")) == ("张某某", True)
        assert "小明" not in done.stdout
    assert json.loads(_find("小明", "--as", _named(valley.police), "--json").stdout) == {
        "children": [],
        "more": False,
    }


def test_it_says_in_words_what_it_found_and_that_it_found_nothing(valley: Valley) -> None:
    assert "张某某  男" in _find("小明", "--as", _named(valley.director)).stdout
    assert _find("李四光", "--as", _named(valley.director)).stdout == "没有找到。\n"


def test_nobody_is_taken_for_having_looked_who_did_not(valley: Valley) -> None:
    director = valley.director
    _find("小明", "--as", _named(director))
    read = Event.objects.get(act="access.read_as")
    searched = Event.objects.get(act="people.search")
    assert (read.actor_label, read.subject_id) == ("系统（命令行）", str(director.account_id))
    assert "命令行以" in searched.actor_label
    assert director.person_name in searched.actor_label


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("小明", "--as", "nobody"), "账号"),
        ((" ", "--as", "x"), "TEXT"),
        (("小明",), "--as"),
    ],
)
def test_what_is_wrong_is_told_with_status_two(
    valley: Valley, words: tuple[str, ...], told: str
) -> None:
    done = _find(*words)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_place_narrows_and_a_wrong_one_is_told(valley: Valley) -> None:
    who = ("--as", _named(valley.clerk), "--json")
    assert len(json.loads(_find("小明", *who, "--place", SPRING).stdout)["children"]) == 1
    assert json.loads(_find("小明", *who, "--place", "140802101202").stdout)["children"] == []
    assert "place" in _find("小明", *who, "--place", "1").stderr


def test_a_closed_account_reads_nothing(valley: Valley) -> None:
    account = Account.objects.get(pk=valley.director.account_id)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    done = _find("小明", "--as", account.username)
    assert done.exit_code == 2
    assert not Event.objects.filter(act="access.read_as").exists()
