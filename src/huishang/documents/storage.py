"""Where the bytes of files lie: below ``HUISHANG_HOME/files``, by the SM3 of their content.

Equal contents are kept once. Bytes are written before the row that names them, so a row never
points at nothing; a transaction that fails leaves bytes no row names, which harms nobody.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from django.conf import settings

from huishang.home import PRIVATE_DIRECTORY, PRIVATE_FILE


class Damaged(RuntimeError):
    """The bytes on disk are gone or are not those that were stored."""


def digest(content: bytes) -> str:
    """SM3 (GB/T 32905) as hex."""
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(content)
    return sm3.finalize().hex()


def keep(content: bytes) -> str:
    """Store ``content`` whole or not at all. Safe to repeat; answers its digest."""
    name = digest(content)
    path = _path(name)
    if not path.exists():
        settings.HOME.prepare()
        path.parent.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(PRIVATE_FILE)
        Path(draft).replace(path)
    return name


def fetch(name: str) -> bytes:
    """:raises Damaged: missing, or its SM3 is another."""
    try:
        content = _path(name).read_bytes()
    except FileNotFoundError:
        raise Damaged(f"file {name} is missing") from None
    if digest(content) != name:
        raise Damaged(f"file {name} was changed on disk")
    return content


def _path(name: str) -> Path:
    files: Path = settings.HOME.files
    return files / name[:2] / name
