"""Whom to visit today, the form, and what a visit leads to, on their pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.ids import new_id
from huishang.people.queries import Child
from huishang.visits import actions, queries
from huishang.visits.models import Visit
from tests.valley import SPRING, Valley

SignIn = Callable[[Actor], Client]
NOW = beijing(2026, 3, 10, 9)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(NOW):
        yield


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


@pytest.fixture
def child(valley: Valley) -> Child:
    return valley.child()


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _typed(**more: Any) -> dict[str, Any]:
    checks = queries.visiting_at(SPRING).value.checks
    return {
        "token": str(new_id()),
        "version": "",
        "key": str(new_id()),
        "on": "2026-03-10",
        "kind": "key",
        "works": ["visit"],
        "met": "yes",
        "confirmed": "signed",
        "confirmed_by": "张大山",
        **{f"check_{one.code}": "well" for one in checks},
        **more,
    }


def test_todays_list_leads_to_the_form_and_the_visit_takes_the_child_off_it(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    actions.plan_all()
    village = sign_in(valley.director)
    assert "没有到期的走访" in _words(village.get(reverse("visits:list")))
    with clock.at(NOW + timedelta(days=95)):
        form = reverse("visits:new", args=[child.pk])
        listed = _words(village.get(reverse("visits:list")))
        assert "逾期5天" in listed
        assert form in listed
        led_here = f'<a href="{reverse("visits:list")}">今日走访</a></p>'
        assert led_here not in listed
        on_desk = _words(village.get(reverse("visits:list"), headers={"HX-Request": "true"}))
        assert "逾期1名" in on_desk
        assert led_here in on_desk
        done = village.post(form, _typed(on=str(clock.today())))
        assert done.status_code == 302
        assert form not in _words(village.get(reverse("visits:list")))


def test_the_form_says_everything_that_is_missing_and_keeps_what_was_typed(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    check = queries.visiting_at(SPRING).value.checks[0]
    village = sign_in(valley.director)
    form = reverse("visits:new", args=[child.pk])
    assert check.label in _words(village.get(form))
    typed = {
        **_typed(met="", confirmed="", note="院墙新塌了一角"),
        f"check_{check.code}": "wrong",
    }
    refused = village.post(form, typed)
    assert refused.status_code == 422
    shown = _words(refused)
    for words in (
        "有没有见到孩子本人",
        "监护人或者照护人确认",
        "什么问题",
        "怎样办理",
        "院墙新塌了一角",
    ):
        assert words in shown
    assert not Visit.objects.unscoped(reason="测试").exists()


def test_what_was_found_wrong_leads_to_where_it_is_dealt_with(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    check = queries.visiting_at(SPRING).value.checks[0]
    village = sign_in(valley.director)
    typed = _typed(met="no", not_met_because="随母亲外出")
    typed |= {
        f"check_{check.code}": "wrong",
        f"check_{check.code}_step": "score",
        f"check_{check.code}_words": "独自在家",
    }
    shown = village.get(village.post(reverse("visits:new", args=[child.pk]), typed)["Location"])
    assert reverse("assessments:new", args=[child.pk]) in _words(shown)
    file = _words(village.get(reverse("children:show", args=[child.pk]) + "?purpose=visit"))
    assert "1项有问题" in file
    assert "没有见到" in file


def test_a_visit_is_withdrawn_on_its_page(valley: Valley, child: Child, sign_in: SignIn) -> None:
    village = sign_in(valley.director)
    shown = village.post(reverse("visits:new", args=[child.pk]), _typed())["Location"]
    made = Visit.objects.unscoped(reason="测试").get()
    path = reverse("visits:withdraw_visit", args=[made.pk])
    assert path in _words(village.get(shown))
    typed = {"token": str(new_id()), "version": "9", "reason": "登记到别人名下"}
    moved = village.post(path, typed)
    assert moved.status_code == 409
    assert "登记到别人名下" in _words(moved), "nothing typed is lost"
    typed |= {"token": str(new_id()), "version": str(made.version)}
    assert village.post(path, typed)["Location"] == shown
    assert "已撤销" in _words(village.get(shown))


def test_the_workbench_asks_for_the_rounds_of_who_keeps_files(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    assert "查看今日走访" in _words(sign_in(valley.director).get(reverse("workbench:home")))
    assert "查看今日走访" not in _words(sign_in(valley.hotline).get(reverse("workbench:home")))


def test_a_town_narrows_its_list_to_a_village(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    actions.plan_all()
    with clock.at(NOW + timedelta(days=95)):
        town = sign_in(valley.supervisor)
        assert "逾期5天" in _words(town.get(reverse("visits:list") + f"?place={SPRING}"))
        assert "逾期5天" not in _words(town.get(reverse("visits:list") + "?place=140802101202"))


def test_the_rounds_lie_behind_the_files_in_the_navigation(valley: Valley, sign_in: SignIn) -> None:
    village = sign_in(valley.director)
    for view in ("visits:list", "assessments:list", "children:list"):
        shown = _words(village.get(reverse(view)))
        marked = re.search(r'<a [^>]*href="/children/"[^>]*aria-current="true"', shown)
        assert marked, view
