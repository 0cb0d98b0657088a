"""Where everything the platform keeps lies: one directory, named by ``HUISHANG_HOME``.

Owns the names inside it and the keys' birth. Knows nothing of Django or of any room.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700
KEY_BYTES = 32
KEYS = {"django": KEY_BYTES, "columns": 16, "blind-index": KEY_BYTES}
"""The keys a database is begun with, and their sizes in bytes. Losing one loses what it closed."""


@dataclass(frozen=True, slots=True)
class Home:
    """The directory of all state. Nothing is created before it is first needed."""

    root: Path

    @classmethod
    def from_environment(cls) -> Home:
        """``HUISHANG_HOME``, or ``var`` in the current directory."""
        return cls(Path(os.environ.get("HUISHANG_HOME") or "var").resolve())

    @property
    def database(self) -> Path:
        return self.root / "db.sqlite3"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def demo(self) -> Path:
        return self.root / "demo"

    @property
    def static(self) -> Path:
        """Collected style sheets and scripts; may be deleted at any time."""
        return self.root / "static"

    @property
    def cache(self) -> Path:
        """Counters shared by the server's processes; may be deleted at any time."""
        return self.root / "cache"

    def prepare(self) -> None:
        """Create the directories, closed to other users of the machine. Safe to repeat."""
        self.root.mkdir(parents=True, exist_ok=True)
        for directory in (self.keys, self.files, self.demo, self.static, self.cache):
            directory.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)

    def create_keys(self) -> None:
        """Draw every key of `KEYS` for a database that is about to begin. Keeps what is there."""
        for name, size in KEYS.items():
            self.key(name, size=size)

    @property
    def missing_keys(self) -> list[str]:
        return [name for name in KEYS if not (self.keys / name).is_file()]

    def key(self, name: str, *, size: int = KEY_BYTES) -> bytes:
        """The secret called ``name``, ``size`` random bytes, created on first use.

        Stored as hexadecimal text in ``keys/<name>`` with mode 0600. When several processes start
        at once the first one's key stands and all of them read that one.
        """
        path = self.keys / name
        if not path.exists():
            self.prepare()
            _write_once(path, secrets.token_hex(size))
        return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _write_once(path: Path, text: str) -> None:
    """Give ``path`` its content whole or not at all; keep what another process put there first."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        Path(draft).chmod(PRIVATE_FILE)
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        os.unlink(draft)
