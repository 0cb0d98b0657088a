"""A server killed again and again in the middle of its work loses nothing it has answered for.

Real processes, real sockets, SIGKILL at random moments while several callers hand in reports.
``HUISHANG_TEST_KILLS`` says how often (default few, so that every run tries it).
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from itertools import count
from multiprocessing.connection import Connection
from socketserver import TCPServer, ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from huishang.audit.models import Event
from huishang.audit.verification import verify
from huishang.discovery.models import Report
from huishang.kernel.actor import Actor
from huishang.people.models import Child
from tests.api.conftest import PREFIX, Program
from tests.api.test_reports import sheet
from tests.valley import Valley

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = int(os.environ.get("HUISHANG_TEST_KILLS", "8"))
CALLERS = 3
LONGEST_LIFE = 8
"""How many reports' time a server lives at most before it is killed."""
MOST_LIVES = 3 * KILLS
"""When a machine is so busy that none answered, the next ones live twice as long; so often."""


class _Threading(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        """Without asking the network what this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", int(self.server_address[1])
        self.setup_environ()


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        return


def _nursery(orders: Connection, application: Any, port: int) -> None:
    """A process without threads that brings servers into the world: one for each order."""
    while orders.recv():
        pid = os.fork()
        if not pid:
            with make_server("127.0.0.1", port, application, _Threading, _Silent) as server:
                server.serve_forever()
        orders.send(pid)
        os.waitpid(pid, 0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Caller(threading.Thread):
    """Hands reports in, each under a number of its own, until it has a receipt for it."""

    def __init__(self, url: str, headers: dict[str, str], numbers: Any, stop: threading.Event):
        super().__init__(daemon=True)
        self.url, self.headers, self.numbers, self.stop = url, headers, numbers, stop
        self.receipts: dict[str, str] = {}
        self.refusals: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            number = f"K{next(self.numbers)}"
            body = json.dumps(sheet(external_number=number)).encode()
            while number not in self.receipts and not self.stop.is_set():
                self._hand_in(number, body)

    def _hand_in(self, number: str, body: bytes) -> None:
        asked = urllib.request.Request(self.url, body, self.headers)
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                self.receipts[number] = json.load(answer)["number"]
        except urllib.error.HTTPError as refusal:
            self.refusals.append(f"{refusal.code} {refusal.read().decode()}")
            self.stop.set()
        except (OSError, HTTPException, ValueError):  # killed: in the connection or in the answer
            time.sleep(0.02)


def test_whatever_was_answered_is_there_and_nothing_is_half(
    valley: Valley,
    program: Callable[[Actor], Program],
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    caller = program(valley.hotline)
    cookies = "; ".join(f"{name}={kept.value}" for name, kept in caller.client.cookies.items())
    headers = {
        "Content-Type": "application/json",
        "Cookie": cookies,
        "X-CSRFToken": caller.token,
    }
    port, stop, numbers = _free_port(), threading.Event(), count(1)
    callers = [
        Caller(f"http://127.0.0.1:{port}{PREFIX}/reports", headers, numbers, stop)
        for _ in range(CALLERS)
    ]
    chance = random.Random(20261122)
    # Whatever is loaded at first use is loaded before the servers are born.
    caller.post("/reports", sheet(external_number="K0"))
    began = time.monotonic()
    caller.post("/reports", sheet(external_number="K00"))
    one_report = time.monotonic() - began
    connections.close_all()  # they must not share them
    orders, ours = multiprocessing.Pipe()
    fork = multiprocessing.get_context("fork")
    nursery = fork.Process(target=_nursery, args=(ours, get_wsgi_application(), port), daemon=True)
    nursery.start()
    for thread in callers:
        thread.start()
    lives, longest = 0, LONGEST_LIFE * one_report

    def answered() -> bool:
        return any(thread.receipts for thread in callers)

    while lives < KILLS or (lives < MOST_LIVES and not answered()):
        if stop.is_set():
            break
        orders.send(True)
        server = orders.recv()
        time.sleep(chance.uniform(0, longest))
        os.kill(server, signal.SIGKILL)
        lives += 1
        longest *= 1 if answered() else 2
    orders.send(False)
    nursery.join(30)
    stop.set()
    for thread in callers:
        thread.join(30)
    assert [words for thread in callers for words in thread.refusals] == []
    assert lives >= KILLS

    receipts = {k: v for thread in callers for k, v in thread.receipts.items()}
    assert receipts, "no server lived long enough to answer"
    reports = {row.external_number: row for row in Report._base_manager.all()}
    assert {number: reports[number].number for number in receipts} == receipts
    assert len({row.number for row in reports.values()}) == len(reports)
    told = Event.objects.filter(act="discovery.receive_report").values_list("subject_id", flat=True)
    assert sorted(told) == sorted(str(row.pk) for row in reports.values())
    assert Child._base_manager.count() == len({row.child_id for row in reports.values()})
    assert verify().first_break is None
    record_testsuite_property("kills", lives)
    record_testsuite_property("answered", len(receipts))
    record_testsuite_property("reports", len(reports))
    record_testsuite_property("events", Event.objects.count())
