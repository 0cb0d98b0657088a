"""送达 as offices and receivers see it: danger, passing on, handing up, signing."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.discovery import queries as reports
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind
from tests.discovery.road import told
from tests.valley import COUNTY, SPRING, Valley

SignIn = Callable[[Actor], Client]


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _at(name: str, key: Any) -> str:
    return reverse(f"reports:{name}", args=[key])


def test_r036_danger_is_ticked_stands_out_and_is_signed_for(
    valley: Valley, sign_in: SignIn
) -> None:
    valley.appoint("police", "clerk")
    typed = {
        "token": new_id(),
        "child_name": "张小明",
        "age": "11",
        "incident_division": SPRING,
        "narrative": "正在被打。",
        "channel": "visit",
        "danger": "on",
    }
    assert sign_in(valley.director).post(reverse("reports:new"), typed).status_code == 302
    (row,) = reports.reports(valley.police).rows
    client = sign_in(valley.police)
    assert "正在面临危险" in _words(client.get(reverse("reports:list")))
    page = _words(client.get(_at("show", row.id)))
    assert "尚未签收" in page
    assert _at("sign", row.id) in page
    assert client.post(_at("sign", row.id), {"token": new_id()}).status_code == 302
    page = _words(client.get(_at("show", row.id)))
    assert "尚未签收" not in page
    assert _at("sign", row.id) not in page


def test_r035_handed_up_with_the_reason_on_the_page(valley: Valley, sign_in: SignIn) -> None:
    report, client = told(valley.clerk), sign_in(valley.clerk)
    assert "不能处置的原因" in _words(client.get(_at("hand_up", report.pk)))
    typed = {"token": new_id(), "reason": "需要跨县核实。"}
    assert client.post(_at("hand_up", report.pk), typed | {"reason": ""}).status_code == 422
    assert client.post(_at("hand_up", report.pk), typed).status_code == 302
    page = _words(sign_in(valley.city_clerk).get(_at("show", report.pk)))
    assert "需要跨县核实。" in page


def test_l008_passed_on_to_the_department_chosen(valley: Valley, sign_in: SignIn) -> None:
    school = valley.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "education")
    report = told(valley.clerk, issues=("dropout",))
    client = sign_in(valley.clerk)
    assert school.organisation_name in _words(client.get(_at("pass_on", report.pk)))
    typed = {"token": new_id(), "reason": "校园欺凌。"}
    empty = client.post(_at("pass_on", report.pk), typed | {"organisation_id": ""})
    assert empty.status_code == 422
    assert "校园欺凌。" in _words(empty)
    chosen = typed | {"organisation_id": str(school.organisation_id)}
    assert client.post(_at("pass_on", report.pk), chosen).status_code == 302
    assert reports.report(school, report.pk)


def test_r042_the_department_whose_duties_the_problem_calls_for_stands_first_with_its_article(
    valley: Valley, sign_in: SignIn
) -> None:
    police = valley.police
    school = valley.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "education")
    client = sign_in(valley.clerk)
    truant = _words(client.get(_at("pass_on", told(valley.clerk, issues=("dropout",)).pk)))
    card, _, choices = truant.partition("供选择时参考")
    assert "负有职责的部门" in card
    assert f"<strong>{school.organisation_name}</strong>" in card
    assert police.organisation_name not in card
    assert "第十三条" in card
    assert f"{school.organisation_name}（负有职责）" in choices
    assert choices.index(school.organisation_name) < choices.index(police.organisation_name)
    unnamed = _words(client.get(_at("pass_on", told(valley.clerk, issues=()).pk)))
    assert "负有职责" not in unnamed
