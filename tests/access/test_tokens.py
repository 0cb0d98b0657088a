"""Programs call by tokens: shown once, kept as a hash, checked at every call."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from huishang.access import actions, policies
from huishang.access.labels import SCOPES
from huishang.access.models import Account, Token
from huishang.api.authentication import SUBJECTS, scope_of
from huishang.api.interface import api
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from tests.access.test_passwords import SetRules, set_rules  # noqa: F401
from tests.places import HOUSE, Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db
HERE = "10.1.2.3"


@pytest.fixture
def city() -> Jurisdiction:
    cache.clear()
    return jurisdiction("140800", "运城市")


@pytest.fixture
def system(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def program(city: Jurisdiction, system: Actor) -> Account:
    return actions.create_program(actor=system, username="rexian", name="热线平台接口")


def post_of(city: Jurisdiction, program: Account, kind: PostKind) -> Any:
    return organisations.appoint(
        actor=HOUSE, person_id=program.person_id, organisation_id=city.office.pk, kind=kind
    )


def issue(system: Actor, program: Account, post: Any, **changes: Any) -> tuple[Token, str]:
    given = {
        "name": "工单转报",
        "scopes": ["reports:read", "reports:write"],
        "expires_on": clock.today() + timedelta(days=30),
    }
    return actions.issue_token(
        actor=system, account_id=program.pk, post_id=post.pk, **(given | changes)
    )


@pytest.fixture
def made(city: Jurisdiction, system: Actor, program: Account) -> tuple[Token, str]:
    return issue(system, program, post_of(city, program, PostKind.OFFICE_CLERK))


def call(text: str, address: str = "/reports", method: str = "get", **more: Any) -> Any:
    client = Client(REMOTE_ADDR=more.pop("source", HERE), enforce_csrf_checks=True)
    asked = getattr(client, method)
    headers = {"Authorization": f"Bearer {text}"} | more.pop("headers", {})
    extra = {"data": "{}", "content_type": "application/json"} if method == "post" else {}
    return asked(f"/api/v1{address}", headers=headers, **extra)


# --- issuing -------------------------------------------------------------------------------------


def test_only_the_hash_of_a_token_is_kept(made: tuple[Token, str]) -> None:
    token, text = made
    assert len(text) > 40
    kept = " ".join(str(value) for value in Token.objects.filter(pk=token.pk).values_list()[0])
    assert text not in kept
    assert text[9:] not in kept
    event = Event.objects.get(act="access.issue_token")
    assert text not in str(event.content())


def test_what_is_wrong_with_a_token_is_named(
    city: Jurisdiction, system: Actor, program: Account
) -> None:
    post = post_of(city, program, PostKind.OFFICE_CLERK)
    with pytest.raises(InvalidData) as refusal:
        issue(
            system, program, post, name="", scopes=["everything"],
            networks=["10.1.2.0/99"], expires_on=clock.today(),
        )  # fmt: skip
    assert set(refusal.value.fields) == {"name", "scopes", "networks", "expires_on"}
    with pytest.raises(InvalidData):
        issue(system, program, post, expires_on=clock.today() + timedelta(days=366))


@pytest.mark.parametrize("kind", policies.SECOND_FACTOR)
def test_a_program_never_acts_in_a_post_that_asks_for_a_second_factor(
    city: Jurisdiction, system: Actor, program: Account, kind: PostKind
) -> None:
    with pytest.raises(RuleUnmet):
        issue(system, program, post_of(city, program, kind))


def test_a_person_has_no_tokens(city: Jurisdiction, system: Actor) -> None:
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    account = Account.objects.get(pk=clerk.account_id)
    with pytest.raises(RuleUnmet):
        actions.issue_token(
            actor=system, account_id=account.pk, post_id=clerk.post_id, name="x",
            scopes=["reports:read"], expires_on=clock.today() + timedelta(days=1),
        )  # fmt: skip


@pytest.mark.parametrize(
    "kind", [kind for kind in PostKind if kind is not PostKind.SYSTEM_ADMINISTRATOR]
)
def test_only_the_system_administrator_keeps_programs(
    city: Jurisdiction, made: tuple[Token, str], kind: PostKind
) -> None:
    actor = somebody(city.office, kind)
    for act in (
        lambda: actions.create_program(actor=actor, username="y", name="程序"),
        lambda: actions.revoke_token(actor=actor, token_id=made[0].pk),
    ):
        with pytest.raises((NotPermitted, NotVisible)):
            act()


def test_a_token_of_another_place_is_answered_as_one_that_is_not_there(
    made: tuple[Token, str],
) -> None:
    stranger = somebody(jurisdiction("140100", "太原市").office, PostKind.SYSTEM_ADMINISTRATOR)
    said = set()
    for key in (made[0].pk, new_id()):
        with pytest.raises(NotVisible) as refusal:
            actions.revoke_token(actor=stranger, token_id=key)
        said.add(refusal.value.message)
    assert len(said) == 1


# --- calling -------------------------------------------------------------------------------------


def test_a_program_acts_in_its_post_without_a_session(made: tuple[Token, str]) -> None:
    answer = call(made[1], "/me")
    assert answer.status_code == 200
    assert answer.json()["name"] == "热线平台接口"
    assert call(made[1]).status_code == 200
    assert call(made[1], method="post").status_code == 422, "no CSRF token is asked of a program"


@pytest.mark.parametrize(
    ("address", "method", "status"),
    [("/reports", "get", 200), ("/reports", "post", 403), ("/cases", "get", 403),
     ("/conferences", "get", 403), ("/assignments", "get", 403), ("/me", "get", 200)],
)  # fmt: skip
def test_a_token_goes_no_further_than_its_scopes(
    city: Jurisdiction, system: Actor, program: Account, address: str, method: str, status: int
) -> None:
    post = post_of(city, program, PostKind.OFFICE_CLERK)
    _, text = issue(system, program, post, scopes=["reports:read"])
    assert call(text, address, method).status_code == status


def test_every_address_of_the_interface_belongs_to_a_scope() -> None:
    """A new subject is either given a scope or asks for none on purpose."""
    for address in api.get_openapi_schema()["paths"]:
        below = address.removeprefix("/api/v1")
        assert scope_of("GET", below) in SCOPES or below == "/me", address
    assert {scope.partition(":")[0] for scope in SCOPES} == SUBJECTS


def test_revoked_it_is_worth_nothing(system: Actor, made: tuple[Token, str]) -> None:
    actions.revoke_token(actor=system, token_id=made[0].pk)
    answer = call(made[1])
    assert answer.status_code == 403
    assert "已吊销" in answer.json()["detail"]
    with pytest.raises(NotInThisState):
        actions.revoke_token(actor=system, token_id=made[0].pk)


def test_it_works_until_its_last_day(made: tuple[Token, str]) -> None:
    last = clock.now() + timedelta(days=30)
    with clock.at(last):
        assert call(made[1]).status_code == 200
    with clock.at(last + timedelta(days=1)):
        assert "已过期" in call(made[1]).json()["detail"]


def test_it_works_from_its_networks_only(
    city: Jurisdiction, system: Actor, program: Account
) -> None:
    post = post_of(city, program, PostKind.OFFICE_CLERK)
    _, text = issue(system, program, post, networks=["10.1.2.0/24", "2001:db8::/32"])
    assert call(text, source="10.1.2.3").status_code == 200
    assert call(text, source="2001:db8::7").status_code == 200
    for elsewhere in ("10.1.3.1", "2001:db9::7"):
        answer = call(text, source=elsewhere)
        assert answer.status_code == 403
        assert elsewhere in answer.json()["detail"]


def test_it_ends_with_the_account_and_with_the_post(
    city: Jurisdiction, system: Actor, program: Account
) -> None:
    post = post_of(city, program, PostKind.OFFICE_CLERK)
    other = post_of(city, program, PostKind.CASE_WORKER)
    _, text = issue(system, program, post)
    actions.close_account(actor=system, account_id=program.pk, reason="不用")
    assert call(text).status_code == 403
    actions.reopen_account(actor=system, account_id=program.pk)
    assert call(text).status_code == 200
    organisations.end_post(
        actor=HOUSE, post_id=post.pk, held_until=clock.today() + timedelta(days=1)
    )
    with clock.at(clock.now() + timedelta(days=2)):
        assert call(text).status_code == 403, "never in the other post it still holds"
    assert other


def test_it_acts_in_no_other_post(
    city: Jurisdiction, made: tuple[Token, str], program: Account
) -> None:
    other = post_of(city, program, PostKind.CASE_WORKER)
    assert call(made[1], headers={"X-Huishang-Post": str(other.pk)}).status_code == 403


def test_too_many_calls_a_minute_wait(
    made: tuple[Token, str],
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(token_calls=3)
    now = clock.now()
    with clock.at(now):
        assert [call(made[1]).status_code for _ in range(4)] == [200, 200, 200, 429]
    with clock.at(now + timedelta(minutes=1)):
        assert call(made[1]).status_code == 200


def test_it_hears_its_own_post_and_nobody_elses(
    made: tuple[Token, str], city: Jurisdiction
) -> None:
    """Also where the browser of somebody signed in sends it along."""
    somebody_else = Client()
    somebody_else.force_login(
        Account.objects.get(pk=somebody(city.office, PostKind.OFFICE_DIRECTOR).account_id)
    )
    headers = {"Authorization": f"Bearer {made[1]}"}
    for client in (Client(), somebody_else):
        posts = client.get("/api/v1/me", headers=headers).json()["posts"]
        assert [(held["id"], held["acting"]) for held in posts] == [(str(made[0].post_id), True)]


def test_guessing_shuts_the_address(made: tuple[Token, str]) -> None:
    for number in range(20):
        assert call(f"hs_guess-{number}").status_code == 401
    assert call(made[1]).status_code == 403
    assert call(made[1], source="10.9.9.9").status_code == 200


def test_use_is_seen_and_written_down_once_a_day_a_refusal_always(
    made: tuple[Token, str],
) -> None:
    for _ in range(3):
        call(made[1])
    token = Token.objects.get(pk=made[0].pk)
    assert token.last_used_at is not None
    assert token.last_used_from == HERE
    assert Event.objects.filter(act="access.use_token").count() == 1
    with clock.at(clock.now() + timedelta(days=1)):
        call(made[1])
    assert Event.objects.filter(act="access.use_token").count() == 2
    for _ in range(2):
        call(made[1], "/cases")
    assert Event.objects.filter(act="access.refuse_token").count() == 2
