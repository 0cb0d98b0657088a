"""A process killed in the middle of a step leaves no half step, and the step can be taken again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SIGNED = {
    "minutes": "signed",
    "number": "",
    "case": "conferring",
    "conference": "concluded",
    "papers": ["notice"],
    "duties": 0,
    "intact": True,
}
ISSUED = {
    "minutes": "issued",
    "number": "运未保办纪〔2026〕1号",
    "case": "implementing",
    "conference": "recorded",
    "papers": ["minutes", "notice"],
    "duties": 1,
    "intact": True,
}


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "HUISHANG_DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "tests.conferences.crash", *arguments],
        cwd=ROOT,
        env={
            **environment,
            "HUISHANG_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "huishang.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with one signed paper, and the keys to it."""
    home = tmp_path_factory.mktemp("crash")
    prepared = run(home, "prepare")
    assert prepared.returncode == 0, prepared.stderr
    return home, prepared.stdout


def test_killed_anywhere_while_issuing_nothing_of_it_stands_and_it_succeeds_afterwards(
    signed: tuple[Path, str],
) -> None:
    home, keys = signed
    survived = 0
    while True:
        outcome = run(home, "issue", keys, str(survived))
        if outcome.returncode == 0:
            break
        assert outcome.returncode == -signal.SIGKILL, outcome.stderr
        assert json.loads(run(home, "look", keys).stdout) == SIGNED, f"after {survived} events"
        survived += 1
    assert survived >= 4, "the step writes several events; a kill before each was tried"
    assert json.loads(run(home, "look", keys).stdout) == ISSUED
