"""What is known of a child is chosen, typed, corrected and taken back on its file's pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.people import actions
from huishang.people.models import Recognition, StatusFact
from huishang.people.queries import Child, FactEntry
from tests.valley import Valley

SignIn = Callable[[Actor], Client]
PROVED = {"proof": "disability_card"}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(beijing(2026, 3, 10, 9)):
        yield


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


@pytest.fixture
def child(valley: Valley) -> Child:
    return valley.child()


def _page(browser: Client, path: str) -> str:
    return unescape(browser.get(path).content.decode())


def _hand_in(browser: Client, path: str, **typed: Any) -> Any:
    return browser.post(path, {"token": str(uuid4()), "version": "", **typed})


def _file(child: Child) -> str:
    return f"{reverse('children:show', args=[child.pk])}?purpose=verify"


def _add(child: Child, status: str) -> str:
    return f"{reverse('children:add_fact', args=[child.pk, status])}?purpose=verify"


def _disabled(valley: Valley, child: Child, **more: Any) -> StatusFact:
    return actions.add_fact(
        actor=valley.director,
        child_id=child.pk,
        entry=FactEntry(status="disabled", since=date(2025, 1, 1), kind="limb", grade=2, **more),
    )


def test_one_chooses_of_whom_and_what_among_what_one_may_write(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    father = actions.add_guardian(
        actor=valley.director, child_id=child.pk, name="张大山", relation="51"
    )
    path = reverse("children:facts", args=[child.pk])
    shown = _page(sign_in(valley.director), path)
    assert f"facts/dead/?guardian={father.pk}" in shown
    assert "父亲 张某某" in shown
    assert "facts/poor/" in shown
    assert "facts/harmed/" not in shown
    assert "facts/harmed/" in _page(sign_in(valley.worker), path)


@pytest.mark.parametrize(
    ("status", "asked", "not_asked"),
    [
        ("disabled", {"since", "until", "kind", "grade", "proof"}, {"yuan", "ordered_until"}),
        ("medical_cost", {"since", "yuan"}, {"until", "kind", "grade", "ordered_until"}),
        ("poor", {"since", "until", "note"}, {"kind", "grade", "yuan", "ordered_until"}),
    ],
)
def test_a_form_has_the_fields_its_status_asks_for(
    valley: Valley,
    child: Child,
    sign_in: SignIn,
    status: str,
    asked: set[str],
    not_asked: set[str],
) -> None:
    shown = _page(sign_in(valley.director), _add(child, status))
    assert {name for name in asked | not_asked if f'name="{name}"' in shown} == asked


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    answer = _hand_in(
        sign_in(valley.director),
        _add(child, "disabled"),
        since="2026-03-11",
        note="村医说的",
    )
    assert answer.status_code == 422
    shown = unescape(answer.content.decode())
    for words in ("今天之后", "请选择种类", "请选择残疾等级", "村医说的", "2026-03-11"):
        assert words in shown
    assert not StatusFact.objects.unscoped(reason="测试").exists()


def test_a_status_of_somebody_else_or_a_stranger_is_refused_in_words(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    browser = sign_in(valley.director)
    assert browser.get(_add(child, "dead")).status_code == 422
    assert browser.get(f"{_add(child, 'dead')}&guardian=x").status_code == 422
    guardian = f"{_add(child, 'dead')}&guardian={uuid4()}"
    assert _hand_in(browser, guardian, since="2026-01-01").status_code == 404


def test_the_file_shows_the_fact_the_category_and_what_is_missing(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    _hand_in(
        sign_in(valley.director),
        _add(child, "disabled"),
        since="2025-01-01",
        kind="limb",
        grade="2",
    )
    shown = _page(sign_in(valley.worker), _file(child))
    for words in (
        "残疾（肢体，二级）",
        "2025年1月1日起",
        "自身残疾",
        "缺材料",
        "“自身残疾”应有残疾人证、部门数据之一",
        "待认定",
        "2032年5月20日起不再属于“自身残疾”",
    ):
        assert words in shown


def test_a_category_is_recognised_by_its_button_and_ended_with_a_reason(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    _disabled(valley, child, **PROVED)
    browser = sign_in(valley.worker)
    path = reverse("children:recognise", args=[child.pk, "difficulty", "disabled"])
    assert path in _page(browser, _file(child))
    assert path not in _page(sign_in(valley.director), _file(child))
    assert _hand_in(browser, path).status_code == 302
    made = Recognition.objects.unscoped(reason="测试").get()
    shown = _page(browser, _file(child))
    assert "已认定" in shown
    end = reverse("children:end_recognition", args=[made.pk])
    assert end in shown
    assert _hand_in(browser, end, reason="").status_code == 422
    assert _hand_in(browser, end, reason="残疾人证注销").status_code == 302
    assert "曾经的认定" in _page(browser, _file(child))


def test_a_correction_begins_with_what_stands_and_leaves_it_readable(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    fact = _disabled(valley, child, note="村医说的")
    browser = sign_in(valley.director)
    path = reverse("children:correct_fact", args=[fact.pk])
    shown = _page(browser, path)
    for words in ('value="2025-01-01"', '<option value="limb" selected>', "村医说的"):
        assert words in shown
    typed = {"since": "2025-02-01", "kind": "limb", "grade": "1"}
    assert _hand_in(browser, path, **typed, reason="见残疾人证").status_code == 302
    file = _page(browser, _file(child))
    assert "残疾（肢体，一级）" in file
    assert "更正或者撤销过的登记，1项" in file
    assert "见残疾人证" in file
    assert browser.get(path).status_code == 409


def test_an_end_and_a_withdrawal_are_typed_with_their_day_and_reason(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    fact = _disabled(valley, child)
    browser = sign_in(valley.director)
    end = reverse("children:end_fact", args=[fact.pk])
    assert _hand_in(browser, end, until="2030-01-01").status_code == 422
    assert _hand_in(browser, end, until="2026-03-01").status_code == 302
    now = StatusFact.objects.unscoped(reason="测试").get(superseded_at=None)
    assert now.until == date(2026, 3, 1)
    take_back = reverse("children:withdraw_fact", args=[now.pk])
    assert _hand_in(browser, take_back, reason="登错了人").status_code == 302
    assert "还没有登记情形" in _page(browser, _file(child))


def test_two_who_correct_at_once_are_told_and_the_first_stands(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    fact = _disabled(valley, child)
    path = reverse("children:correct_fact", args=[fact.pk])
    typed = {"since": "2025-01-01", "kind": "limb", "grade": "1", "reason": "核对"}
    browser = sign_in(valley.director)
    assert _hand_in(browser, path, **typed).status_code == 302
    answer = _hand_in(browser, path, **typed)
    assert answer.status_code == 409
    assert "已经更正或者撤销" in unescape(answer.content.decode())


def test_the_list_shows_and_narrows_by_what_was_recognised(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    valley.child(name="李小红")
    _disabled(valley, child, **PROVED)
    actions.recognise(
        actor=valley.worker, child_id=child.pk, scheme="difficulty", category="disabled"
    )
    shown = _page(
        sign_in(valley.director), f"{reverse('children:list')}?category=difficulty.disabled"
    )
    assert ("张某某" in shown, "李某某" in shown) == (True, False)
    assert "困境儿童：自身残疾</td>" in shown
