"""As whom one acts, and what stands around the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from huishang.access import actions as access
from huishang.access.queries import actor_in
from huishang.access.visibility import ANSWERS_FOR_ORGANISATION
from huishang.audit.actions import Subject
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.notifications import actions as notifications
from huishang.organisations import actions as organisations
from huishang.web import navigation
from huishang.web.frame import Frame
from tests.places import HOUSE, PASSWORD, Jurisdiction, jurisdiction, somebody

SignIn = Callable[[Actor], Client]


@pytest.fixture
def clerk(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_CLERK)


@pytest.fixture
def second_post(clerk: Actor) -> Actor:
    """The same clerk, lent to a county's office."""
    county = jurisdiction("140802", "盐湖区")
    post = organisations.appoint(
        actor=HOUSE,
        person_id=clerk.person_id,
        organisation_id=county.office.pk,
        kind=PostKind.OFFICE_DIRECTOR,
        held_from=clock.today(),
    )
    return actor_in(post.pk)


def test_a_person_signs_in_with_name_and_password(clerk: Actor) -> None:
    from huishang.access.models import Account

    username = Account.objects.get(pk=clerk.account_id).username
    client = Client()
    page = client.get("/accounts/login/?next=/law/").content.decode()
    assert "未成年人保护个案会商工作平台" in page
    assert "注册" not in page
    typed = {"login": username, "password": PASSWORD, "next": "/law/"}
    assert client.post("/accounts/login/", typed).headers["Location"] == "/law/"
    assert client.get("/law/").status_code == 200


def test_a_wrong_password_says_so_and_keeps_the_name(clerk: Actor) -> None:
    answer = Client().post("/accounts/login/", {"login": "某人", "password": "x"})
    assert answer.status_code == 200
    assert 'value="某人"' in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_the_page_says_as_whom_one_acts_and_offers_the_other_posts(
    clerk: Actor, second_post: Actor, sign_in: SignIn
) -> None:
    page = sign_in(clerk).get("/").content.decode()
    assert clerk.organisation_name in page
    assert "山西" in page or "运城市" in page
    assert str(second_post.post_id) in page
    assert str(clerk.post_id) not in page


def test_a_person_changes_to_another_of_their_posts(
    clerk: Actor, second_post: Actor, sign_in: SignIn
) -> None:
    client = sign_in(clerk)
    answer = client.post(reverse("session:post"), {"post": second_post.post_id})
    assert answer.headers["Location"] == "/"
    page = client.get("/").content.decode()
    assert second_post.post.label in page
    assert str(clerk.post_id) in page


def test_nobody_changes_to_a_post_of_somebody_else(
    clerk: Actor, city: Jurisdiction, sign_in: SignIn
) -> None:
    chair = somebody(city.committee, PostKind.COMMITTEE_CHAIR)
    client = sign_in(clerk)
    client.post(reverse("session:post"), {"post": chair.post_id})
    assert PostKind.COMMITTEE_CHAIR.label not in client.get("/").content.decode()


def test_a_post_that_ended_meanwhile_is_no_longer_acted_in(
    clerk: Actor, second_post: Actor, sign_in: SignIn
) -> None:
    client = sign_in(clerk)
    client.post(reverse("session:post"), {"post": second_post.post_id})
    with clock.at(clock.beijing(2030, 1, 7)):
        organisations.end_post(actor=HOUSE, post_id=second_post.post_id)
        page = client.get("/").content.decode()
    assert second_post.organisation_name not in page


def test_an_account_without_a_post_is_told_calmly_and_can_leave(
    city: Jurisdiction, sign_in: SignIn
) -> None:
    person = organisations.register_person(actor=HOUSE, name="无岗位人员")
    account = access.create_account(
        actor=HOUSE, username="nobody", password=PASSWORD, person_id=person.pk
    )
    client = Client()
    client.force_login(account)
    answer = client.get("/")
    assert answer.status_code == 403
    assert "没有在任岗位" in answer.content.decode()
    assert "退出登录" in answer.content.decode()


def test_a_demo_account_is_told_apart_on_every_page(clerk: Actor, sign_in: SignIn) -> None:
    from huishang.access.models import Account

    client = sign_in(clerk)
    assert "演示数据" in client.get("/law/").content.decode()
    Account.objects.filter(pk=clerk.account_id).update(is_demo=False)
    assert "演示数据" not in client.get("/law/").content.decode()


def test_the_bell_counts_what_is_unread(clerk: Actor, sign_in: SignIn) -> None:
    for _ in range(3):
        notifications.send(
            actor=HOUSE,
            organisation_id=clerk.organisation_id,
            kind="document",
            title="公文",
            subject=Subject("document", new_id()),
        )
    client = sign_in(clerk)
    assert ">3<span" in client.get("/law/").content.decode()


@pytest.mark.parametrize("post", PostKind)
def test_a_phone_has_at_most_five_at_hand_and_loses_none(post: PostKind) -> None:
    frame = Frame.__new__(Frame)
    rooms = tuple(navigation.items(post, ""))
    frame.__dict__["navigation"] = rooms
    assert len(frame.at_hand) + bool(frame.further) <= navigation.AT_HAND
    assert (*frame.at_hand, *frame.further) == rooms


def test_administrators_are_offered_no_room_with_children() -> None:
    with_children = {"reports", "children", "cases", "conferences", "assignments"}
    administrators = {
        PostKind.SYSTEM_ADMINISTRATOR,
        PostKind.SECURITY_ADMINISTRATOR,
        PostKind.AUDIT_ADMINISTRATOR,
    }
    for room in navigation.ROOMS:
        assert not (with_children & {*room.groups} and room.posts & administrators), room.label


@pytest.mark.parametrize("post", PostKind)
def test_papers_are_in_the_navigation_of_those_who_sign_for_them(post: PostKind) -> None:
    rooms = [room.label for room in navigation.items(post, "documents") if room.here]
    signs = {*ANSWERS_FOR_ORGANISATION, PostKind.CASE_WORKER}  # the latter where named for the case
    assert rooms == (["公文"] if post in signs else [])
