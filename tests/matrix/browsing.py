"""Asks for one address after another as one person, and undoes whatever came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client

from huishang.kernel.actor import Actor

_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
_OF_THE_REQUEST = (
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    r"\b[0-9A-Za-z]{64}\b",
    r'(?<=nonce=")[^"]*',
    r"\b[0-9a-f]{12}\b",
)
"""Keys, CSRF tokens, nonces, the request's own number: what differs between any two answers."""


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
        self._client = Client()
        self._client.force_login(get_user_model().objects.get(pk=actor.account_id))
        self._cookies = deepcopy(self._client.cookies)

    def get(self, path: str) -> Answer:
        return self._asked("get", path)

    def post(self, path: str, typed: Mapping[str, Any]) -> Answer:
        return self._asked("post", path, data=dict(typed))

    def send(self, path: str, told: Mapping[str, Any]) -> Answer:
        """As a program does."""
        return self._asked("post", path, data=dict(told), content_type="application/json")

    def by_token(self, path: str, token: str) -> Answer:
        """Without a session."""
        with undone():
            got = Client().get(path, headers={"Authorization": f"Bearer {token}"})
        return Answer(got.status_code, got.content.decode())

    def _asked(self, method: str, path: str, **more: Any) -> Answer:
        self._client.cookies = deepcopy(self._cookies)
        with undone(), _watched() as written:
            got = getattr(self._client, method)(path, **more)
            textual = re.match(r"text/|application/\S*json", got.headers.get("Content-Type", ""))
            body = b"".join(got) if got.streaming else got.content
        words = unescape(body.decode(errors="replace")) if textual else ""
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
