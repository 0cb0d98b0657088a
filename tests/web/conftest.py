"""A small place with its people, and a client signed in as any of them.

Imports of the house stand inside the fixtures: Django is not ready when this file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from huishang.kernel.actor import Actor
    from huishang.kernel.terms import PostKind
    from tests.conferences.road import Road
    from tests.places import Jurisdiction


class Loud(str):
    """What an attribute that is not there becomes: a failing test."""

    def __mod__(self, missing: object) -> str:
        raise AssertionError(f"the template asks for “{missing}”, which is not there")


@pytest.fixture(autouse=True)
def loud_templates() -> Iterator[None]:
    from django.template import engines

    engine = engines["django"].engine  # type: ignore[attr-defined]
    engine.string_if_invalid = Loud("%s")
    yield
    engine.string_if_invalid = ""


@pytest.fixture
def city(db: None) -> Jurisdiction:
    from tests.places import jurisdiction

    return jurisdiction("140800", "运城市")


@pytest.fixture
def posts(city: Jurisdiction) -> dict[PostKind, Actor]:
    """One person in each kind of post."""
    from tests.web.cast import everybody

    return everybody(city)


@pytest.fixture
def sign_in() -> Callable[[Actor], Client]:
    """A client of that person, as a browser is after signing in."""

    def enter(actor: Actor) -> Client:
        from django.contrib.auth import get_user_model
        from django.test import Client

        client = Client()
        client.force_login(get_user_model().objects.get(pk=actor.account_id))
        return client

    return enter


@pytest.fixture
def road(db: None) -> Iterator[Road]:
    """A fresh city on the day the road begins."""
    from huishang.kernel import clock
    from tests.conferences.road import ON, Road

    with clock.at(ON):
        yield Road()
