"""The demonstration home, built and served in processes of its own, as a newcomer would."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 90


@dataclass(frozen=True)
class Demo:
    """A served demonstration: its address and home, who may sign in, what was told."""

    base: str
    home: Path
    accounts: tuple[dict[str, str], ...]
    stories: dict[str, dict[str, Any]]

    def account(self, post: str, body: str) -> tuple[str, str]:
        """Name and password of this post in the organisation with these words in its name."""
        found = [
            row for row in self.accounts if row["post"] == post and body in row["organisation"]
        ]
        assert len(found) == 1, f"{post} of {body}: {found}"
        return found[0]["username"], found[0]["password"]

    def path(self, story: str, key: str) -> str:
        """Where a story's page is: ``case_url`` or ``conference_url``."""
        return "/" + self.stories[story][key].split("/", 3)[3]


@contextmanager
def served(home: Path, **settings: str) -> Iterator[Demo]:
    """Build the demonstration in this home, serve it, stop the server at the end.

    :param settings: environment variables of the server.
    """
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("HUISHANG_", "DJANGO_"))
    } | {"HUISHANG_HOME": str(home), **settings}
    program = [sys.executable, "-m", "huishang"]
    built = subprocess.run(
        [*program, "demo", "--no-serve", "--json"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    told = json.loads(built.stdout)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    with (home / "serve.log").open("w") as log:
        server = subprocess.Popen(
            [*program, "serve", "--port", str(port), "--workers", "1"],
            env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait(base, server)
            stories = {story["key"]: story for story in told["stories"]}
            yield Demo(base, home, tuple(told["accounts"]), stories)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(base: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/accounts/login/", timeout=5).close()
        except OSError:  # not yet, or not in time
            time.sleep(0.2)
        else:
            return
    raise AssertionError("服务没有启动，见 serve.log")
