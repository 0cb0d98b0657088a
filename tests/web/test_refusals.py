"""A refusal is told in one place: calmly, with its status, its reason and its article."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from huishang.audit.models import Event
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import (
    Conflict,
    HuishangError,
    InvalidData,
    NoRuleInForce,
    NotInThisState,
    NotPermitted,
    NotVisible,
    RuleUnmet,
)
from huishang.kernel.terms import PostKind
from huishang.web.middleware import Refusals
from huishang.web.refusals import Refusal
from tests.audit.writing import told

SignIn = Callable[[Actor], Client]

ARTICLE = Basis("yuncheng-2022", "12.1")
ERRORS: list[HuishangError] = [
    NotVisible("个案"),
    NotPermitted("联络员不能签发纪要。", instead="请由会议主持人签发。"),
    NotInThisState("会商目前为“筹备中”，不能办理“宣布开会”。", instead="请先发出通知。"),
    RuleUnmet("通知发出不足1日，不能开会。", instead="可改期。", basis=(ARTICLE,)),
    NoRuleInForce("没有现行规定。", instead="请明确后再办理。"),
    Conflict("内容已被他人修改。", instead="请核对。"),
    InvalidData({"on": "请填写会议时间。", "place": "请填写会议地点。"}),
]

each_error = pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch, posts: dict[PostKind, Actor], sign_in: SignIn):  # type: ignore[no-untyped-def]
    """Open the inbox while its query refuses; as a page, or for htmx."""
    from huishang.notifications import queries

    def open_with(error: HuishangError, **headers: str):  # type: ignore[no-untyped-def]
        def raise_it(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(queries, "inbox", raise_it)
        return sign_in(posts[PostKind.LIAISON]).get("/notices/", headers=headers)

    return open_with


@each_error
def test_a_refusal_is_a_page_of_its_own_status_with_all_its_words(refuse, error) -> None:  # type: ignore[no-untyped-def]
    answer = refuse(error)
    text = answer.content.decode()
    assert answer.status_code == error.http_status
    assert f"<h1>{error.title}</h1>" in text
    told = Refusal.of(error)
    for words in (told.message, told.instead, *told.fields):
        assert words in text
    assert answer.headers["X-Request-Id"] in text


@each_error
def test_htmx_gets_the_box_alone_and_puts_it_where_it_is_seen(refuse, error) -> None:  # type: ignore[no-untyped-def]
    answer = refuse(error, HX_Request="true", HX_Target="form")
    text = answer.content.decode()
    assert answer.status_code == error.http_status
    assert "<html" not in text
    assert "<nav" not in text
    assert error.instead in text
    assert answer.headers["HX-Retarget"] == "#refusal"
    assert answer.headers["HX-Reswap"] == "innerHTML"


@pytest.mark.parametrize(
    ("referer", "offered"),
    [("http://testserver/law/", True), ("https://elsewhere.example/", False), ("", False)],
)
def test_the_way_back_leads_to_our_own_pages_only(refuse, referer, offered) -> None:  # type: ignore[no-untyped-def]
    text = refuse(NotVisible("个案"), Referer=referer).content.decode()
    assert ("返回上一页" in text) is offered
    assert "elsewhere" not in text


def test_the_article_of_a_refusal_leads_to_its_page(refuse) -> None:  # type: ignore[no-untyped-def]
    text = refuse(RuleUnmet("不足1日。", basis=(ARTICLE,))).content.decode()
    assert 'href="/law/instruments/yuncheng-2022/12.1/"' in text
    assert "运未保委〔2022〕2号 第十二条第（一）项" in text


@pytest.mark.parametrize(
    ("error", "kept"),
    [(NotVisible("个案"), 1), (NotPermitted("不能。"), 1), (RuleUnmet("不足。"), 0)],
)
def test_who_asked_for_what_is_not_theirs_is_written_down(refuse, error, kept) -> None:  # type: ignore[no-untyped-def]
    refuse(error)
    events = Event.objects.filter(act="audit.refuse")
    assert [told(event)["path"] for event in events] == ["/notices/"] * kept


def test_what_is_not_ours_is_left_to_others() -> None:
    request = RequestFactory().get("/api/v1/")
    middleware = Refusals(lambda request: None)  # type: ignore[arg-type,return-value]
    assert middleware.process_exception(request, NotVisible()) is None
    request.resolver_match = ResolverMatch(lambda request: None, (), {})
    assert middleware.process_exception(request, NotVisible()) is None
