"""委托: given on one page, received on the other's, taken back by who gave it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.terms import PostKind
from huishang.organisations import queries
from tests.places import Jurisdiction, somebody

SignIn = Callable[[Actor], Client]
ON = beijing(2026, 3, 2, 9)
LIST, NEW = "organisations:delegations", "organisations:delegate"


@pytest.fixture
def director(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_DIRECTOR)


@pytest.fixture
def deputy(city: Jurisdiction) -> Actor:
    return somebody(city.committee, PostKind.COMMITTEE_VICE_CHAIR)


def typed(to: Actor, **changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "act": "sign_minutes",
        "to_post": str(to.post_id),
        "reason": "外出培训，期间的纪要。",
        "valid_from": "2026-03-02",
        "valid_until": "2026-03-06",
        **changes,
    }


def test_the_last_day_is_included_and_both_sides_see_it(
    director: Actor, deputy: Actor, sign_in: SignIn
) -> None:
    with clock.at(ON):
        giver = sign_in(director)
        assert f'value="{deputy.post_id}"' in giver.get(reverse(NEW)).content.decode()
        assert giver.post(reverse(NEW), typed(deputy)).status_code == 302
        (given,) = queries.delegations_of(director)
        assert given.valid_until == date(2026, 3, 7)
        page = giver.get(reverse(LIST)).content.decode()
        assert "2026年3月2日至2026年3月6日" in page
        assert "有效" in page
        assert "收回委托" in page
        received = sign_in(deputy).get(reverse(LIST)).content.decode()
        assert "他人委托我办理的" in received
        assert director.person_name in received
        assert "收回委托" not in received


def test_what_is_wrong_stands_beside_its_field(
    director: Actor, deputy: Actor, sign_in: SignIn
) -> None:
    with clock.at(ON):
        answer = sign_in(director).post(
            reverse(NEW), typed(deputy, reason=" ", valid_until="2026-03-01")
        )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in page
    assert 'id="id_valid_until_error"' in page


def test_it_is_taken_back_by_who_gave_it_and_nobody_else(
    city: Jurisdiction, director: Actor, deputy: Actor, sign_in: SignIn
) -> None:
    with clock.at(ON):
        giver = sign_in(director)
        giver.post(reverse(NEW), typed(deputy))
        (given,) = queries.delegations_of(director)
        path = reverse("organisations:end_delegation", args=[given.pk])
        press = {"token": str(uuid4()), "version": str(given.version)}
        assert sign_in(deputy).post(path, press).status_code == 403
        stranger = sign_in(somebody(city.office, PostKind.OFFICE_CLERK))
        assert stranger.post(path, {**press, "token": str(uuid4())}).status_code == 404
        assert giver.post(path, {**press, "token": str(uuid4())}).status_code == 302
        assert "已收回" in giver.get(reverse(LIST)).content.decode()
        assert queries.delegations_to(deputy.post_id, "sign_minutes") == []


def test_the_way_to_it_is_in_the_menu_of_those_it_concerns(
    city: Jurisdiction, director: Actor, sign_in: SignIn
) -> None:
    liaison = somebody(city.department("police"), PostKind.LIAISON)
    assert reverse(LIST) in sign_in(director).get("/").content.decode()
    assert reverse(LIST) not in sign_in(liaison).get("/").content.decode()
    assert sign_in(liaison).get(reverse(NEW)).status_code == 403
    own = reverse("organisations:show", args=[city.office.pk])
    assert "我的委托" in sign_in(director).get(own).content.decode()
    other = reverse("organisations:show", args=[city.department("education").pk])
    assert "我的委托" not in sign_in(director).get(other).content.decode()
