"""A PostgreSQL server that lives as long as one test run.

Built with the system's binaries in a temporary directory, reachable by a Unix socket only.
PostgreSQL refuses to run as root, so root lends it to ``postgres`` or ``nobody``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

# Nothing outlives the run, so nothing has to survive a crash.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class NoBinaries(RuntimeError):
    """The machine has no PostgreSQL server to start."""

    def __init__(self) -> None:
        super().__init__("没有找到 PostgreSQL 服务端程序（initdb）。可安装系统软件包 postgresql。")


def binaries() -> Path | None:
    """Directory of ``initdb`` and ``pg_ctl``: on the path, else Debian's newest version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    return versions[-1].parent if versions else None


@dataclass(frozen=True)
class Server:
    """A running server. ``url`` is what ``HUISHANG_DATABASE_URL`` wants."""

    directory: Path
    programs: Path
    identity: dict[str, Any]

    @property
    def url(self) -> str:
        return f"postgresql://huishang@/huishang?host={quote(str(self.directory), safe='')}"

    def run(self, program: str, *arguments: str) -> None:
        """:raises RuntimeError: with the program's own words."""
        done = subprocess.run(
            [self.programs / program, "-D", self.directory / "data", *arguments],
            cwd=self.directory,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **self.identity,
        )
        if done.returncode:
            raise RuntimeError(f"{program} 失败：\n{done.stdout}")

    def start(self) -> None:
        self.run("initdb", "-U", "huishang", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = " ".join(
            f"-c {setting}" for setting in (*_FAST, f"unix_socket_directories={self.directory}")
        )
        self.run("pg_ctl", "-w", "-l", str(self.directory / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop at once and remove every trace. Safe to repeat."""
        if not self.directory.exists():
            return
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.directory, ignore_errors=True)


def throw_away_server() -> Server:
    """Start one. The caller stops it.

    :raises NoBinaries: there is nothing to start.
    """
    programs = binaries()
    if programs is None:
        raise NoBinaries
    directory = Path(tempfile.mkdtemp(prefix="huishang-postgresql-"))
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
        os.chown(directory, owner.pw_uid, owner.pw_gid)
        identity = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    server = Server(directory, programs, identity)
    try:
        server.start()
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise
    return server
