"""How often one account, one token and one address may ask; nothing typed is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from huishang import account_rules
from huishang.access import actions, tally
from huishang.access.labels import Asked
from huishang.access.models import Account
from huishang.access.queries import draft
from huishang.audit.actions import Subject
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import TooOften
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from tests.access.test_passwords import SetRules, set_rules  # noqa: F401
from tests.places import Jurisdiction, jurisdiction, somebody
from tests.together import at_once

pytestmark = pytest.mark.django_db
MINUTE = clock.now().replace(second=20, microsecond=0)


@pytest.fixture(autouse=True)
def one_minute() -> Iterator[None]:
    """Within one minute, whatever the machine's clock does; and nobody has asked in it yet."""
    settings.HOME.tally.unlink(missing_ok=True)
    with clock.at(MINUTE):
        yield


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def clerk(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_CLERK)


def browser(actor: Actor, address: str = "10.0.0.1") -> Client:
    client = Client(REMOTE_ADDR=address)
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def upload(client: Client) -> int:
    sent = {"attachments": SimpleUploadedFile("证明.pdf", b"%PDF-")}
    return client.post(
        "/assignments/00000000-0000-0000-0000-000000000001/report/", sent
    ).status_code


KINDS: dict[str, tuple[Callable[[Client], int], int]] = {
    "page_calls": (lambda client: client.get("/law/").status_code, 200),
    "search_calls": (lambda client: client.get("/cases/?q=欺凌").status_code, 200),
    "download_calls": (lambda client: client.get(f"/exports/{new_id()}/file/").status_code, 404),
    "upload_calls": (upload, 404),
}


@pytest.mark.parametrize("rule", KINDS)
def test_a_minute_holds_so_many_and_no_more(
    rule: str,
    clerk: Actor,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(**{rule: 3})
    ask, usual = KINDS[rule]
    client = browser(clerk)
    assert [ask(client) for _ in range(5)] == [usual, usual, usual, 429, 429]
    with clock.at(MINUTE + timedelta(minutes=1)):
        assert ask(client) == usual


@pytest.mark.parametrize("rule", [rule for rule in KINDS if rule != "page_calls"])
def test_another_kind_of_request_goes_on(
    rule: str,
    clerk: Actor,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(**{rule: 1})
    client = browser(clerk)
    assert [KINDS[rule][0](client) for _ in range(2)][1] == 429
    assert client.get("/law/").status_code == 200


def test_zero_is_no_limit(clerk: Actor) -> None:
    assert account_rules.rules().page_calls == 0
    actions.keep_pace(list(Asked), who=Subject("account", clerk.account_id), address="10.0.0.1")
    assert not settings.HOME.tally.exists()


def test_one_address_holds_more_than_one_account_and_not_without_end(
    city: Jurisdiction,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(page_calls=2, address_times=2)
    office = [browser(somebody(city.office, PostKind.OFFICE_CLERK)) for _ in range(3)]
    answers = [client.get("/law/").status_code for client in office for _ in range(2)]
    assert answers == [200, 200, 200, 200, 429, 429]
    elsewhere = browser(somebody(city.office, PostKind.OFFICE_CLERK), "10.0.0.2")
    assert elsewhere.get("/law/").status_code == 200


def test_a_stranger_is_counted_by_the_address(
    city: Jurisdiction,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(page_calls=1, address_times=2)
    for address, expected in [("/accounts/login/", 200), ("/api/v1/me", 401)]:
        settings.HOME.tally.unlink(missing_ok=True)
        stranger = Client(REMOTE_ADDR="10.0.0.3")
        answers = [stranger.get(address).status_code for _ in range(3)]
        assert answers == [expected, expected, 429]


def test_neighbours_in_an_ipv6_subnet_are_one(set_rules: SetRules) -> None:  # noqa: F811
    set_rules(page_calls=1, address_times=1)
    actions.keep_pace([Asked.PAGE], who=None, address="2001:db8::1")
    with pytest.raises(TooOften):
        actions.keep_pace([Asked.PAGE], who=None, address="2001:db8::ffff:2")
    actions.keep_pace([Asked.PAGE], who=None, address="2001:db8:0:1::1")


def test_the_page_says_calmly_what_happened_and_when_to_come_back(
    clerk: Actor,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(page_calls=1)
    client = browser(clerk)
    client.get("/law/")
    answer = client.get("/law/")
    text = answer.content.decode()
    assert "操作过于频繁，每分钟不超过1次，这一步没有办理。" in text
    assert "请等40秒后再试。" in text
    assert answer.headers["Retry-After"] == "40"
    box = client.get("/law/", headers={"HX-Request": "true"})
    assert box.status_code == 429
    assert "<html" not in box.content.decode()
    assert box.headers["HX-Retarget"] == "#refusal"


def test_what_was_typed_lies_in_the_drawer(
    clerk: Actor,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(page_calls=1)
    client = browser(clerk)
    client.get("/law/")
    typed = {"draft_of": "access.ask", "reason": "走访前了解情况"}
    answer = client.post("/access/requests/new/", typed)
    assert answer.status_code == 429
    assert "已存为草稿" in answer.content.decode()
    assert "走访前了解情况".encode() in _unquoted(draft(clerk.account_id, "access.ask")["typed"])
    bare = client.post("/access/requests/new/", {"reason": "走访前了解情况"})
    assert "仍在您填写的页面上" in bare.content.decode()


def _unquoted(typed: str) -> bytes:
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(typed)


def test_a_program_by_session_shares_its_persons_minute_and_is_told_in_its_own_words(
    clerk: Actor,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(page_calls=2, search_calls=1)
    client = browser(clerk)
    client.get("/law/")
    assert client.get("/api/v1/me").status_code == 200
    answer = client.get("/api/v1/me")
    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == "40"
    assert answer.json()["code"] == "too_often"
    set_rules(page_calls=0)
    searches = [client.get("/api/v1/cases?text=欺凌").status_code for _ in range(2)]
    assert searches == [200, 429]


def test_one_event_a_minute_tells_of_all_refusals(
    clerk: Actor,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(page_calls=1)
    client = browser(clerk)
    for _ in range(6):
        client.get("/law/")
    (told,) = Event.objects.filter(act="access.limit")
    assert (told.subject_kind, told.subject_id) == ("account", str(clerk.account_id))
    assert told.details == {"what": "page", "most": 1}
    with clock.at(MINUTE + timedelta(minutes=1)):
        for _ in range(3):
            client.get("/law/")
    assert Event.objects.filter(act="access.limit").count() == 2


def test_a_broken_counter_holds_nobody_up(
    clerk: Actor,
    home: Path,
    set_rules: SetRules,  # noqa: F811
) -> None:
    set_rules(page_calls=1)
    client = browser(clerk)
    client.get("/law/")
    settings.HOME.tally.unlink()
    settings.HOME.tally.mkdir()
    try:
        assert client.get("/law/").status_code == 200
    finally:
        settings.HOME.tally.rmdir()


def test_counting_at_once_loses_none(home: Path) -> None:
    """Threads stand in for the server's processes: each has a connection of its own."""
    path = settings.HOME.tally

    def some() -> int:
        return max(tally.once_more(path, ["x"], minute=7)["x"] for _ in range(50))

    assert max(at_once(*[some] * 4)) == 200
    assert path.stat().st_mode & 0o077 == 0
    assert tally.once_more(path, ["y"], minute=8) == {"y": 1}
    assert tally.once_more(path, ["x"], minute=8) == {"x": 1}
