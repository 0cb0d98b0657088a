"""文书: downloads under their own names, signatures, and who sees none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote
from uuid import uuid4

import pytest

from tests.web.conferring import SignIn, sent

if TYPE_CHECKING:
    from huishang.documents.queries import OfficialDocument
    from tests.conferences.road import Road


@pytest.fixture
def notice(road: Road) -> OfficialDocument:
    from huishang.audit.actions import Subject
    from huishang.documents import queries

    _, item = road.notified()
    [paper] = queries.documents_of(road.clerk, Subject("agenda_item", item.pk))
    return paper


def test_a_paper_is_downloaded_under_its_chinese_name_and_recorded(
    road: Road, notice: OfficialDocument, sign_in: SignIn
) -> None:
    from huishang.cases import queries as cases

    answer = sign_in(road.liaisons["police"]).get(f"/documents/{notice.pk}/docx/")
    header = answer.headers["Content-Disposition"]
    assert answer.status_code == 200
    assert header.startswith("attachment; filename*=utf-8''")
    assert notice.title in unquote(header)
    assert answer.content.startswith(b"PK")
    readings = cases.readings(road.county_clerk, road.case).rows
    assert "查阅附件" in [entry.label for entry in readings]


def test_the_calendar_entry_of_a_seat_is_its_own(
    road: Road, notice: OfficialDocument, sign_in: SignIn
) -> None:
    from huishang.audit.actions import Subject
    from huishang.conferences import queries
    from huishang.documents import queries as documents

    item = queries.item(road.clerk, notice.subject_id)
    seat = road.seat(item, "police")
    [kept] = documents.files_of(road.liaisons["police"], [Subject("seat", seat.pk)])
    own = sign_in(road.liaisons["police"]).get(f"/documents/files/{kept.pk}/")
    assert own.content.startswith(b"BEGIN:VCALENDAR")
    assert own.headers["Content-Type"].startswith("text/calendar")
    other = sign_in(road.liaisons["education"]).get(f"/documents/files/{kept.pk}/")
    assert other.status_code == 404


@pytest.mark.parametrize("path", ["", "docx/", "pdf/"])
def test_a_stranger_finds_no_paper(
    road: Road, notice: OfficialDocument, sign_in: SignIn, path: str
) -> None:
    answer = sign_in(road.liaisons["court"]).get(f"/documents/{notice.pk}/{path}")
    assert answer.status_code == 404


def test_signed_for_once_and_shown_to_the_issuer(
    road: Road, notice: OfficialDocument, sign_in: SignIn
) -> None:
    client, typed = sign_in(road.liaisons["police"]), sent()
    assert notice.title in client.get("/documents/").content.decode()
    for _ in range(2):
        assert client.post(f"/documents/{notice.pk}/sign/", typed).status_code == 302
    assert notice.title not in client.get("/documents/").content.decode()
    again = client.post(f"/documents/{notice.pk}/sign/", {**typed, "token": str(uuid4())})
    assert again.status_code == 409
    shown = sign_in(road.clerk).get(f"/documents/{notice.pk}/").content.decode()
    assert road.liaisons["police"].person_name in shown
    assert "未签收" in shown


def test_who_did_not_get_it_does_not_sign(
    road: Road, notice: OfficialDocument, sign_in: SignIn
) -> None:
    answer = sign_in(road.director).post(f"/documents/{notice.pk}/sign/", sent())
    assert answer.status_code == 403


def test_an_empty_list_says_what_will_come(road: Road, sign_in: SignIn) -> None:
    assert "没有待签收的公文" in sign_in(road.clerk).get("/documents/").content.decode()
