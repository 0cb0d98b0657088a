"""Who asks, in which post, and how a stranger is answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from tests.api.conftest import PREFIX, Program
from tests.cases.road import opened
from tests.places import HOUSE, LONG_AGO
from tests.valley import Valley

SignIn = Callable[[Actor], Program]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_told_to_sign_in(method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(f"{PREFIX}/reports")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_signed_in"


def test_a_write_without_the_sessions_token_is_refused(valley: Valley, program: SignIn) -> None:
    clerk = program(valley.clerk)
    clerk.token = "0" * 32
    answer = clerk.post("/reports", {})
    assert answer.status_code == 403
    assert answer.json()["code"] == "unconfirmed_source"


def second_post(actor: Actor, valley: Valley) -> str:
    post = organisations.appoint(
        actor=HOUSE,
        person_id=actor.person_id,
        organisation_id=valley.other_county.office.pk,
        kind=PostKind.OFFICE_CLERK,
        held_from=LONG_AGO,
    )
    return str(post.pk)


def test_one_acts_in_the_post_the_header_names(valley: Valley, program: SignIn) -> None:
    case = opened(valley)
    clerk, other = program(valley.clerk), second_post(valley.clerk, valley)
    assert len(clerk.get("/cases").json()["rows"]) == 1
    assert clerk.get("/cases", **{"X-Huishang-Post": other}).json()["rows"] == []
    assert clerk.get(f"/cases/{case.pk}", **{"X-Huishang-Post": other}).status_code == 404
    posts = clerk.get("/me", **{"X-Huishang-Post": other}).json()["posts"]
    assert [held["acting"] for held in posts] == [False, True]


def test_or_in_the_one_chosen_on_the_pages(valley: Valley, program: SignIn) -> None:
    opened(valley)
    clerk, other = program(valley.clerk), second_post(valley.clerk, valley)
    session = clerk.client.session
    session["post"] = other
    session.save()
    assert clerk.get("/cases").json()["rows"] == []


NOBODYS = "01980000-0000-7000-8000-000000000000"
"""A key nothing has. Fixed, so that every process collects the same tests."""


@pytest.mark.parametrize(("named", "status"), [("nonsense", 422), (NOBODYS, 403)])
def test_never_in_a_post_one_does_not_hold(
    valley: Valley, program: SignIn, named: str, status: int
) -> None:
    answer = program(valley.clerk).get("/me", **{"X-Huishang-Post": named})
    assert answer.status_code == status


def test_who_has_left_every_post_is_refused(valley: Valley, program: SignIn) -> None:
    clerk = program(valley.clerk)
    organisations.end_post(actor=HOUSE, post_id=valley.clerk.post_id)
    answer = clerk.get("/me")
    assert answer.status_code == 403
    assert "没有在任岗位" in answer.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "/", "/nothing", "/cases/not-a-key", "/docs"])
def test_an_address_that_is_none_is_refused_in_the_same_words(address: str) -> None:
    answer = Client().get(f"{PREFIX}{address}/" if not address else f"{PREFIX}{address}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "no_such_address"
