"""The process that delivers is killed, or runs twice: nothing is lost, nothing leaves doubly."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.receiver import Receiver, receiving

ROOT = Path(__file__).parents[2]
LEASE = 3


class House:
    """A home of its own, and processes that work in it."""

    def __init__(self, home: Path) -> None:
        without = {k: v for k, v in os.environ.items() if k != "HUISHANG_DATABASE_URL"}
        self.environment = {
            **without,
            "HUISHANG_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "huishang.settings",
            "HUISHANG_ANSWER_PLAIN_HTTP": "1",
            "HUISHANG_ANSWER_LEASE_SECONDS": str(LEASE),
            "HUISHANG_ANSWER_SECONDS": "30",
        }

    def prepare(self, hotline: Receiver, reports: int) -> House:
        self.keeper = self.ask("tests.exchange.crash", "prepare", hotline.url, str(reports))
        return self

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, *words: str) -> str:
        process = self.start(*words)
        said, wrong = process.communicate(timeout=120)
        assert process.returncode == 0, wrong
        return said.strip()

    def deliver(self) -> str:
        return self.ask("huishang", "work", "--once")

    def look(self) -> dict[str, Any]:
        seen: dict[str, Any] = json.loads(self.ask("tests.exchange.crash", "look", self.keeper))
        return seen


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with empty tables, made once."""
    home = tmp_path_factory.mktemp("empty")
    House(home).ask("tests.exchange.crash", "build")
    return home


@pytest.fixture
def home(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty, tmp_path / "home"))


def wait_for(hotline: Receiver, letters: int) -> None:
    until = time.monotonic() + 60
    while len(hotline.letters) < letters:
        assert time.monotonic() < until, "nothing reached the hotline"
        time.sleep(0.05)


def test_killed_while_sending_the_same_answer_leaves_again_under_the_same_key(
    home: Path,
) -> None:
    with receiving("hang", 204) as hotline:
        house = House(home).prepare(hotline, reports=1)
        worker = house.start("huishang", "work")
        wait_for(hotline, 1)
        os.kill(worker.pid, signal.SIGKILL)
        worker.communicate()
        killed_at = time.monotonic()
        assert house.look() == {"statuses": ["waiting"], "tries": 0, "intact": True}
        time.sleep(max(0, killed_at + LEASE + 0.5 - time.monotonic()))
        assert "送达1件" in house.deliver()
        assert house.look() == {"statuses": ["delivered"], "tries": 1, "intact": True}
        assert "送达" not in house.deliver()
    first, second = hotline.letters
    assert (first.id, first.body) == (second.id, second.body)


def test_two_workers_never_send_the_same(home: Path) -> None:
    with receiving() as hotline:
        house = House(home).prepare(hotline, reports=8)
        workers = [house.start("huishang", "work", "--once") for _ in range(2)]
        for worker in workers:
            _, wrong = worker.communicate(timeout=120)
            assert worker.returncode == 0, wrong
        assert house.look()["statuses"] == ["delivered"] * 8
    assert len(hotline.letters) == len({letter.id for letter in hotline.letters}) == 8


def test_asked_to_stop_it_finishes_what_it_is_sending(home: Path) -> None:
    with receiving("hang", 204) as hotline:
        house = House(home).prepare(hotline, reports=2)
        worker = house.start("huishang", "work")
        wait_for(hotline, 1)
        worker.send_signal(signal.SIGTERM)
        hotline.let_go.set()
        said, wrong = worker.communicate(timeout=60)
        assert worker.returncode == 0, wrong
        assert "已启动" in said
        assert house.look()["statuses"] == ["waiting", "waiting"]
        assert house.look()["tries"] == 1
