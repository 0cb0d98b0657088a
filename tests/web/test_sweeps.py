"""排查 on its pages: ordered, gone through door by door on a phone, handed in, looked over."""

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
from huishang.sweeps.models import Missed, Stretch, Sweep
from tests.valley import COUNTY, SPRING, TOWN, Valley

SignIn = Callable[[Actor], Client]
NOW = beijing(2026, 3, 10, 9)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(NOW):
        yield


@pytest.fixture
def valley(db: None) -> Valley:
    valley = Valley()
    valley.appoint("director", "supervisor", "clerk")
    return valley


def words(page: Any) -> str:
    return unescape(page.content.decode())


def sent(**said: Any) -> dict[str, Any]:
    return {"token": str(new_id()), "version": "", **said}


def begun(client: Client, **said: Any) -> Any:
    typed = {
        "title": "春季排查",
        "place": TOWN,
        "starts_on": "2026-03-10",
        "ends_on": "2026-03-20",
        "asks": "逐户走访，看有没有独自在家的孩子。",
    }
    return client.post(reverse("sweeps:new"), sent(**{**typed, **said}))


def part() -> Stretch:
    return Stretch.objects.unscoped(reason="测试").get(division=SPRING)


def test_a_sweep_runs_from_the_town_to_the_village_and_back(
    valley: Valley, sign_in: SignIn
) -> None:
    town, village = sign_in(valley.supervisor), sign_in(valley.director)
    listed = words(town.get(reverse("sweeps:list")))
    assert "2个村（居）" in listed
    assert reverse("sweeps:new") in listed
    shown = begun(town)["Location"]
    assert "没有儿童主任" in words(town.get(shown))
    assert "没有排查：" not in words(town.get(reverse("sweeps:list")))

    desk = words(village.get(reverse("workbench:home")))
    here = reverse("sweeps:village", args=[part().pk])
    assert "排查：春季排查" in desk
    assert here in desk
    assert "独自在家的孩子" in words(village.get(here))
    missing = reverse("sweeps:note_missed", args=[part().pk])
    assert village.get(missing).status_code == 200
    typed = sent(key=str(new_id()), household="张大山，三组12号", why="away", note="邻居说去了广东")
    for _ in range(2):  # a phone sends again what it thinks did not get through
        assert village.post(missing, {**typed, "token": str(new_id())})["Location"] == here
    one = Missed.objects.unscoped(reason="测试").get()
    assert "张大山，三组12号" in words(village.get(here))

    handing = reverse("sweeps:hand_in", args=[part().pk])
    assert "应走访户数" in words(village.get(handing))
    assert village.post(handing, sent(households="120", version="1"))["Location"] == here
    assert "已走访119户，完成99%" in words(village.get(here))
    assert "119（99%）" in words(town.get(shown))

    back = reverse("sweeps:return_stretch", args=[part().pk])
    assert back in words(town.get(here))
    assert town.get(back).status_code == 200
    assert town.post(back, sent(reason="三组没有走到。", version="2"))["Location"] == here
    assert "三组没有走到。" in words(village.get(here))

    settling = reverse("sweeps:settle_missed", args=[one.pk])
    assert settling in words(village.get(here))
    assert village.get(settling).status_code == 200
    typed = sent(outcome="met", on="2026-03-10", note="孩子由奶奶带着。", version="1")
    assert village.post(settling, typed)["Location"] == here
    assert "已补访" in words(village.get(here))

    closing = reverse("sweeps:close_sweep", args=[part().sweep_id])
    assert "还有2个村（居）没有报送" in words(town.get(closing))
    assert town.post(closing, sent(reason="", version="1")).status_code == 422
    assert town.post(closing, sent(reason="并入下月。", version="1"))["Location"] == shown
    assert "并入下月。" in words(town.get(shown))
    assert "没有符合条件" in words(town.get(reverse("sweeps:list"), {"state": "running"}))


def test_a_county_orders_it_for_all_or_for_one_town(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.clerk)
    form = words(client.get(reverse("sweeps:new")))
    assert f'value="{COUNTY}"' in form
    assert f'value="{TOWN}"' in form
    assert begun(client, place=COUNTY).status_code == 302
    assert Sweep.objects.unscoped(reason="测试").get().division == COUNTY


def test_what_was_typed_stays_beside_what_is_wrong(valley: Valley, sign_in: SignIn) -> None:
    refused = begun(sign_in(valley.supervisor), ends_on="2026-03-01")
    assert refused.status_code == 422
    assert "截止日期早于开始日期" in words(refused)
    assert "看有没有独自在家的孩子" in words(refused)


def test_all_handed_in_it_closes_without_a_word(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.supervisor)
    begun(client)
    for one in Stretch.objects.unscoped(reason="测试"):
        client.post(reverse("sweeps:hand_in", args=[one.pk]), sent(households="0", version="1"))
    closing = reverse("sweeps:close_sweep", args=[part().sweep_id])
    assert "全部村（居）已经报送" in words(client.get(closing))
    assert client.post(closing, sent(reason="", version="1")).status_code == 302


def test_who_orders_none_is_told_who_does(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.director)
    assert client.get(reverse("sweeps:new")).status_code == 403
    listed = words(client.get(reverse("sweeps:list")))
    assert "由乡镇（街道）儿童督导员、县级未保办部署" in listed
    assert reverse("sweeps:new") not in listed


def test_a_patrol_is_logged_looked_at_and_withdrawn(valley: Valley, sign_in: SignIn) -> None:
    client, county = sign_in(valley.director), sign_in(valley.clerk)
    listed = reverse("sweeps:patrols")
    assert "还没有登记过巡查" in words(county.get(listed))
    assert reverse("sweeps:log_patrol") not in words(county.get(listed))
    assert county.get(reverse("sweeps:log_patrol")).status_code == 403
    form = reverse("sweeps:log_patrol")
    assert form in words(client.get(listed))
    asked = words(client.get(form))
    assert "热心群众或者志愿者" in asked
    assert "本地设定" in asked
    typed = sent(
        key=str(new_id()),
        on="2026-03-10",
        kind="street",
        route="集市",
        member_village="张三",
        found="桥下有一个八九岁的男孩独自过夜。",
    )
    refused = client.post(form, typed)
    assert refused.status_code == 422
    assert "还应有热心群众或者志愿者" in words(refused)
    assert "桥下有一个" in words(refused)
    typed |= {"short_because": "都在外地务工。", "token": str(new_id())}
    shown = client.post(form, typed)["Location"]
    page = words(client.get(shown))
    assert "没有参加" in page
    assert "都在外地务工。" in page
    assert reverse("reports:new") in page
    assert "缺员" in words(county.get(listed, {"place": TOWN}))
    back = f"{shown}withdraw/"
    assert back in page
    assert client.get(back).status_code == 200
    assert client.post(back, sent(reason="登记重复。", version="1"))["Location"] == shown
    assert "已撤销" in words(client.get(shown))
    assert back not in words(client.get(shown))


def test_a_patrol_that_found_nothing_leads_nowhere(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.supervisor)
    typed = sent(
        key=str(new_id()),
        on="2026-03-10",
        kind="key",
        route="三个村",
        member_town="张三",
        member_police="李四",
    )
    page = words(client.get(client.post(reverse("sweeps:log_patrol"), typed)["Location"]))
    assert "没有发现需要登记的情况" in page
    assert reverse("reports:new") not in page
