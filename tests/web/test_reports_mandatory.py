"""The door of those who are bound to report, as a liaison and an office see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.discovery import queries as reports
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from tests.discovery.test_mandatory import HOSPITAL, NOON, bound
from tests.valley import SPRING, Valley

SignIn = Callable[[Actor], Client]
LATE = '<span class="tag tone-red">迟报</span>'


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _typed(**changes: Any) -> dict[str, Any]:
    knew = (clock.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    return {
        "token": new_id(),
        "child_name": "张小明",
        "age": "11",
        "incident_division": SPRING,
        "narrative": "头面部多处陈旧伤。",
        "channel": "mandatory",
        "unit": HOSPITAL,
        "industry": "medical",
        "situation": "beaten",
        "known_at": knew,
    } | changes


def test_r040_a_hospital_reports_and_the_office_sees_no_alarm_and_no_unit(
    valley: Valley, sign_in: SignIn
) -> None:
    answer = sign_in(valley.police).post(reverse("reports:new"), _typed())
    assert answer.status_code == 302, _words(answer)
    (row,) = reports.reports(valley.clerk).rows
    page = _words(sign_in(valley.clerk).get(reverse("reports:show", args=[row.id])))
    for words in ("医疗机构", "多处损伤", "没有报警", "本地设定"):
        assert words in page
    assert HOSPITAL not in page
    shown = sign_in(valley.clerk).post(
        reverse("reports:reporter", args=[row.id]), {"purpose": "verify"}
    )
    assert HOSPITAL in _words(shown)


def test_r038_what_was_typed_stays_when_the_alarm_is_missing(
    valley: Valley, sign_in: SignIn
) -> None:
    answer = sign_in(valley.police).post(reverse("reports:new"), _typed(situation="abandoned"))
    page = _words(answer)
    assert answer.status_code == 422
    assert "立即拨打110" in page
    assert HOSPITAL in page
    assert '<option value="abandoned" selected>' in page


def test_l004_late_stands_out_in_the_list_and_on_the_report(
    valley: Valley, sign_in: SignIn
) -> None:
    client = sign_in(valley.clerk)
    bound(valley.police, alarmed_at=NOON)
    assert LATE not in _words(client.get(reverse("reports:list")))
    late = bound(valley.police, known_at=NOON - timedelta(hours=9), alarmed_at=NOON)
    assert LATE in _words(client.get(reverse("reports:list")))
    page = _words(client.get(reverse("reports:show", args=[late.pk])))
    assert LATE in page
    assert "没有报警" not in page


def test_r040_the_fold_opens_at_its_own_door(valley: Valley, sign_in: SignIn) -> None:
    typed = _typed(unit="", industry="", situation="", known_at="", narrative="")
    page = _words(sign_in(valley.director).post(reverse("reports:new"), typed))
    assert page.count("请从列表中选择") >= 2
    assert '<details class="further" open><summary>来源渠道是“强制报告”' in page
