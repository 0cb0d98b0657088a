"""个人信息保护 as it is worked with: register, assessment, rules, requests, breaches."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.privacy import actions
from huishang.privacy.models import Activity, Breach, HandlingRules, RightsRequest
from tests.privacy import entries

SignIn = Callable[[Actor], Client]
Posts = dict[PostKind, Actor]


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with clock.at(beijing(2026, 3, 2, 10)):
        yield


@pytest.fixture
def director(posts: Posts) -> Actor:
    return posts[PostKind.OFFICE_DIRECTOR]


@pytest.fixture
def desk(director: Actor, sign_in: SignIn) -> Client:
    return sign_in(director)


def _page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def _hand_in(client: Client, route: str, /, *args: object, **typed: object) -> int:
    path = reverse(route, args=args)
    return client.post(path, {"token": str(new_id()), **typed}).status_code


def test_an_activity_is_registered_assessed_revised_and_ended(desk: Client) -> None:
    assert "清单还是空的" in _page(desk, "privacy:activities")
    typed = {name: getattr(entries.activity(), name) for name in entries.activity().__slots__}
    typed["sensitive"] = "on"
    assert _hand_in(desk, "privacy:new_activity", **{**typed, "name": ""}) == 422
    assert _hand_in(desk, "privacy:new_activity", **typed) == 302
    key = Activity.objects.unscoped(reason="测试").get().pk
    assert "尚未评估" in _page(desk, "privacy:activities")
    assert "第十三条第（三）项" in _page(desk, "privacy:activity", key)
    texts = dict.fromkeys(("necessity", "risks", "measures", "conclusion"), "已核。")
    assert _hand_in(desk, "privacy:assess", key, **texts) == 302
    assert "有效至2027年3月2日" in _page(desk, "privacy:activity", key)
    assert (
        _hand_in(desk, "privacy:revise", key, version=1, **{**typed, "retention": "三十年"}) == 302
    )
    assert "三十年" in _page(desk, "privacy:activity", key)
    assert _hand_in(desk, "privacy:end", key, version=2) == 302
    assert "已终止" in _page(desk, "privacy:activities")


def test_rules_are_published_read_on_the_workbench_and_acknowledged(
    desk: Client, posts: Posts, sign_in: SignIn
) -> None:
    assert "一、适用范围" in _page(desk, "privacy:publish")
    assert _hand_in(desk, "privacy:publish", text="第一条", effective_on="2026-03-02") == 302
    rules = HandlingRules.objects.unscoped(reason="测试").get()
    clerk = sign_in(posts[PostKind.OFFICE_CLERK])
    assert "阅读并确认" in clerk.get("/").content.decode()
    assert "第一条" in _page(clerk, "privacy:rules")
    assert _hand_in(clerk, "privacy:acknowledge", rules.pk) == 302
    assert "阅读并确认" not in clerk.get("/").content.decode()
    assert posts[PostKind.OFFICE_CLERK].label in _page(desk, "privacy:rules")
    assert posts[PostKind.OFFICE_CLERK].label not in _page(
        sign_in(posts[PostKind.LIAISON]), "privacy:rules"
    )


def test_a_request_is_received_refused_and_its_letter_downloaded(desk: Client) -> None:
    typed = {name: getattr(entries.request(), name) for name in entries.request().__slots__}
    assert _hand_in(desk, "privacy:new_request", **{**typed, "right": ""}) == 422
    assert _hand_in(desk, "privacy:new_request", **typed) == 302
    key = RightsRequest.objects.unscoped(reason="测试").get().pk
    assert "测试监护人" not in _page(desk, "privacy:requests")
    assert "还剩 15 个工作日" in _page(desk, "privacy:request", key)
    assert "答复个人信息权利请求" in desk.get("/").content.decode()
    assert desk.get(reverse("privacy:letter", args=[key])).status_code == 404
    assert _hand_in(desk, "privacy:answer", key, "refuse", words="") == 422
    assert _hand_in(desk, "privacy:answer", key, "refuse", words="保存期限未满。") == 302
    assert "下载告知书" in _page(desk, "privacy:request", key)
    letter = desk.get(reverse("privacy:letter", args=[key]))
    assert zipfile.is_zipfile(BytesIO(letter.content))
    assert desk.get(reverse("privacy:answer", args=[key, "fulfil"])).status_code == 409
    assert desk.get(reverse("privacy:answer", args=[key, "lose"])).status_code == 404


def test_a_breach_goes_its_way_and_the_button_says_what_is_missing(
    desk: Client, posts: Posts, sign_in: SignIn
) -> None:
    security = sign_in(posts[PostKind.SECURITY_ADMINISTRATOR])
    typed = {name: getattr(entries.breach(), name) for name in entries.breach().__slots__}
    typed["discovered_at"] = "2026-03-02T09:00"
    assert _hand_in(security, "privacy:new_breach", **typed) == 302
    key = Breach.objects.unscoped(reason="测试").get().pk
    assert "不能办结" in _page(desk, "privacy:breach", key)
    assert _hand_in(desk, "privacy:close", key, version=1) == 422
    for step in ("remedy", "report", "tell"):
        said = {"at": "2026-03-02T09:30", "words": "已办。"}
        assert _hand_in(desk, "privacy:take", key, step, **{**said, "at": ""}) == 422
        assert _hand_in(desk, "privacy:take", key, step, **said) == 302
    assert _hand_in(desk, "privacy:close", key, version=4) == 302
    assert "已办结" in _page(security, "privacy:breaches")


@pytest.mark.parametrize("post", PostKind)
def test_each_post_opens_its_own_parts_and_no_others(
    post: PostKind, posts: Posts, director: Actor, sign_in: SignIn
) -> None:
    made = actions.receive_request(actor=director, entry=entries.request())
    breach = actions.find_breach(actor=director, entry=entries.breach())
    client = sign_in(posts[post])
    staff = post in (PostKind.OFFICE_DIRECTOR, PostKind.OFFICE_CLERK)
    responsible = post in (PostKind.OFFICE_DIRECTOR, PostKind.SECURITY_ADMINISTRATOR)
    expected = {
        reverse("privacy:activities"): 200 if responsible else 403,
        reverse("privacy:breaches"): 200 if responsible else 403,
        reverse("privacy:breach", args=[breach.pk]): 200 if responsible else 404,
        reverse("privacy:requests"): 200 if staff else 403,
        reverse("privacy:request", args=[made.pk]): 200 if staff else 404,
        reverse("privacy:rules"): 200,
    }
    assert {path: client.get(path).status_code for path in expected} == expected
