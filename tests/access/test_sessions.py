"""A session ends when nobody is there, and after its hours; nothing typed is lost by it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from huishang.access import actions, queries, sessions
from huishang.access.models import Account
from huishang.audit.models import Event
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.terms import PostKind
from huishang.web import gate
from tests.access.test_passwords import SetRules, set_rules  # noqa: F401
from tests.places import PASSWORD, Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


@pytest.fixture
def city() -> Jurisdiction:
    cache.clear()
    return jurisdiction("140800", "运城市")


@pytest.fixture
def clerk(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_CLERK)


def sign_in(actor: Actor, agent: str = "") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    username = Account.objects.get(pk=actor.account_id).username
    client.post(reverse("account_login"), {"login": username, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


def wait(client: Client, seconds: float, *, began: float = 0) -> None:
    """As if the session had lain still so long. Seconds are the machine's: no clock is bent."""
    session = client.session
    session["seen"] -= seconds
    session["begun"] -= began or seconds
    session.save()


def is_in(client: Client) -> bool:
    return client.get("/law/").status_code == 200


# --- limits --------------------------------------------------------------------------------------


def test_a_session_nobody_uses_ends_and_says_so(clerk: Actor) -> None:
    client = sign_in(clerk)
    wait(client, 14 * MINUTE)
    assert is_in(client)
    wait(client, 15 * MINUTE + 1)
    answer = client.get("/law/")
    assert answer["Location"] == f"{reverse('account_login')}?next=/law/"
    assert "15分钟没有操作" in client.get(answer["Location"]).content.decode()
    assert not is_in(client)
    (event,) = Event.objects.filter(act="access.lapse_session")
    assert (event.subject_id, event.details) == (str(clerk.account_id), {"why": "idle"})


def test_who_works_stays_in_but_not_for_ever(clerk: Actor) -> None:
    client = sign_in(clerk)
    for _ in range(40):
        wait(client, 11.9 * MINUTE)
        assert is_in(client)
    wait(client, 11 * MINUTE)
    assert not is_in(client)
    (event,) = Event.objects.filter(act="access.lapse_session")
    assert event.details == {"why": "age"}


def test_what_a_page_asks_by_itself_is_nobodys_presence(clerk: Actor) -> None:
    client = sign_in(clerk)
    wait(client, 10 * MINUTE)
    assert client.get("/law/", headers={"X-Quiet": "1"}).status_code == 200
    wait(client, 6 * MINUTE)
    assert not is_in(client)


def test_the_limits_are_settings(clerk: Actor, set_rules: SetRules) -> None:  # noqa: F811
    set_rules(idle_minutes=60)
    client = sign_in(clerk)
    wait(client, 59 * MINUTE)
    assert is_in(client)


def test_an_interface_session_ends_alike(clerk: Actor) -> None:
    client = sign_in(clerk)
    wait(client, 16 * MINUTE)
    assert client.get("/api/v1/me").status_code == 401


# --- nothing typed is lost -----------------------------------------------------------------------


def test_a_draft_on_its_way_when_the_session_ends_is_kept(clerk: Actor) -> None:
    client = sign_in(clerk)
    wait(client, 16 * MINUTE)
    answer = client.post(
        reverse("forms:draft", args=["organisations.register"]),
        {"name": "新写的字"},
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/organisations/new/"},
    )
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/organisations/new/"
    kept = queries.draft(clerk.account_id, "organisations.register")
    assert "name=" in kept["typed"]
    assert not is_in(client)


def test_a_form_handed_in_too_late_is_carried_out_by_nobody_and_kept(clerk: Actor) -> None:
    client = sign_in(clerk)
    wait(client, 16 * MINUTE)
    answer = client.post(
        "/organisations/new/",
        {"name": "临时专班", "draft_of": "organisations.register", "token": "x"},
        headers={"Referer": "http://testserver/organisations/new/"},
    )
    assert answer["Location"] == f"{reverse('account_login')}?next=/organisations/new/"
    assert "刚才填写的内容已保存" in client.get(answer["Location"]).content.decode()
    typed = queries.draft(clerk.account_id, "organisations.register")["typed"]
    assert "draft_of" not in typed
    assert not Event.objects.filter(act="organisations.register_organisation").filter(
        actor_account=clerk.account_id
    )


def test_a_late_form_without_its_csrf_token_keeps_nothing(clerk: Actor) -> None:
    client = sign_in(clerk)
    wait(client, 16 * MINUTE)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.post("/organisations/new/", {"name": "x", "draft_of": "organisations.register"})
    assert queries.draft(clerk.account_id, "organisations.register") == {}


# --- several at once -----------------------------------------------------------------------------


def keys(actor: Actor) -> list[int]:
    found = UserSession.objects.filter(user_id=actor.account_id)
    return list(found.order_by("id").values_list("pk", flat=True))


def test_one_sees_where_one_is_signed_in_and_ends_it(clerk: Actor) -> None:
    office = sign_in(clerk, "Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120")
    phone = sign_in(clerk, "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile")
    page = office.get(reverse("accounts:mine")).content.decode()
    assert "Edge，Windows，127.0.0.1" in page
    assert "Chrome，安卓，127.0.0.1" in page
    first, second = keys(clerk)
    actions.end_session(actor=clerk, account_id=clerk.account_id, session_id=second)
    assert is_in(office)
    assert not is_in(phone)
    (event,) = Event.objects.filter(act="access.end_sessions")
    assert event.actor_account == clerk.account_id
    assert first


def test_or_all_the_others_at_once(clerk: Actor) -> None:
    here, *others = [sign_in(clerk) for _ in range(3)]
    staying = here.session.session_key or ""
    assert actions.end_others(actor=clerk, account_id=clerk.account_id, staying=staying) == 2
    assert is_in(here)
    assert not any(map(is_in, others))


@pytest.mark.parametrize("kind", list(PostKind))
def test_somebody_elses_sessions_are_ended_by_the_security_administrator_only(
    city: Jurisdiction, clerk: Actor, kind: PostKind
) -> None:
    client, actor = sign_in(clerk), somebody(city.office, kind)
    (session,) = keys(clerk)
    asked: Any = {"actor": actor, "account_id": clerk.account_id, "session_id": session}
    if kind is PostKind.SECURITY_ADMINISTRATOR:
        actions.end_session(**asked)
    else:
        with pytest.raises((NotPermitted, NotVisible)):
            actions.end_session(**asked)
    assert is_in(client) is (kind is not PostKind.SECURITY_ADMINISTRATOR)


def test_a_session_is_ended_under_its_own_account(city: Jurisdiction, clerk: Actor) -> None:
    other = somebody(city.office, PostKind.CASE_WORKER)
    client = sign_in(other)
    with pytest.raises(NotVisible):
        actions.end_session(actor=clerk, account_id=clerk.account_id, session_id=keys(other)[0])
    assert is_in(client)


def test_a_new_password_ends_every_other_session(clerk: Actor) -> None:
    others = sign_in(clerk)
    actions.change_password(actor=clerk, account_id=clerk.account_id, password="Ein-Anderes-Wort-9")
    assert not is_in(others)


# --- a fresh second factor -----------------------------------------------------------------------


@gate.with_fresh_factor
def export(request: Any) -> HttpResponse:
    return HttpResponse("the export")


def ask(marks: dict[str, Any], actor: Actor) -> HttpResponse:
    """A page that exports, asked for in a session with these marks."""
    request: Any = RequestFactory().get("/export/?year=2026")
    request.session = Client().session
    request.session.update({"_auth_user_id": str(actor.account_id), **marks})
    request.account = Account.objects.get(pk=actor.account_id)
    request.htmx, request._messages = HtmxDetails(request), _Said()
    return export(request)


class _Said:
    def add(self, *words: Any) -> None:
        """What Django's messages would keep."""


def test_an_export_asks_for_a_factor_shown_within_the_last_minutes(clerk: Actor) -> None:
    key, now = str(clerk.account_id), time.time()
    assert ask({"factor": [key, now - 9 * MINUTE]}, clerk).content == b"the export"
    for marks in ({}, {"factor": [key, now - 11 * MINUTE]}, {"factor": ["another", now]}):
        answer = ask(marks, clerk)
        assert (answer.status_code, answer["Location"]) == (302, reverse("accounts:mine"))


def test_who_has_a_factor_is_asked_for_it_and_comes_back(clerk: Actor) -> None:
    from allauth.mfa.models import Authenticator

    account = Account.objects.get(pk=clerk.account_id)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    assert ask({}, clerk)["Location"] == (
        f"{reverse('mfa_reauthenticate')}?next=%2Fexport%2F%3Fyear%3D2026"
    )


def test_the_freedom_of_the_demo_holds_in_a_demo_only(clerk: Actor) -> None:
    account, session = Account.objects.get(pk=clerk.account_id), Client().session
    sessions.begin(session, account)
    assert sessions.has_fresh_factor(session)
    from huishang.access.models import Installation

    Installation.objects.all().delete()
    session = Client().session
    sessions.begin(session, account)
    assert not sessions.has_fresh_factor(session)
    assert not sessions.has_factor(session)
