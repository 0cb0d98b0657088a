"""How a child lives is chosen, filled in, corrected and taken back on its file's pages."""

from __future__ import annotations

from collections.abc import Callable
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
from huishang.people.models import Particular
from huishang.people.queries import SHEETS, Child, FactEntry, Topic
from tests.valley import Valley

SignIn = Callable[[Actor], Client]


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


def _add(child: Child, topic: str) -> str:
    return f"{reverse('children:add_particular', args=[child.pk, topic])}?purpose=verify"


def _kept(child: Child) -> Particular:
    rows = Particular.objects.unscoped(reason="测试").filter(child=child)
    return rows.get(superseded_at__isnull=True)


def test_one_page_leads_to_every_sheet_and_every_fact(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    page = _page(
        sign_in(valley.director), f"{reverse('children:facts', args=[child.pk])}?purpose=verify"
    )
    for topic in Topic:
        assert f'href="{_add(child, topic.value)}">{topic.label}</a>' in page
    assert "情形：本人" in page


@pytest.mark.parametrize("topic", Topic)
def test_a_form_asks_what_its_sheet_asks(
    valley: Valley, child: Child, sign_in: SignIn, topic: Topic
) -> None:
    page = _page(sign_in(valley.director), _add(child, topic.value))
    for question in SHEETS[topic].questions:
        assert f'name="{question.name}"' in page
        assert question.label in page
    assert ('name="until"' in page) is SHEETS[topic].lasts


def test_a_sheet_is_filled_in_read_and_corrected(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    browser = sign_in(valley.director)
    answer = _hand_in(
        browser,
        _add(child, "benefit"),
        kind="orphan",
        yuan="1280.50",
        cycle="month",
        since="2026-01-01",
        until="",
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == _file(child)
    page = _page(browser, _file(child))
    assert "孤儿基本生活费" in page
    assert "1280.50" in page
    correct = f"{reverse('children:correct_particular', args=[_kept(child).pk])}?purpose=verify"
    form = _page(browser, correct)
    assert 'value="1280.50"' in form
    assert '<option value="orphan" selected>' in form
    answer = _hand_in(
        browser, correct, kind="orphan", yuan="1380", since="2026-01-01", reason="提标"
    )
    assert answer.status_code == 302
    assert "提标" in _page(browser, _file(child))
    assert _kept(child).said == {"kind": "orphan", "yuan": "1380"}


def test_everything_wrong_is_told_at_once_and_nothing_typed_is_lost(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    answer = _hand_in(
        sign_in(valley.director),
        _add(child, "entrusted"),
        carer="",
        relation="",
        phone="12",
        because="外出务工",
    )
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    for words in ("请填写受委托人姓名", "请填写受委托人与儿童的关系", "请填写自何日起"):
        assert words in page
    assert 'value="外出务工"' in page
    assert 'value="12"' in page


def test_an_end_and_a_mistake_are_told_by_their_links(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    browser = sign_in(valley.director)
    _hand_in(browser, _add(child, "household"), lives_with="alone", since="2026-01-01")
    assert "登记为独自居住" in _page(browser, _file(child))
    end = f"{reverse('children:end_particular', args=[_kept(child).pk])}?purpose=verify"
    assert end in _page(browser, _file(child))
    assert _hand_in(browser, end, until="2026-02-01").status_code == 302
    assert "登记为独自居住" not in _page(browser, _file(child))
    back = f"{reverse('children:withdraw_particular', args=[_kept(child).pk])}?purpose=verify"
    assert _hand_in(browser, back, reason="登错了人").status_code == 302
    assert "登错了人" in _page(browser, _file(child))


def test_a_topic_nobody_knows_is_no_page(valley: Valley, child: Child, sign_in: SignIn) -> None:
    answer = sign_in(valley.director).get(_add(child, "pets"))
    assert answer.status_code == 422
    assert "没有这一项生活情况" in unescape(answer.content.decode())


def test_who_comes_next_is_told_where_both_parents_are_hindered(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    for name, relation, status in (("张大山", "51", "dead"), ("李秀英", "61", "")):
        guardian = actions.add_guardian(
            actor=valley.director, child_id=child.pk, name=name, relation=relation
        )
        if status:
            entry = FactEntry(status=status, since=clock.today())
            actions.add_fact(
                actor=valley.director, child_id=child.pk, guardian_id=guardian.pk, entry=entry
            )
    page = _page(sign_in(valley.director), _file(child))
    assert "按顺序，其次是祖父母、外祖父母" in page
    assert "民法典" in page
