"""Asks for one address after another as one person, and undoes whatever came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from huishang.kernel.actor import Actor
from tests.matrix.papers import words_in

_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
_OF_THE_REQUEST = (
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    r"\b[0-9A-Za-z]{64}\b",
    r'(?<=nonce=")[^"]*',
    r"\b[0-9a-f]{12}\b",
)
"""Keys, CSRF tokens, nonces, the request's own number: what differs between any two answers."""


_house = ClientHandler(enforce_csrf_checks=False)


@dataclass
class Answer:
    """:param written: the tables that were written to."""

    status: int
    body: str
    written: set[str] = field(default_factory=set)

    @property
    def bare(self) -> str:
        """Without what differs between any two answers."""
        words = self.body
        for pattern in _OF_THE_REQUEST:
            words = re.sub(pattern, "·", words)
        return words


class Browser:
    """One person's. Each request finds the house as the stage left it."""

    def __init__(self, actor: Actor) -> None:
        signed_in = Client()
        signed_in.force_login(get_user_model().objects.get(pk=actor.account_id))
        self._cookies = signed_in.cookies

    def get(self, path: str) -> Answer:
        return _asked(_requests(self._cookies).get(path))

    def post(self, path: str, typed: Mapping[str, Any]) -> Answer:
        return _asked(_requests(self._cookies).post(path, dict(typed)))

    def send(self, path: str, told: Mapping[str, Any]) -> Answer:
        """As a program does."""
        return _asked(_requests(self._cookies).post(path, told, content_type="application/json"))


def by_token(path: str, token: str) -> Answer:
    """A program's question, without a session."""
    return _asked(RequestFactory().get(path, headers={"Authorization": f"Bearer {token}"}))


def _requests(cookies: SimpleCookie) -> RequestFactory:
    made = RequestFactory()
    made.cookies = deepcopy(cookies)
    return made


def _asked(request: WSGIRequest) -> Answer:
    """Through the whole stack; a test client would copy every template's context besides."""
    with undone(), _watched() as written:
        got = _house(request.environ)
    words = words_in(got.headers.get("Content-Type", ""), got.getvalue())
    return Answer(got.status_code, words, written)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within has not happened afterwards."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)


@contextmanager
def _watched() -> Iterator[set[str]]:
    """The tables written to within."""
    written: set[str] = set()

    def note(execute: Any, sql: str, *more: Any) -> Any:
        if found := _WRITES.match(sql):
            written.add(found[1])
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        yield written
