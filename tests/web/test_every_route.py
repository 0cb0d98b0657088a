"""What holds for every page, whoever wrote it and whoever asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.web import navigation
from tests.web.routes import Route, routes

SignIn = Callable[[Actor], Client]

CALM = {200, 302, 403, 404, 405, 409, 422}
NAMELESS = {
    *("public:where", "public:tell", "public:answers"),
    *("field:shell", "field:worker", "field:manifest", "field:stands"),
}
"""Pages for who has no account, and what a phone asks with nobody signed in; see `test_public.py`
and `test_field.py`."""
ROUTES = [route for route in routes() if route.name not in NAMELESS]
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
each_post = pytest.mark.parametrize("post", PostKind)


@each_route
@pytest.mark.django_db
def test_nobody_nameless_gets_in(route: Route) -> None:
    for answer in (Client().get(route.path), Client().post(route.path)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/login/?next=")


@each_route
@pytest.mark.django_db
def test_a_part_of_a_page_sends_the_nameless_to_sign_in(route: Route) -> None:
    answer = Client().get(route.path, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/accounts/login/?next=")


@each_post
def test_every_route_answers_every_post_calmly(
    post: PostKind, posts: dict[PostKind, Actor], sign_in: SignIn
) -> None:
    client = sign_in(posts[post])
    for route in ROUTES:
        answer = client.get(route.path)
        assert answer.status_code in CALM, route.name
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, route.name
        assert "unsafe" not in policy, route.name
        assert answer.headers["Cache-Control"] == "no-store", route.name
        assert answer.headers["X-Frame-Options"] == "DENY", route.name


@each_post
def test_every_line_of_a_posts_navigation_opens(
    post: PostKind, posts: dict[PostKind, Actor], sign_in: SignIn
) -> None:
    client = sign_in(posts[post])
    rooms = list(navigation.items(post, ""))
    assert rooms
    for room in rooms:
        answer = client.get(room.url)
        assert answer.status_code == 200, room.label
        assert 'aria-current="true"' in answer.content.decode(), room.label
    assert client.get(navigation.search(post).url, {"q": "通知"}).status_code == 200


def test_each_answer_has_a_nonce_of_its_own_and_the_scripts_carry_it(
    posts: dict[PostKind, Actor], sign_in: SignIn
) -> None:
    client = sign_in(posts[PostKind.LIAISON])
    nonces = []
    for answer in (client.get("/"), client.get("/")):
        policy = answer.headers["Content-Security-Policy"]
        nonces.append(policy.partition("'nonce-")[2].partition("'")[0])
        scripts = answer.content.decode().count("<script")
        assert answer.content.decode().count(f'nonce="{nonces[-1]}"') == scripts > 0
    assert nonces[0] != nonces[1]


@pytest.mark.django_db
def test_a_path_that_is_none_of_ours_is_a_calm_404() -> None:
    answer = Client().get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
