"""A risk is scored, read and looked over on its pages."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.ids import new_id
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people.queries import Child
from huishang.visits import actions
from huishang.visits.models import Assessment
from huishang.visits.queries import AssessmentEntry
from tests.valley import SPRING, Valley

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


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _typed(points: str = "1", **more: Any) -> dict[str, Any]:
    scale = Rules.at(SPRING, clock.today()).value(provisions.RISK_SCALE)
    return {
        "token": str(new_id()),
        "version": "",
        "scored_on": "2026-03-10",
        "child_view": "想上学。",
        **{f"item_{item.code}": points for item in scale.items},
        **more,
    }


def _new(child: Child) -> str:
    return reverse("assessments:new", args=[child.pk])


def _made(child: Child) -> Assessment:
    return Assessment.objects.unscoped(reason="测试").get(child=child)


def _file(child: Child) -> str:
    return f"{reverse('children:show', args=[child.pk])}?purpose=visit"


def test_the_form_asks_what_the_scale_asks_and_says_whose_it_is(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    page = _words(sign_in(valley.director).get(_new(child)))
    scale = Rules.at(SPRING, clock.today()).value(provisions.RISK_SCALE)
    asked = [one.label for one in scale.screen]
    asked += [answer for item in scale.items for answer in item.answers]
    assert [words for words in asked if words not in page] == []
    assert "本地设定" in page


def test_a_village_scores_a_town_confirms_and_the_file_shows_it(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    answer = sign_in(valley.director).post(_new(child), _typed())
    shown = reverse("assessments:show", args=[_made(child).pk])
    assert (answer.status_code, answer.headers["Location"]) == (302, shown)
    town = sign_in(valley.supervisor)
    waits = reverse("assessments:list")
    assert f'hx-get="{waits}"' in _words(town.get(reverse("workbench:home")))
    assert "待复核的风险评估" in _words(town.get(waits))
    assert "待复核的风险评估" not in _words(sign_in(valley.director).get(waits))
    page = _words(town.get(shown))
    assert "得12分，满分36分" in page
    assert "每15日走访一次" in page
    confirm = reverse("assessments:confirm", args=[_made(child).pk])
    assert town.post(confirm, {"token": str(new_id()), "version": "1"}).status_code == 302
    assert "待复核的风险评估" not in _words(town.get(waits))
    assert "2026年9月10日" in _words(sign_in(valley.director).get(_file(child)))


def test_an_emergency_leads_to_the_report(valley: Valley, child: Child, sign_in: SignIn) -> None:
    browser = sign_in(valley.director)
    answer = browser.post(_new(child), _typed("", emergencies=["violence"]))
    report = f"{reverse('reports:new')}?child={child.pk}"
    assert answer.headers["Location"] == report
    assert "请立即报告" in _words(browser.get(report))
    page = _words(browser.get(reverse("assessments:show", args=[_made(child).pk])))
    assert "正在遭受家庭暴力或者虐待" in page
    assert report in page


def test_what_is_missing_is_told_at_once_and_nothing_typed_is_lost(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    answer = sign_in(valley.director).post(
        _new(child), _typed("", item_mood="2", child_view="", scored_on="2027-01-01")
    )
    assert answer.status_code == 422
    page = _words(answer)
    assert "请选择“住房”" in page
    assert "没有听取的，写明原因" in page
    assert "评估日期在今天之后" in page
    assert 'name="item_mood" value="2"' in page.replace('type="radio" ', "")


def test_sent_back_with_a_reason_that_the_scorer_reads(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    made = actions.assess(
        actor=valley.director,
        child_id=child.pk,
        entry=AssessmentEntry(
            scored_on=clock.today(), emergencies=("abandoned",), child_view="怕黑"
        ),
    )
    back = reverse("assessments:return_assessment", args=[made.pk])
    town = sign_in(valley.supervisor)
    typed = {"token": str(new_id()), "version": "1", "reason": ""}
    assert town.post(back, typed).status_code == 422
    typed = {"token": str(new_id()), "version": "1", "reason": "请核实谁在照料"}
    assert town.post(back, typed).status_code == 302
    page = _words(sign_in(valley.director).get(reverse("assessments:show", args=[made.pk])))
    assert "请核实谁在照料" in page


def test_the_list_stands_beside_the_files_and_is_narrowed(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    browser, path = sign_in(valley.director), reverse("assessments:list")
    assert "还没有风险评估" in _words(browser.get(path))
    assert path in _words(browser.get(reverse("children:list")))
    browser.post(_new(child), _typed())
    assert "中高风险" in _words(browser.get(path, {"state": "handed_in"}))
    assert "没有符合条件" in _words(browser.get(path, {"state": "confirmed"}))
