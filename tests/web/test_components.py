"""The components say what a page needs said: with words, not with colour alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template

from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, refused
from huishang.law import book
from huishang.web.components import (
    Button,
    Empty,
    Entry,
    Fact,
    Link,
    Pager,
    Reach,
    Stage,
    Tab,
    Weight,
)
from huishang.workflow.acts import Act
from huishang.workflow.deadlines import Deadline, Urgency

ARTICLE = Basis("yuncheng-2022", "12.1")
NEXT = Basis("yuncheng-2022", "12.2")
OTHER = Basis("civil-code", "201")


def draw(text: str, **names: Any) -> str:
    return Template("{% load house %}" + text).render(Context({"csrf_token": "t", **names}))


def test_a_citation_leads_to_its_article_and_names_a_document_once() -> None:
    drawn = draw("{% basis bases %}", bases=[ARTICLE, NEXT, OTHER, ARTICLE])
    assert drawn.count("<a ") == 3
    assert drawn.count("运未保委〔2022〕2号") == 1
    assert "依据：" in drawn
    assert "/law/instruments/yuncheng-2022/12.1/" in drawn


def test_a_citation_is_read_from_what_a_record_keeps() -> None:
    assert draw("{% basis bases %}", bases=["yuncheng-2022#12.1"]) == draw(
        "{% basis bases %}", bases=[ARTICLE]
    )


def test_no_basis_draws_nothing() -> None:
    assert draw("{% basis bases %}", bases=[]) == ""


def test_an_open_act_is_a_form_that_carries_token_and_version() -> None:
    drawn = draw("{% button b %}", b=Button(Act("file", "备案", ALLOWED), "/x/", version=3))
    assert '<form method="post" action="/x/"' in drawn
    assert 'name="version" value="3"' in drawn
    assert 'name="token"' in drawn
    assert ">备案</button>" in drawn


def test_an_act_that_opens_a_form_is_a_link() -> None:
    button = Button(Act("return", "退回", ALLOWED), "/x/", opens=True, weight=Weight.MAIN)
    assert '<a class="btn weight-main" href="/x/">退回</a>' in draw("{% button b %}", b=button)


def test_a_grave_act_tells_its_consequence_before_it_is_done() -> None:
    act = Act("cancel", "取消会议", ALLOWED, basis=(ARTICLE,))
    button = Button(act, "/x/", weight=Weight.DANGER, consequence="各单位将收到取消通知。")
    drawn = draw("{% button b %}", b=button)
    assert (
        drawn.index("取消会议")
        < drawn.index("各单位将收到取消通知。")
        < drawn.index("确认取消会议")
    )
    assert "运未保委〔2022〕2号" in drawn


@pytest.mark.parametrize("opens", [True, False])
def test_an_act_that_is_not_open_says_why_in_the_refusals_own_words(opens: bool) -> None:
    no = refused("通知不足1日，不能开会。", instead="可改期。", basis=[ARTICLE])
    drawn = draw("{% button b %}", b=Button(Act("open", "宣布开会", no), "/x/", opens=opens))
    assert 'aria-disabled="true"' in drawn
    assert "通知不足1日，不能开会。可改期。" in drawn
    assert "第十二条第（一）项" in drawn
    assert "/x/" not in drawn
    described = drawn.partition('aria-describedby="')[2].partition('"')[0]
    assert f'id="{described}"' in drawn


def test_an_absent_version_is_sent_as_nothing() -> None:
    drawn = draw("{% button b %}", b=Button(Act("file", "备案", ALLOWED), "/x/"))
    assert 'name="version" value=""' in drawn


@pytest.mark.parametrize(
    ("today", "done", "urgency"),
    [
        (date(2026, 12, 4), False, Urgency.OVERDUE),
        (date(2026, 11, 27), False, Urgency.NEAR),
        (date(2026, 11, 2), False, Urgency.IN_TIME),
        (date(2026, 11, 2), True, Urgency.DONE),
    ],
)
def test_a_deadline_has_words_and_a_sign_beside_its_colour(
    today: date, done: bool, urgency: Urgency
) -> None:
    calendar = book.current().calendar(today)
    value = Deadline.seen(date(2026, 11, 30), today, calendar, done=done)
    assert value.urgency is urgency
    drawn = draw("{% deadline d %}", d=value)
    assert value.words in drawn
    assert "<svg" in drawn
    assert "2026年11月30日" in drawn
    assert "2026年" not in draw("{% deadline d False %}", d=value)


def test_no_deadline_draws_nothing() -> None:
    assert draw("{% deadline d %}", d=None) == ""


def test_the_road_says_in_words_where_it_stands() -> None:
    road = [
        Stage("立案", Reach.DONE),
        Stage("会商", Reach.HERE, "待通知"),
        Stage("落实", Reach.AHEAD),
    ]
    drawn = draw("{% stages road %}", road=road)
    assert drawn.count('aria-current="step"') == 1
    assert "（已完成）" in drawn
    assert "（当前环节）" in drawn
    assert "待通知" in drawn


def test_a_timeline_tells_who_when_what_and_why() -> None:
    entry = Entry(
        clock.beijing(2026, 11, 22, 9, 30), "运城市公安局 王建国", "认领", (ARTICLE,), "已派专人"
    )
    drawn = draw("{% timeline entries %}", entries=[entry])
    for words in ("2026年11月22日 09:30", "运城市公安局 王建国", "认领", "已派专人", "第十二条"):
        assert words in drawn


def test_facts_say_when_nothing_was_filled_in() -> None:
    lines = [Fact("职能", ""), Fact("成立", date(2015, 1, 1)), Fact("人数", 0)]
    drawn = draw("{% facts lines %}", lines=lines)
    assert drawn.count("未填") == 1
    assert "2015年1月1日" in drawn
    assert ">0" in drawn.replace("\n", "")


def test_small_components_draw_what_they_are_given() -> None:
    assert 'aria-current="page"' in draw(
        "{% tabs row %}", row=[Tab("会商", "/a/", here=True, count=0)]
    )
    assert "/new/" in draw("{% empty e %}", e=Empty("没有", "先登记。", Link("登记", "/new/")))
    drawn = draw("{% pager p %}", p=Pager(following="/n/", first="/f/", total="共 37 条"))
    assert all(words in drawn for words in ("/n/", "/f/", "共 37 条"))
    trail = draw("{% trail steps '本页' %}", steps=[Link("个案", "/cases/")])
    assert "/cases/" in trail
    assert "本页" in trail
    assert draw("{% trail steps '本页' %}", steps=[]).strip() == ""


def test_an_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        draw("{% icon 'no_such_thing' %}")


def test_days_and_moments_are_written_as_offices_write_them() -> None:
    at = clock.beijing(2026, 1, 2, 3, 4)
    assert draw("{{ at|day }} {{ at|moment }} {{ at|short }}", at=at) == (
        "2026年1月2日 2026年1月2日 03:04 1月2日 03:04"
    )
    assert draw("{{ none|day }}{{ none|moment }}{{ none|short }}{{ none|place }}", none=None) == ""


def test_a_local_setting_stands_apart_from_what_is_law_and_leads_to_its_reason() -> None:
    setting = Basis.setting("140802000000", "filing")
    drawn = draw("{% basis bases %}", bases=[setting, ARTICLE])
    law, _, local = drawn.partition("本地设定：")
    assert law.startswith('<span class="basis">依据：<a href="/law/instruments/')
    assert "落实备案" not in law
    assert 'href="/law/explain/?provision=filing&amp;division=140802000000">落实备案</a>' in local
    assert "依据" not in draw("{% basis bases %}", bases=[str(setting)])


def test_a_citation_is_written_out() -> None:
    assert draw("{{ b|citation }}", b=ARTICLE) == book.current().cite(ARTICLE)
