"""An account is given; who one is and in which post is read from the registers of the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from huishang.access import actions, queries
from huishang.access.models import Account
from huishang.access.permissions import may_create_account
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from tests.places import HOUSE, LONG_AGO, PASSWORD, Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


def person(name: str = "测试甲") -> object:
    return organisations.register_person(actor=HOUSE, name=name).pk


def create(**changes: object) -> Account:
    given: dict[str, object] = {"actor": HOUSE, "username": "jia", "password": PASSWORD}
    if "person_id" not in changes:
        given["person_id"] = person()
    return actions.create_account(**(given | changes))  # type: ignore[arg-type]


# --- creating ------------------------------------------------------------------------------------


def test_an_account_is_created_with_its_event_and_without_its_password_in_it() -> None:
    actions.begin_as(actor=HOUSE, wanted=queries.Birth.DEMO)
    account = create(is_demo=True)
    assert account.is_demo
    assert account.check_password(PASSWORD)
    assert PASSWORD not in account.password
    event = Event.objects.get(act="access.create_account")
    assert event.subject_id == str(account.pk)
    assert PASSWORD not in str(event.content())
    assert not create(username="yi", person_id=account.person_id).is_demo


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("username", {"username": ""}),
        ("username", {"username": "甲"}),
        ("username", {"username": "has blank"}),
        ("username", {"username": "x" * 65}),
        ("username", {"username": "<b>x</b>"}),
        ("password", {"password": ""}),
        ("password", {"password": "short1!"}),
        ("password", {"password": "1234567890123"}),
        ("password", {"password": "password123"}),
        ("password", {"username": "zhangxiaoming", "password": "zhangxiaoming"}),
    ],
)
def test_what_is_wrong_with_an_account_is_named(field: str, changes: dict[str, str]) -> None:
    with pytest.raises(InvalidData) as refusal:
        create(**changes)
    assert set(refusal.value.fields) == {field}
    assert "请" in refusal.value.fields[field]
    assert not Account.objects.exists()


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(InvalidData) as refusal:
        create(username="", password="1")
    assert set(refusal.value.fields) == {"username", "password"}


def test_a_name_is_taken_once() -> None:
    create()
    with pytest.raises(InvalidData) as refusal:
        create(username=" jia ")
    assert "已被使用" in refusal.value.fields["username"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(username="jia", person_id=person())


def test_an_account_belongs_to_a_registered_person() -> None:
    with pytest.raises(NotVisible):
        create(person_id=new_id())


@pytest.mark.parametrize("kind", list(PostKind))
def test_only_the_system_administrator_opens_accounts(city: Jurisdiction, kind: PostKind) -> None:
    actor = somebody(city.office, kind)
    assert bool(may_create_account(actor)) == (kind is PostKind.SYSTEM_ADMINISTRATOR)
    if kind is PostKind.SYSTEM_ADMINISTRATOR:
        create(actor=actor)
    else:
        with pytest.raises(NotPermitted):
            create(actor=actor)


def test_every_check_of_passwords_has_its_words_in_chinese() -> None:
    """A validator added to the settings without a sentence here would be an error, not English."""
    with pytest.raises(InvalidData) as refusal:
        create(username="12345678", password="12345678")
    assert refusal.value.fields["password"] == (
        "密码与用户名太相似。密码至少10位。这个密码太常见，容易被猜到。密码不能全是数字。请换一个。"
    )


# --- acting --------------------------------------------------------------------------------------


def two_posts(city: Jurisdiction) -> tuple[Account, Actor, Actor]:
    """One person, clerk since long ago and director for a year from 2026-01-01."""
    clerk = somebody(city.office, PostKind.OFFICE_CLERK, name="测试乙")
    post = organisations.appoint(
        actor=HOUSE,
        person_id=clerk.person_id,
        organisation_id=city.office.pk,
        kind=PostKind.OFFICE_DIRECTOR,
        held_from=date(2026, 1, 1),
        held_until=date(2027, 1, 1),
    )
    account = Account.objects.get(pk=clerk.account_id)
    with clock.at(beijing(2026, 6, 1)):
        return account, clerk, queries.actor_for(account, post.pk)


def test_an_actor_carries_what_sight_is_decided_from(city: Jurisdiction) -> None:
    police = city.department("police")
    actor = somebody(police, PostKind.LIAISON, name="测试丙")
    assert (actor.post, actor.department) == (PostKind.LIAISON, "police")
    assert actor.organisation_kind is OrganisationKind.DEPARTMENT
    assert (actor.organisation_id, actor.organisation_name) == (police.pk, police.name)
    assert (actor.division, actor.person_name) == (city.place, "测试丙")


def test_an_account_acts_in_the_post_asked_for_else_in_the_longest_held(
    city: Jurisdiction,
) -> None:
    account, clerk, director = two_posts(city)
    assert director.post is PostKind.OFFICE_DIRECTOR
    with clock.at(beijing(2026, 6, 1)):
        assert queries.actor_for(account, None) == clerk
        assert queries.actor_for(account, clerk.post_id) == clerk
        assert queries.actor_for(account, director.post_id) == director
        assert queries.actor_for(account, new_id()) == clerk
        assert [post.pk for post in queries.posts_of_account(account)] == [
            clerk.post_id,
            director.post_id,
        ]


@pytest.mark.parametrize(
    ("day", "held"), [((2025, 12, 31), False), ((2026, 1, 1), True), ((2027, 1, 1), False)]
)
def test_a_post_is_acted_in_on_its_days_only(
    city: Jurisdiction, day: tuple[int, int, int], held: bool
) -> None:
    account, _, director = two_posts(city)
    with clock.at(beijing(*day)):
        assert (queries.actor_for(account, director.post_id) == director) is held
        if held:
            assert queries.actor_in(director.post_id) == director
        else:
            with pytest.raises(NotPermitted):
                queries.actor_in(director.post_id)


def test_somebody_elses_post_is_never_acted_in(city: Jurisdiction) -> None:
    account, clerk, _ = two_posts(city)
    other = somebody(city.office, PostKind.CASE_WORKER)
    assert queries.actor_for(account, other.post_id) == clerk


def test_a_closed_account_and_one_without_a_post_do_not_act(city: Jurisdiction) -> None:
    account, clerk, _ = two_posts(city)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    account.refresh_from_db()
    for refused in (account, create()):
        with pytest.raises(NotPermitted) as refusal:
            queries.actor_for(refused, clerk.post_id)
        assert "没有在任岗位" in refusal.value.message
        assert queries.posts_of_account(refused) == []
    with pytest.raises(NotPermitted):
        queries.actor_in(clerk.post_id)


def test_a_post_of_a_body_that_is_no_more_is_not_acted_in(city: Jurisdiction) -> None:
    closing = organisations.register_organisation(
        actor=HOUSE,
        name="临时专班",
        kind=OrganisationKind.CENTRE,
        division=city.place.code,
        valid_from=LONG_AGO,
        valid_until=clock.today() + timedelta(days=1),
    )
    worker = somebody(closing, PostKind.CASE_WORKER)
    account = Account.objects.get(pk=worker.account_id)
    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(NotPermitted):
        queries.actor_for(account)


def test_a_post_without_an_account_is_not_acted_in(city: Jurisdiction) -> None:
    post = organisations.appoint(
        actor=HOUSE,
        person_id=person(),  # type: ignore[arg-type]
        organisation_id=city.office.pk,
        kind=PostKind.OFFICE_CLERK,
        held_from=LONG_AGO,
    )
    with pytest.raises(NotPermitted):
        queries.actor_in(post.pk)
    with pytest.raises(NotVisible):
        queries.actor_in(new_id())


def test_an_account_is_found_by_its_name() -> None:
    account = create()
    assert queries.account_named("jia") == account
    with pytest.raises(NotVisible):
        queries.account_named("nobody")
    assert Account.objects.get_by_natural_key("jia") == account
