"""``huishang work``: what waits is done beside the server, and ends when the server does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError

from huishang.cli import work

READY = 60
"""Seconds a process may take to start or to end on a machine with other work."""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a home of its own, with empty tables."""
    without = {key: word for key, word in os.environ.items() if key != "HUISHANG_DATABASE_URL"}
    environment = {**without, "HUISHANG_HOME": str(tmp_path)}
    build = (
        "import django; django.setup(); from huishang.cli.setup import prepare_database as p; p()"
    )
    subprocess.run([sys.executable, "-c", build], env=environment, check=True)
    return environment


def _lives(pid: int) -> bool:
    """Whether it still runs; who has ended and was not yet asked for does not."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status


def _ends(pid: int) -> bool:
    end = time.monotonic() + READY
    while _lives(pid) and time.monotonic() < end:
        time.sleep(0.1)
    return not _lives(pid)


def test_it_ends_when_the_process_it_stands_beside_is_killed(home: dict[str, str]) -> None:
    server = (
        "import os, subprocess, sys, time;"
        "beside = [sys.executable, '-m', 'huishang', 'work', '--beside', str(os.getpid())];"
        "print(subprocess.Popen(beside).pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", server], env=home, stdout=subprocess.PIPE, text=True
    ) as standing:
        assert standing.stdout is not None
        worker = int(standing.stdout.readline())
        time.sleep(2 * work.PAUSE)
        assert _lives(worker)
        standing.send_signal(signal.SIGKILL)
    assert _ends(worker)


def test_asked_to_stop_it_ends_well(home: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "huishang", "work"], env=home, stdout=subprocess.PIPE, text=True
    ) as working:
        assert working.stdout is not None
        assert "已启动" in working.stdout.readline()
        working.send_signal(signal.SIGTERM)
        assert working.wait(READY) == 0


def test_a_database_that_fails_for_a_while_is_tried_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "PAUSE", 0)
    stop, tries = threading.Event(), []

    def job(asked: work.Stop) -> str:
        tries.append(asked())
        if len(tries) == 1:
            raise OperationalError("database is locked")
        stop.set()
        return "办好了。"

    work._keep_at("试验", job, stop)
    said = capsys.readouterr()
    assert tries == [False, False]
    assert "试验：数据库暂时不能使用，稍后重试（database is locked）。" in said.err
    assert said.out == "办好了。\n"


def test_any_other_fault_ends_the_whole_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that ended alone would leave its work undone and nobody would know."""
    stop = threading.Event()

    def job(_: work.Stop) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work._keep_at("试验", job, stop)
    assert stop.is_set()
