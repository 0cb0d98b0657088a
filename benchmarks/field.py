"""Phones that come back into the signal: visits handed in a second by one queue, and by many at
once, over the wire to a running server."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client

from huishang.access.models import Account
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from huishang.people import actions as people
from huishang.people.models import Child
from huishang.visits import queries as visiting
from huishang.visits.actions.planning import keep_plan
from huishang.visits.models import Visit
from tests.places import HOUSE, LONG_AGO, somebody

_numbers = count(1)
QUEUES, EACH, VILLAGES = 50, 10, 10
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """:param visits: handed in by ``queues`` phones at once. :param seconds: until the last answer.
    :param alone: seconds one phone took for its own, nobody beside it.
    :param twice: visits too many, after all of them were sent once more.
    """

    queues: int
    visits: int
    seconds: float
    alone: float
    twice: int

    @property
    def a_second(self) -> float:
        return self.visits / self.seconds

    @property
    def alone_a_second(self) -> float:
        return EACH / self.alone


class Villages:
    """A town with a director for every phone, and for each a child for every visit, all due.

    :param number: of the town; each measurement has one of its own.
    """

    def __init__(self, number: int) -> None:
        town = f"1408028{10 + number}000"
        self._register(town, "测量镇")
        self.rounds: list[tuple[Actor, str, list[Any]]] = []
        for village in range(VILLAGES):
            code = f"{town[:9]}{201 + village}"
            self._register(code, f"测量{village + 1}村")
            body = organisations.register_organisation(
                actor=HOUSE,
                name=f"测量{number}镇{village + 1}村村民委员会",
                kind=OrganisationKind.VILLAGE_COMMITTEE,
                division=code,
                valid_from=LONG_AGO,
            )
            for _ in range((QUEUES + 1) // VILLAGES + 1):
                director = somebody(body, PostKind.CHILD_DIRECTOR)
                children = [self._child(director, code) for _ in range(EACH)]
                self.rounds.append((director, code, children))

    def _register(self, code: str, name: str) -> None:
        organisations.register_division(actor=HOUSE, code=code, name=name, valid_from=LONG_AGO)

    def _child(self, director: Actor, village: str) -> Any:
        number = next(_numbers)
        known = Child.objects.unscoped(reason="测量").filter(residence_division=village)
        with clock.at(clock.now() - timedelta(days=100)):
            child = people.register_child(
                actor=director,
                name=f"测{chr(0x4E00 + number)}",
                sex="1",
                birth_date=date(2015, 1, 1) + timedelta(days=number),
                residence_division=village,
                apart_from=known.values_list("pk", flat=True),
            )
            keep_plan(child)
        return child


class Phone:
    """A signed-in phone with what it wrote while it was out."""

    def __init__(self, port: int, director: Actor, village: str, children: list[Any]) -> None:
        client = Client()
        client.force_login(Account.objects.get(pk=director.account_id))
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self.wire = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.token = self.ask("GET", "/field/hello/")["token"]
        self.device = self.ask("POST", "/field/carry/", {"name": "测量手机"})["device"]
        checks = visiting.visiting_at(village).value.checks
        told = self.ask("POST", "/field/pack/", {"device": self.device, "have": "{}"})
        stamps = {one["id"]: one["stamp"] for one in told["children"]}
        self.written = [self._written(str(child.pk), stamps, checks) for child in children]

    def _written(self, child: str, stamps: dict[str, str], checks: Any) -> tuple[str, Any]:
        key = str(uuid4())
        return f"/field/visits/{child}/", {
            "token": key,
            "key": key,
            "device": self.device,
            "stamp": stamps[child],
            "on": clock.today().isoformat(),
            "kind": "key",
            "works": "visit",
            "met": "yes",
            "confirmed": "away",
            **{f"check_{one.code}": "well" for one in checks},
        }

    def ask(self, method: str, path: str, fields: Any = None) -> Any:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": getattr(self, "token", self.cookies.get("csrftoken", "")),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.wire.request(method, path, urlencode(fields) if fields else None, headers)
        answer = self.wire.getresponse()
        for told in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: one.value for name, one in SimpleCookie(told).items()}
        body = answer.read()
        assert answer.status == 200, f"{path}: {answer.status} {body[:300]!r}"
        return json.loads(body)

    def hand_in(self) -> None:
        for path, fields in self.written:
            self.ask("POST", path, fields)


def measure(number: int) -> FieldFigures:
    """:param number: which measurement this is; each has phones and children of its own."""
    villages = Villages(number)
    before = Visit.objects.unscoped(reason="测量").count()
    with _served() as port:
        phones = [Phone(port, *one) for one in villages.rounds[: QUEUES + 1]]
        lonely, together = phones[0], phones[1:]
        began = time.perf_counter()
        lonely.hand_in()
        alone = time.perf_counter() - began
        seconds = _all_at_once(together)
        _all_at_once(together)  # every answer was lost, and each phone sends again
    visits = sum(len(phone.written) for phone in together)
    kept = Visit.objects.unscoped(reason="测量").count() - before
    return FieldFigures(len(together), visits, seconds, alone, kept - visits - EACH)


def _all_at_once(phones: list[Phone]) -> float:
    """Seconds until the last one is through. What a phone fails on is raised here."""
    start, failed = threading.Barrier(len(phones) + 1), []

    def run(phone: Phone) -> None:
        start.wait()
        try:
            phone.hand_in()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=[phone]) for phone in phones]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return time.perf_counter() - began


@contextmanager
def _served() -> Iterator[int]:
    """The platform on this database, in processes of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = [sys.executable, "-m", "huishang", "serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(
        program, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            until = time.monotonic() + PATIENCE
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("the server did not start")
                time.sleep(0.2)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)
