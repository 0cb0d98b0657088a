"""Signing in by the government's identity provider: a real one, in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from huishang.access import actions
from huishang.access.adapters.identities import _Adapter
from huishang.access.models import Account
from huishang.assets import NODE_MODULES
from huishang.audit.models import Event
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from huishang.kernel.terms import PostKind
from huishang.settings import identity_provider
from tests.places import HOUSE, Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
BACK = f"{HERE}/accounts/identity/identity/callback/"
SERVER = Path(__file__).parent / "provider" / "server.mjs"
needs_provider = pytest.mark.skipif(
    shutil.which("node") is None or not (NODE_MODULES / "oidc-provider").is_dir(),
    reason="需要 Node.js 和 npm 包 oidc-provider（npm ci）",
)
Configure = Callable[..., None]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    provider = subprocess.Popen(
        ["node", str(SERVER), BACK], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert provider.stdout is not None
        yield f"http://127.0.0.1:{int(provider.stdout.readline())}"
    finally:
        provider.terminate()
        provider.wait(timeout=10)
        provider.stdout.close()  # type: ignore[union-attr]


@pytest.fixture
def configure(settings: Any, issuer: str) -> Configure:
    """Set the provider up as the environment would."""

    def change(client: str = "huishang", claim: str = "sub") -> None:
        settings.OIDC_ISSUER = issuer
        settings.SOCIALACCOUNT_PROVIDERS = identity_provider(
            issuer, client, f"{client}-secret-of-the-tests-only", claim
        )

    cache.clear()
    change()
    return change


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def clerk(city: Jurisdiction) -> Account:
    return Account.objects.get(pk=somebody(city.office, PostKind.OFFICE_CLERK).account_id)


def bind(account: Account, identity: str) -> None:
    actions.bind_identity(
        actor=HOUSE, account_id=account.pk, provider=settings.OIDC_PROVIDER, identity=identity
    )


def leave(client: Client) -> str:
    """Press the button of the sign-in page; the address it leads to."""
    page = client.post(reverse("openid_connect_login"), {"next": "/law/"}).content.decode()
    return page.partition('<a href="')[2].partition('"')[0].replace("&amp;", "&")


def at_provider(address: str, who: str) -> str:
    """Sign in there; the address the provider sends the browser back to."""
    browser, place = requests.Session(), f"{address}&login_hint={who}"
    for _ in range(10):
        answer = browser.get(place, allow_redirects=False, timeout=10)
        place = requests.compat.urljoin(place, answer.headers["Location"])
        if place.startswith(HERE):
            return place
    raise AssertionError(place)


def arrive(client: Client, back: str) -> Any:
    return client.get(back.removeprefix(HERE))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def refused() -> bool:
    return Event.objects.filter(act="access.refuse_sign_in").exists()


# --- the way in ----------------------------------------------------------------------------------


@needs_provider
def test_a_bound_identity_comes_in_and_goes_on_to_the_page_asked_for(
    configure: Configure, clerk: Account
) -> None:
    bind(clerk, "zhang.san")
    client = Client()
    assert "统一身份认证登录" in client.get(reverse("account_login")).content.decode()
    answer = arrive(client, at_provider(leave(client), "zhang.san"))
    assert answer.status_code == 302
    assert answer["Location"] == "/law/"
    assert client.session["_auth_user_id"] == str(clerk.pk)
    assert Event.objects.filter(act="access.sign_in", subject_id=str(clerk.pk)).exists()


@needs_provider
def test_what_the_provider_knows_of_a_person_is_not_kept(
    configure: Configure, clerk: Account
) -> None:
    bind(clerk, "zhang.san")
    client = Client()
    arrive(client, at_provider(leave(client), "zhang.san"))
    assert SocialAccount.objects.get(user=clerk).extra_data == {}
    assert not SocialToken.objects.exists()


@needs_provider
def test_the_claim_that_names_a_person_is_a_setting(configure: Configure, clerk: Account) -> None:
    configure(claim="preferred_username")
    bind(clerk, "zhang.san@gov")
    client = Client()
    arrive(client, at_provider(leave(client), "zhang.san"))
    assert is_in(client)


# --- no other way --------------------------------------------------------------------------------


@needs_provider
def test_an_identity_nobody_bound_opens_nothing_and_makes_no_account(
    configure: Configure, clerk: Account
) -> None:
    bind(clerk, "zhang.san")
    before = Account.objects.count()
    client = Client()
    answer = arrive(client, at_provider(leave(client), "li.si"))
    assert answer.status_code == 403
    assert "没有绑定" in answer.content.decode()
    assert not is_in(client)
    assert Account.objects.count() == before
    assert refused()


@needs_provider
def test_an_answer_to_a_question_this_browser_never_asked_opens_nothing(
    configure: Configure, clerk: Account
) -> None:
    bind(clerk, "zhang.san")
    back = at_provider(leave(Client()), "zhang.san")
    victim = Client()
    assert arrive(victim, back).status_code == 403
    assert not is_in(victim)
    assert refused()


@needs_provider
def test_an_answer_opens_once(configure: Configure, clerk: Account) -> None:
    bind(clerk, "zhang.san")
    client = Client()
    back = at_provider(leave(client), "zhang.san")
    arrive(client, back)
    client.post(reverse("account_logout"))
    assert arrive(client, back).status_code == 403
    assert not is_in(client)


@needs_provider
def test_a_token_of_another_sign_in_is_refused_by_its_nonce(
    configure: Configure, clerk: Account
) -> None:
    """The code is good and the state is ours; only the nonce tells that they were put together."""
    bind(clerk, "zhang.san")
    client = Client()
    address = leave(client)
    (nonce,) = parse_qs(urlsplit(address).query)["nonce"]
    back = at_provider(address.replace(nonce, "of-another-sign-in"), "zhang.san")
    assert arrive(client, back).status_code == 403
    assert not is_in(client)


@needs_provider
def test_a_code_given_to_another_client_is_refused(configure: Configure, clerk: Account) -> None:
    bind(clerk, "zhang.san")
    client = Client()
    configure("another")
    back = at_provider(leave(client), "zhang.san")
    configure("huishang")
    assert arrive(client, back).status_code == 403
    assert not is_in(client)


def _token_for(client_id: str, issuer: str) -> dict[str, str]:
    """Tokens the provider really gave to one of its clients."""
    query = f"client_id={client_id}&response_type=code&scope=openid&redirect_uri={BACK}"
    back = at_provider(f"{issuer}/auth?{query}&state=x&nonce=n", "zhang.san")
    (code,) = parse_qs(urlsplit(back).query)["code"]
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    secret = (client_id, f"{client_id}-secret-of-the-tests-only")
    tokens: dict[str, str] = requests.post(f"{issuer}/token", asked, auth=secret, timeout=10).json()
    return tokens


def _judge(tokens: dict[str, str]) -> Any:
    adapter = _Adapter(RequestFactory().get("/"), settings.OIDC_PROVIDER)
    adapter.nonce = "n"
    token = adapter.parse_token(tokens)
    app = adapter.get_provider().app
    return adapter.complete_login(adapter.request, app, token, response=tokens)


@needs_provider
def test_a_token_for_another_audience_is_refused(configure: Configure, issuer: str) -> None:
    assert _judge(_token_for("huishang", issuer)).account.uid == "zhang.san"
    with pytest.raises(OAuth2Error):
        _judge(_token_for("another", issuer))


@needs_provider
def test_a_token_somebody_wrote_on_is_refused_though_it_came_straight_from_the_provider(
    configure: Configure, issuer: str
) -> None:
    query = f"client_id=huishang&response_type=code&scope=openid&redirect_uri={BACK}"
    back = at_provider(f"{issuer}/auth?{query}&state=x&nonce=n", "zhang.san")
    request = RequestFactory().get(back.removeprefix(HERE))
    adapter = _Adapter(request, settings.OIDC_PROVIDER)
    adapter.nonce, app = "n", adapter.get_provider().app
    tokens = adapter.get_access_token_data(request, app, adapter.get_client(request, app))
    head, body, signature = tokens["id_token"].split(".")
    other = ("A" if signature[0] != "A" else "B") + signature[1:]
    forged = tokens | {"id_token": f"{head}.{body}.{other}"}
    for answer, good in ((forged, False), (tokens, True)):
        token = adapter.parse_token(answer)
        if good:
            assert adapter.complete_login(request, app, token, response=answer)
        else:
            with pytest.raises(OAuth2Error):
                adapter.complete_login(request, app, token, response=answer)


@needs_provider
def test_whom_the_provider_refuses_is_told_so(configure: Configure, clerk: Account) -> None:
    client = Client()
    answer = arrive(client, at_provider(leave(client), "refuse"))
    assert answer.status_code == 403
    assert "没有通过" in answer.content.decode()


@needs_provider
def test_a_closed_account_is_not_opened_by_an_identity(
    configure: Configure, clerk: Account
) -> None:
    bind(clerk, "zhang.san")
    actions.close_account(actor=HOUSE, account_id=clerk.pk, reason="离任")
    client = Client()
    arrive(client, at_provider(leave(client), "zhang.san"))
    assert not is_in(client)


def test_a_provider_that_does_not_answer_is_no_end_of_the_road(settings: Any, db: None) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS = identity_provider("http://127.0.0.1:9", "x", "y", "sub")
    answer = Client().post(reverse("openid_connect_login"))
    assert "暂时不能使用" in answer.content.decode()


def test_without_a_provider_there_is_no_such_way(db: None) -> None:
    assert "统一身份" not in Client().get(reverse("account_login")).content.decode()
    assert Client().post(reverse("openid_connect_login")).status_code == 404
    assert Client().get(BACK.removeprefix(HERE)).status_code == 404


# --- binding -------------------------------------------------------------------------------------


def test_an_identity_opens_one_account(city: Jurisdiction, clerk: Account) -> None:
    other = somebody(city.office, PostKind.CASE_WORKER)
    bind(clerk, "zhang.san")
    with pytest.raises(InvalidData):
        bind(Account.objects.get(pk=other.account_id), "zhang.san")
    actions.unbind_identities(actor=HOUSE, account_id=clerk.pk)
    bind(Account.objects.get(pk=other.account_id), "zhang.san")


@pytest.mark.parametrize("kind", list(PostKind))
def test_only_the_system_administrator_binds(
    city: Jurisdiction, clerk: Account, kind: PostKind
) -> None:
    actor: Actor = somebody(city.office, kind)
    bound = {
        "actor": actor,
        "account_id": clerk.pk,
        "provider": "identity",
        "identity": "zhang.san",
    }
    if kind is PostKind.SYSTEM_ADMINISTRATOR:
        actions.bind_identity(**bound)  # type: ignore[arg-type]
    else:
        with pytest.raises((NotPermitted, NotVisible)):
            actions.bind_identity(**bound)  # type: ignore[arg-type]
