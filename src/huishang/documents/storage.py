"""Where the bytes of files lie: below ``HUISHANG_HOME/files``, sealed, by the SM3 of their content.

Equal contents are kept once. Bytes are written before the row that names them, so a row never
points at nothing; a transaction that fails leaves bytes no row names, which harms nobody.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from django.conf import settings

from huishang.home import PRIVATE_DIRECTORY, PRIVATE_FILE
from huishang.vault.algorithms import DoesNotOpen
from huishang.vault.keys import KeyVersion, current
from huishang.vault.sealing import mark_of_bytes, seal_bytes, unseal_bytes
from huishang.vault.stores import BATCH

_HEAD_BYTES = 40


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
    if not _path(name).exists():
        _write(name, content)
    return name


def fetch(name: str) -> bytes:
    """:raises Damaged: missing, or its SM3 is another."""
    try:
        content = unseal_bytes(_path(name).read_bytes(), place=_place(name))
    except FileNotFoundError:
        raise Damaged(f"file {name} is missing") from None
    except DoesNotOpen:
        raise Damaged(f"file {name} was changed on disk, or its key is not at hand") from None
    if digest(content) != name:
        raise Damaged(f"file {name} is not what its name says")
    return content


def forget(name: str) -> None:
    """The bytes are gone. Safe to repeat; only for contents nobody else can have stored."""
    _path(name).unlink(missing_ok=True)


class SealedFiles:
    """All files as a store of the vault."""

    name = "files"

    def total(self) -> int:
        return sum(1 for _ in _names())

    def closed_otherwise(self, version: KeyVersion) -> int:
        return sum(1 for _ in self._elsewhere(version))

    def move(self) -> Iterator[int]:
        moved = 0
        for name in self._elsewhere(current()):
            _write(name, fetch(name))
            moved += 1
            if moved == BATCH:
                yield moved
                moved = 0
        if moved:
            yield moved

    def _elsewhere(self, version: KeyVersion) -> Iterator[str]:
        for name in _names():
            with _path(name).open("rb") as file:
                if mark_of_bytes(file.read(_HEAD_BYTES)) != version.mark:
                    yield name


def _write(name: str, content: bytes) -> None:
    """The whole file in one step: a reader finds the old bytes or the new ones."""
    path = _path(name)
    settings.HOME.prepare()
    path.parent.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(seal_bytes(content, place=_place(name)))
        file.flush()
        os.fsync(file.fileno())
    Path(draft).chmod(PRIVATE_FILE)
    Path(draft).replace(path)


def _names() -> Iterator[str]:
    files: Path = settings.HOME.files
    yield from sorted(path.name for path in files.glob("??/[!.]*"))


def _place(name: str) -> str:
    return f"file:{name}"


def _path(name: str) -> Path:
    files: Path = settings.HOME.files
    return files / name[:2] / name
