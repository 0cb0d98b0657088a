"""The three steps of a report as an office walks them: taken on or not, decided, told."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.discovery import actions
from huishang.discovery import queries as reports
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.ids import new_id
from tests.discovery.road import told
from tests.valley import Valley

SignIn = Callable[[Actor], Client]


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _at(name: str, report: Any) -> str:
    return reverse(f"reports:{name}", args=[report.pk])


def test_l004_taken_on_by_a_button_and_told_by_a_form(valley: Valley, sign_in: SignIn) -> None:
    report, client = told(valley.police), sign_in(valley.clerk)
    page = _words(client.get(_at("show", report)))
    assert _at("accept", report) in page
    assert "24小时，本地设定" in page
    pressed = client.post(_at("accept", report), {"token": new_id(), "version": "1"})
    assert pressed.status_code == 302
    assert reports.report(valley.clerk, report.pk).status_label == "已受理"
    assert _at("accept", report) not in _words(client.get(_at("show", report)))
    assert client.get(_at("tell", report)).status_code == 409, "nothing decided yet"
    actions.settle_report(actor=valley.clerk, report_id=report.pk, settlement="已处置。")
    shown = client.get(_at("tell", report))
    assert "告知情况" in _words(shown)
    typed = {"token": new_id(), "text": "已电话告知。"}
    assert client.post(_at("tell", report), typed | {"text": ""}).status_code == 422
    stale = client.post(_at("tell", report), typed | {"version": "1"})
    assert stale.status_code == 409
    assert "已电话告知。" in _words(stale)
    assert client.post(_at("tell", report), typed | {"version": "3"}).status_code == 302
    assert "已电话告知。" in _words(client.get(_at("show", report)))


def test_l004_refused_with_a_reason(valley: Valley, sign_in: SignIn) -> None:
    report, client = told(valley.police), sign_in(valley.clerk)
    assert "不予受理的理由" in _words(client.get(_at("refuse", report)))
    typed = {"token": new_id(), "reason": "与前一件重复。", "version": "1"}
    assert client.post(_at("refuse", report), typed | {"reason": ""}).status_code == 422
    assert client.post(_at("refuse", report), typed | {"version": "9"}).status_code == 409
    assert client.post(_at("refuse", report), typed).status_code == 302
    page = _words(client.get(_at("show", report)))
    assert "与前一件重复。" in page
    assert "不予受理" in _words(client.get(reverse("reports:list"), {"status": "refused"}))


def test_l004_what_is_overdue_stands_out(valley: Valley, sign_in: SignIn) -> None:
    with at(beijing(2026, 3, 2)):
        report = told(valley.police)
    client = sign_in(valley.clerk)
    mark = '<span class="tag tone-red">受理逾期</span>'
    assert mark in _words(client.get(reverse("reports:list")))
    page = _words(client.get(_at("show", report)))
    assert mark in page
    assert "处置后起算" in page
