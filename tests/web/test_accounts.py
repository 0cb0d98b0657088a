"""The pages by which accounts are kept: who sees them, what they show once, what they press."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.access.actions.door import count_failure
from huishang.access.models import Account, Token
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from tests.places import HOUSE, PASSWORD, Jurisdiction

SignIn = Callable[[Actor], Client]
Posts = dict[PostKind, Actor]
SYSTEM, GUARD = PostKind.SYSTEM_ADMINISTRATOR, PostKind.SECURITY_ADMINISTRATOR


def show(actor: Actor) -> str:
    return reverse("accounts:show", args=[actor.account_id])


def press(client: Client, name: str, actor: Actor, **more: Any) -> Any:
    path = reverse(f"accounts:{name}", args=[actor.account_id])
    return client.post(path, {"token": str(new_id()), **more}, follow=True)


@pytest.mark.parametrize("kind", list(PostKind))
def test_the_list_is_for_the_two_who_keep_it(posts: Posts, sign_in: SignIn, kind: PostKind) -> None:
    client = sign_in(posts[kind])
    keeps = kind in (SYSTEM, GUARD)
    assert client.get(reverse("accounts:list")).status_code == (200 if keeps else 403)
    assert client.get(show(posts[PostKind.LIAISON])).status_code == (200 if keeps else 404)
    programs = client.get(reverse("accounts:programs"))
    assert programs.status_code == (200 if kind is SYSTEM else 403)
    assert client.get(reverse("accounts:mine")).status_code == 200


def test_an_account_is_opened_with_a_password_shown_once(
    city: Jurisdiction, posts: Posts, sign_in: SignIn
) -> None:
    person = organisations.register_person(actor=HOUSE, name="新来的人")
    organisations.appoint(
        actor=HOUSE,
        person_id=person.pk,
        organisation_id=city.office.pk,
        kind=PostKind.OFFICE_CLERK,
    )
    client = sign_in(posts[SYSTEM])
    page = client.get(reverse("accounts:new")).content.decode()
    assert "新来的人（" in page
    typed = {"person": str(person.pk), "username": "xinlai", "token": str(new_id())}
    shown = client.post(reverse("accounts:new"), typed, follow=True).content.decode()
    account = Account.objects.get(username="xinlai")
    (password,) = re.findall(r'<code class="factor-secret">([^<]+)</code>', shown)
    assert account.check_password(password)
    assert account.must_change_password
    again = client.get(reverse("accounts:show", args=[account.pk])).content.decode()
    assert password not in again
    comer = Client()
    comer.post(reverse("account_login"), {"login": "xinlai", "password": password})
    assert comer.get("/")["Location"] == reverse("account_change_password")


def test_the_system_administrator_resets_and_closes_and_cannot_unlock(
    posts: Posts, sign_in: SignIn
) -> None:
    client, liaison = sign_in(posts[SYSTEM]), posts[PostKind.LIAISON]
    page = client.get(show(liaison)).content.decode()
    assert "重置密码" in page
    assert "解除锁定" not in page
    assert "只显示这一次" in press(client, "reset", liaison).content.decode()
    closed = press(client, "close", liaison, reason="离任").content.decode()
    assert "已停用" in closed
    assert not Account.objects.get(pk=liaison.account_id).is_active
    assert "账号已启用" in press(client, "reopen", liaison).content.decode()
    assert press(client, "unlock", liaison).status_code == 403


def test_the_security_administrator_unlocks_ends_sessions_and_cannot_reset(
    posts: Posts, sign_in: SignIn
) -> None:
    liaison = posts[PostKind.LIAISON]
    other, client = Client(), sign_in(posts[GUARD])
    name = Account.objects.get(pk=liaison.account_id).username
    other.post(reverse("account_login"), {"login": name, "password": PASSWORD})
    for _ in range(5):
        count_failure(username=name, address="10.0.0.9")
    assert "已锁定" in client.get(reverse("accounts:list"), {"q": name}).content.decode()
    assert "已解除锁定" in press(client, "unlock", liaison).content.decode()
    assert press(client, "reset", liaison).status_code == 403
    page = client.get(show(liaison)).content.decode()
    (path,) = re.findall(rf'action="({show(liaison)}sessions/\d+/end/)"', page)
    client.post(path, {"token": str(new_id())})
    assert other.get("/law/").status_code == 302


def test_a_token_is_issued_on_the_page_shown_once_and_revoked(
    city: Jurisdiction, posts: Posts, sign_in: SignIn
) -> None:
    client = sign_in(posts[SYSTEM])
    typed = {"name": "热线平台接口", "username": "rexian", "token": str(new_id())}
    page = client.post(reverse("accounts:new_program"), typed, follow=True).content.decode()
    assert "还没有岗位" in page
    program = Account.objects.get(username="rexian")
    post = organisations.appoint(
        actor=HOUSE,
        person_id=program.person_id,
        organisation_id=city.office.pk,
        kind=PostKind.HOTLINE_OPERATOR,
    )
    issue = reverse("accounts:issue", args=[program.pk])
    assert client.get(issue).status_code == 200
    typed = {
        "name": "工单转报",
        "post": str(post.pk),
        "expires_on": f"{clock.today() + timedelta(days=9)}",
        "scopes": "reports:write",
        "networks": "10.1.2.0/24\n",
        "token": str(new_id()),
    }
    shown = client.post(issue, typed, follow=True).content.decode()
    (text,) = re.findall(r'<code class="factor-secret">(hs_[^<]+)</code>', shown)
    again = client.get(reverse("accounts:program", args=[program.pk])).content.decode()
    assert text not in again
    assert "提交发现报告" in again
    token = Token.objects.get()
    revoke = reverse("accounts:revoke", args=[token.pk])
    assert "已吊销" in client.post(revoke, {"token": str(new_id())}, follow=True).content.decode()
