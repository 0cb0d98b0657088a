"""Programs that call the interface, each signed in as somebody of the valley."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from huishang.kernel.actor import Actor
    from tests.valley import Valley

PREFIX = "/api/v1"


@dataclass
class Program:
    """One signed-in client that keeps the session's rules, CSRF token included."""

    client: Client
    token: str

    def get(self, address: str, **headers: str) -> HttpResponse:
        return self.client.get(f"{PREFIX}{address}", headers=headers)  # type: ignore[return-value]

    def post(self, address: str, body: Any, **headers: str) -> HttpResponse:
        return self.client.post(  # type: ignore[return-value]
            f"{PREFIX}{address}",
            body if isinstance(body, bytes) else json.dumps(body),
            content_type="application/json",
            headers={"X-CSRFToken": self.token, **headers},
        )


@pytest.fixture
def valley(db: None) -> Valley:
    from tests.valley import Valley  # Django is ready only now

    return Valley()


@pytest.fixture
def program() -> Callable[[Actor], Program]:
    """A program signed in with an actor's account."""
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from huishang.access.models import Account

    def signed_in(actor: Actor) -> Program:
        client = Client(enforce_csrf_checks=True)
        client.force_login(
            Account.objects.get(pk=actor.account_id),
            backend=settings.AUTHENTICATION_BACKENDS[0],
        )
        token = _get_new_csrf_string()
        client.cookies[settings.CSRF_COOKIE_NAME] = token
        return Program(client, token)

    return signed_in
