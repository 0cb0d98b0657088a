"""The inbox, the rosters, the audit and the system page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.audit.actions import Subject
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind, Rank
from huishang.notifications import actions as notifications
from huishang.notifications.models import Message
from huishang.organisations import queries as organisations
from tests.places import HOUSE, Jurisdiction, jurisdiction, somebody

SignIn = Callable[[Actor], Client]


# --- 通知 ----------------------------------------------------------------------------------------


def _send(actor: Actor, **changes: Any) -> Message:
    return notifications.send(
        **{
            "actor": HOUSE,
            "organisation_id": actor.organisation_id,
            "kind": "conference_notice",
            "title": "会议通知（运未保办〔2026〕3号）",
            "body": "请派分管负责人参加。",
            "link": "/law/",
            "subject": Subject("seat", new_id()),
            **changes,
        }
    )


@pytest.fixture
def liaison(city: Jurisdiction) -> Actor:
    return somebody(city.department("police"), PostKind.LIAISON)


def test_to_see_the_list_is_to_have_received_what_is_on_it(liaison: Actor, sign_in: SignIn) -> None:
    message = _send(liaison)
    text = sign_in(liaison).get("/notices/").content.decode()
    message.refresh_from_db()
    assert message.title in text
    assert message.delivered_at is not None
    assert message.read_at is None


def test_the_workbench_is_a_list_too(liaison: Actor, sign_in: SignIn) -> None:
    message = _send(liaison)
    assert message.title in sign_in(liaison).get("/").content.decode()
    message.refresh_from_db()
    assert message.delivered_at is not None


def test_to_open_a_message_is_the_receipt(liaison: Actor, sign_in: SignIn) -> None:
    message = _send(liaison)
    text = sign_in(liaison).get(reverse("inbox:open", args=[message.pk])).content.decode()
    message.refresh_from_db()
    assert message.read_by == liaison.label
    assert liaison.label in text
    assert message.body in text
    assert 'href="/law/"' in text


def test_a_message_to_others_is_not_there(
    liaison: Actor, city: Jurisdiction, sign_in: SignIn
) -> None:
    message = _send(liaison)
    stranger = somebody(city.department("health"), PostKind.LIAISON)
    answer = sign_in(stranger).get(reverse("inbox:open", args=[message.pk]))
    assert answer.status_code == 404
    assert message.title not in answer.content.decode()


def test_a_long_inbox_is_read_page_by_page(liaison: Actor, sign_in: SignIn) -> None:
    from huishang.notifications.queries import PAGE

    sent = {_send(liaison, title=f"第{number}号通知").title for number in range(PAGE + 3)}
    client, path, seen = sign_in(liaison), "/notices/", set()
    for _ in range(2):
        text = client.get(path).content.decode()
        seen |= {title for title in sent if f">{title}<" in text}
        path = (
            "/notices/" + text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        )
    assert seen == sent
    assert client.get("/notices/?after=x").status_code == 404


# --- 单位与名册 ----------------------------------------------------------------------------------


@pytest.fixture
def keeper(city: Jurisdiction) -> Actor:
    return somebody(city.body(OrganisationKind.PLATFORM), PostKind.SECURITY_ADMINISTRATOR)


def test_the_bodies_of_a_place_are_listed_with_their_seat_on_the_committee(
    city: Jurisdiction, liaison: Actor, sign_in: SignIn
) -> None:
    outsider = city.department("finance", member=False)
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    jurisdiction("140802", "盐湖区")
    text = sign_in(clerk).get("/organisations/").content.decode()
    for name in (city.office.name, city.committee.name, liaison.organisation_name, outsider.name):
        assert name in text
    assert "盐湖区未成年人保护委员会" not in text
    assert 'href="?division=140802000000"' in text
    assert text.count('data-label="成员单位">是<') == 1
    narrowed = sign_in(clerk).get("/organisations/", {"kind": "office"}).content.decode()
    assert city.office.name in narrowed
    assert outsider.name not in narrowed


def test_a_liaison_is_appointed_by_the_office_with_one_form(
    city: Jurisdiction, sign_in: SignIn
) -> None:
    police = city.department("police")
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    typed = {
        "token": new_id(),
        "name": "王建国",
        "kind": "liaison",
        "title": "副支队长",
        "rank": "deputy_in_charge",
        "held_from": "2026-01-05",
    }
    answer = sign_in(clerk).post(reverse("organisations:appoint", args=[police.pk]), typed)
    (post,) = organisations.staff_of(police.pk)
    assert answer.headers["Location"] == reverse("organisations:show", args=[police.pk])
    assert (post.person.name, post.title, Rank(post.rank)) == (
        "王建国",
        "副支队长",
        Rank.DEPUTY_IN_CHARGE,
    )


def test_an_office_offers_only_the_posts_it_keeps(city: Jurisdiction, sign_in: SignIn) -> None:
    police = city.department("police")
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    path = reverse("organisations:appoint", args=[police.pk])
    text = sign_in(clerk).get(path).content.decode()
    assert '<option value="liaison">' in text
    assert "office_director" not in text


def test_where_one_may_not_appoint_the_button_says_why(
    city: Jurisdiction, liaison: Actor, sign_in: SignIn
) -> None:
    path = reverse("organisations:show", args=[city.office.pk])
    text = sign_in(liaison).get(path).content.decode()
    assert 'aria-disabled="true"' in text
    assert "登记" in text.partition('class="act-reason"')[2].partition("</span>")[0]
    assert (
        sign_in(liaison).get(reverse("organisations:appoint", args=[city.office.pk])).status_code
        == 403
    )


def test_a_post_is_ended_on_its_page(city: Jurisdiction, keeper: Actor, sign_in: SignIn) -> None:
    worker = somebody(city.body(OrganisationKind.CENTRE), PostKind.CASE_WORKER)
    path = reverse("organisations:end_post", args=[worker.post_id])
    assert worker.person_name in sign_in(keeper).get(path).content.decode()
    sent = {"token": new_id(), "held_until": clock.today().isoformat()}
    assert sign_in(keeper).post(path, sent).status_code == 302
    assert organisations.staff_of(worker.organisation_id) == []


def test_a_wrong_day_of_leaving_is_told_beside_its_field(
    city: Jurisdiction, keeper: Actor, sign_in: SignIn
) -> None:
    worker = somebody(city.body(OrganisationKind.CENTRE), PostKind.CASE_WORKER)
    path = reverse("organisations:end_post", args=[worker.post_id])
    sent = {"token": new_id(), "held_until": "2001-01-01"}
    answer = sign_in(keeper).post(path, sent)
    assert answer.status_code == 422
    assert 'id="id_held_until_error"' in answer.content.decode()


# --- 审计 ----------------------------------------------------------------------------------------


@pytest.fixture
def auditor(city: Jurisdiction) -> Actor:
    return somebody(city.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)


def test_the_auditor_reads_what_was_done_and_narrows_it(
    auditor: Actor, liaison: Actor, sign_in: SignIn
) -> None:
    notifications.read(actor=liaison, message_id=_send(liaison).pk)
    client = sign_in(auditor)
    text = client.get("/audit/").content.decode()
    assert liaison.label in text
    narrowed = client.get("/audit/", {"nature": "refusal"}).content.decode()
    assert liaison.label not in narrowed
    assert "没有符合条件的记录" in narrowed
    assert client.get("/audit/", {"after": "x"}).status_code == 422


def test_nobody_else_reads_or_verifies_the_audit(liaison: Actor, sign_in: SignIn) -> None:
    client = sign_in(liaison)
    for path in ("/audit/", "/audit/verify/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "审计管理员" in answer.content.decode()


# --- 系统 ----------------------------------------------------------------------------------------


def test_the_system_page_is_its_administrators(
    city: Jurisdiction, liaison: Actor, sign_in: SignIn
) -> None:
    administrator = somebody(city.body(OrganisationKind.PLATFORM), PostKind.SYSTEM_ADMINISTRATOR)
    text = sign_in(administrator).get("/system/").content.decode()
    for subject in ("数据库", "制度数据", "放假安排", "页面样式和脚本", "传输加密"):
        assert subject in text
    assert sign_in(liaison).get("/system/").status_code == 403


def test_a_year_without_its_holidays_is_to_be_mended() -> None:
    from datetime import date

    from huishang.web.pages.system import checks

    assert checks._calendar(date(2026, 1, 1)).well
    lacking = checks._calendar(date(2031, 1, 1))
    assert not lacking.well
    assert "2031年" in lacking.remedy
