"""Posters to hang up, and what becomes of a report that came by one."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from huishang.discovery import queries
from huishang.documents.rendering import cjk_font
from huishang.kernel.actor import Actor
from huishang.kernel.terms import OrganisationKind
from tests.valley import CITY, COUNTY, OTHER_COUNTY, SPRING, TOWN, Valley
from tests.web.test_public import CRYING, _key

SignIn = Callable[[Actor], Client]
needs_typeface = pytest.mark.skipif(
    cjk_font() is None, reason="本机没有中文字体，不生成PDF（Debian：fonts-noto-cjk）"
)


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def words(page: Any) -> str:
    return unescape(page.content.decode())


def tell(client: Client, where: str) -> int:
    typed = {"key": _key(client.get(where)), "narrative": CRYING}
    return client.post(where, typed).status_code


def led_to(page: Any) -> list[str]:
    """Where the codes of a PDF lead, sheet by sheet."""
    assert page["Content-Type"] == "application/pdf"
    return [
        str(mark.get_object()["/A"]["/URI"])
        for sheet in PdfReader(io.BytesIO(page.content)).pages
        for mark in sheet["/Annots"]
    ]


@needs_typeface
def test_a_village_has_its_poster(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.director)
    page = client.get(reverse("reports:posters", args=[SPRING]))
    where = reverse("reports:posters_pdf", args=[SPRING])
    assert where in words(page)
    assert led_to(client.get(where)) == [f"http://testserver/tell/{SPRING}/"]


@needs_typeface
def test_a_county_prints_all_of_a_town_at_once(valley: Valley, sign_in: SignIn) -> None:
    school = valley.body(OrganisationKind.SCHOOL, TOWN)
    client = sign_in(valley.clerk)
    page = words(client.get(reverse("reports:posters", args=[TOWN])))
    where = reverse("reports:posters_pdf", args=[TOWN])
    assert f"{where}?of=every" in page
    assert f"{where}?of={school.pk}" in page
    villages = [one.code for one in queries.spots(valley.clerk, TOWN).below if one.at is None]
    made = led_to(client.get(where, {"of": "every"}))
    assert made == [
        *(f"http://testserver/tell/{code}/" for code in villages),
        f"http://testserver/tell/{TOWN}/?at={school.pk}",
    ]
    assert led_to(client.get(where, {"of": str(school.pk)})) == made[-1:]


def test_a_city_prints_its_counties_and_none_of_its_own(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.city_clerk)
    page = words(client.get(reverse("reports:posters", args=[CITY])))
    assert reverse("reports:posters", args=[COUNTY]) in page
    assert reverse("reports:posters_pdf", args=[COUNTY]) in page
    assert reverse("reports:posters_pdf", args=[CITY]) not in page
    assert client.get(reverse("reports:posters_pdf", args=[CITY])).status_code == 404


def test_nobody_prints_for_another_place(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.clerk)
    for name in ("reports:posters", "reports:posters_pdf"):
        for place in (OTHER_COUNTY, CITY, "no"):
            assert client.get(reverse(name, args=[place])).status_code == 404


def test_a_body_that_is_not_there_has_no_poster(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.clerk)
    where = reverse("reports:posters_pdf", args=[TOWN])
    assert client.get(where, {"of": "no"}).status_code == 404


def test_without_a_chinese_typeface_the_page_says_what_to_do(
    valley: Valley, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huishang.web.pages.reports.posters.cjk_font", lambda: None)
    page = words(sign_in(valley.clerk).get(reverse("reports:posters", args=[TOWN])))
    assert "请系统管理员安装" in page
    assert "下载PDF" not in page


def test_a_report_says_whose_poster_was_scanned(valley: Valley, sign_in: SignIn) -> None:
    school = valley.body(OrganisationKind.SCHOOL, TOWN)
    where = f"{reverse('public:tell', args=[TOWN])}?at={school.pk}"
    client = Client()
    page = words(client.get(where))
    assert school.name in page
    assert f"{reverse('public:tell', args=[SPRING])}?at={school.pk}" in page
    assert tell(client, where) == 200
    (row,) = queries.reports(valley.clerk).rows
    page = words(sign_in(valley.clerk).get(reverse("reports:show", args=[row.id])))
    assert "扫码海报" in page
    assert school.name in page


@pytest.mark.parametrize("at", ["no", "0199f3a2-1c5e-7d3b-8a90-5f2f3a7b9c11", "office"])
def test_whatever_else_the_address_says_loses_no_report(
    valley: Valley, sign_in: SignIn, at: str
) -> None:
    key = str(valley.county.office.pk) if at == "office" else at
    where = f"{reverse('public:tell', args=[SPRING])}?at={key}"
    assert tell(Client(), where) == 200
    (row,) = queries.reports(valley.clerk).rows
    page = words(sign_in(valley.clerk).get(reverse("reports:show", args=[row.id])))
    assert "扫码海报" not in page
