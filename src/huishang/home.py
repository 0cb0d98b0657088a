"""Where everything the platform keeps lies: one directory, named by ``HUISHANG_HOME``.

Owns the names inside it and how secrets are kept. Knows nothing of Django or of any room.
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
IN_ENVIRONMENT = "HUISHANG_KEY_"
"""``HUISHANG_KEY_DATA_1`` is the secret ``data-1``; it goes before the file of that name."""


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

    @property
    def tally(self) -> Path:
        """How often who asked in the running minute; may be deleted at any time."""
        return self.cache / "asked.sqlite3"

    def prepare(self) -> None:
        """Create the directories, closed to other users of the machine. Safe to repeat."""
        self.root.mkdir(parents=True, exist_ok=True)
        for directory in (self.keys, self.files, self.demo, self.static, self.cache):
            directory.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)

    def secret_names(self) -> list[str]:
        """Every secret at hand, from files and from the environment."""
        held = {path.name for path in self.keys.glob("[!.]*")}
        named = {
            name.removeprefix(IN_ENVIRONMENT).lower().replace("_", "-")
            for name in os.environ
            if name.startswith(IN_ENVIRONMENT)
        }
        return sorted(held | named)

    def secrets_changed(self) -> int:
        """Rises when a secret file is added or taken away; 0 while there is none."""
        try:
            return self.keys.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def secret(self, name: str) -> str:
        """:raises FileNotFoundError: there is no such secret."""
        given = os.environ.get(IN_ENVIRONMENT + name.upper().replace("-", "_"))
        return (given or (self.keys / name).read_text(encoding="ascii")).strip()

    def keep_secret(self, name: str, text: str) -> str:
        """Put a secret into ``keys/<name>``, readable by this user only; answers the one that
        stands there: when several processes start at once the first one's is everybody's."""
        self.prepare()
        _write_once(self.keys / name, text)
        return self.secret(name)

    def key(self, name: str, *, size: int = KEY_BYTES) -> bytes:
        """The secret called ``name``, ``size`` random bytes, drawn on first use."""
        try:
            return bytes.fromhex(self.secret(name))
        except FileNotFoundError:
            return bytes.fromhex(self.keep_secret(name, self.draw(size)))

    @staticmethod
    def draw(size: int) -> str:
        """``size`` random bytes as hexadecimal text."""
        return secrets.token_hex(size)


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
