"""The system administrator keeps the addresses programs are answered at, on pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.discovery import actions as discovery
from huishang.exchange import queries
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from tests.exchange.line import Line
from tests.exchange.receiver import checked_by_how_to, receiving

SignIn = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def at_home(settings: Any) -> None:
    settings.ANSWER_PLAIN_HTTP = True


@pytest.fixture
def line(db: None) -> Line:
    return Line()


@pytest.fixture
def keeper(line: Line, sign_in: SignIn) -> Client:
    return sign_in(line.keeper)


def post(client: Client, name: str, key: object, **typed: Any) -> str:
    """What the page says afterwards."""
    where = reverse(f"answers:{name}", args=[key])
    answer = client.post(where, {"token": str(new_id()), **typed}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def text(client: Client, name: str, *keys: object) -> str:
    return client.get(reverse(name, args=keys)).content.decode()


def test_from_the_program_to_a_trial_that_arrived(
    line: Line,
    keeper: Client,
) -> None:
    page = text(keeper, "accounts:program", line.account.pk)
    assert reverse("answers:endpoint", args=[line.account.pk]) in page
    assert "没有登记" in text(keeper, "answers:endpoint", line.account.pk)
    with receiving() as hotline:
        shown = post(keeper, "register", line.account.pk, url=hotline.url)
        (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]+", shown)
        assert "whsec_" not in text(keeper, "answers:endpoint", line.account.pk)
        assert "试发已列入待发" in post(keeper, "try_out", line.endpoint.id)
        line.run()
        assert "已送达" in text(keeper, "answers:endpoint", line.account.pk)
        (letter,) = hotline.letters
        assert checked_by_how_to()(secret, letter.headers, letter.body)


def test_an_address_of_the_inside_is_refused_beside_its_box(
    line: Line,
    keeper: Client,
) -> None:
    where = reverse("answers:register", args=[line.account.pk])
    answer = keeper.post(where, {"token": str(new_id()), "url": "https://10.0.0.1/a"})
    assert answer.status_code == 422
    assert "内网" in answer.content.decode()
    assert "https://10.0.0.1/a" in answer.content.decode()


def test_a_person_has_no_address_for_answers(line: Line, keeper: Client) -> None:
    where = reverse("answers:endpoint", args=[line.keeper.account_id])
    assert keeper.get(where).status_code == 404


def test_the_secret_is_changed_and_the_address_switched_off_and_on(
    line: Line,
    keeper: Client,
) -> None:
    line.register("http://127.0.0.1:9/answers")
    key = line.endpoint.id
    shown = post(keeper, "rotate", key)
    assert "whsec_" in shown
    assert "新旧密钥并用至" in shown
    assert "已停用：对方检修。" in post(keeper, "switch_off", key, reason="对方检修。")
    discovery.accept_report(actor=line.clerk, report_id=line.report().pk)
    assert "停用的地址有待发的答复" in text(keeper, "system:status")
    assert "正在使用" in post(keeper, "switch_on", key)
    assert "待发1件" in text(keeper, "system:status")


def test_that_nobody_sends_is_said(line: Line, keeper: Client) -> None:
    line.register("http://127.0.0.1:9/answers")
    with clock.at(clock.beijing(2026, 3, 10)):
        discovery.accept_report(actor=line.clerk, report_id=line.report().pk)
    assert "没有程序在发" in text(keeper, "system:status")


def test_what_did_not_arrive_is_told_to_the_keeper_and_to_the_office_and_sent_again(
    line: Line,
    keeper: Client,
    sign_in: SignIn,
    settings: Any,
) -> None:
    settings.ANSWER_WAITS = ()
    assert "没有这样的答复" in text(keeper, "answers:list")
    with receiving(500, 500, 204) as hotline:
        line.register(hotline.url)
        report = line.report()
        discovery.accept_report(actor=line.clerk, report_id=report.pk)
        clerk = sign_in(line.clerk)
        assert "答复没有送到" not in text(clerk, "reports:show", report.pk)
        line.run()
        assert "1件办理结果没有送到" in text(keeper, "workbench:home")
        assert "1件没有送到" in text(keeper, "system:status")
        listed = text(keeper, "answers:list")
        assert report.external_number in listed
        assert "状态码500" in listed
        assert "张小明" not in listed
        told = text(clerk, "reports:show", report.pk)
        assert "答复没有送到" in told
        assert "没有送到" not in text(clerk, "workbench:home")
        assert "随即重发" in post(keeper, "again", line.rows[0].id)
        line.run()
        assert "1件已列入待发" in post(keeper, "all_again", line.endpoint.id)
        line.run()
    assert "答复没有送到" not in text(clerk, "reports:show", report.pk)
    assert report.external_number in text(keeper, "answers:list") + str(
        keeper.get(reverse("answers:list"), {"status": "all"}).content.decode()
    )


def test_what_is_given_up_says_why_and_the_office_is_told(
    line: Line,
    keeper: Client,
    sign_in: SignIn,
    settings: Any,
) -> None:
    settings.ANSWER_WAITS = ()
    with receiving(410) as hotline:
        line.register(hotline.url)
        report = line.report()
        discovery.accept_report(actor=line.clerk, report_id=report.pk)
        line.run()
    key = line.rows[0].id
    assert keeper.get(reverse("answers:give_up", args=[key])).status_code == 200
    assert "不再重发" in post(keeper, "give_up", key, reason="已电话告知。")
    assert queries.dead_letters(line.keeper) == 0
    given_up = keeper.get(reverse("answers:list"), {"status": "given_up"}).content.decode()
    assert "已电话告知。" in given_up
    told = text(sign_in(line.clerk), "reports:show", report.pk)
    assert "已决定不再重发" in told
