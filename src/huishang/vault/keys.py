"""Versions of the key, and who works with them: this process, or a module that never gives one out.

A key version is a pair: one key closes, the other computes blind indexes. The newest closes what
is written; the older ones open what they closed until it has been moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from huishang.home import Home

from .algorithms import Algorithm, DoesNotOpen, mac

INDEX_BYTES = 32


class MissingKey(DoesNotOpen):
    """A value names a key version that is not at hand."""


@dataclass(frozen=True, slots=True, order=True)
class KeyVersion:
    """:param number: from one upwards, never used twice."""

    number: int
    algorithm: Algorithm

    @property
    def mark(self) -> str:
        """What a sealed value begins with: ``sm4g1``."""
        return f"{self.algorithm}{self.number}"


class Provider(Protocol):
    """What holds the keys. ``HUISHANG_KEY_PROVIDER`` names a class of this shape, made with the
    `Home`; a hardware module (GB/T 37092) is one."""

    def __init__(self, home: Home) -> None: ...

    def versions(self) -> tuple[KeyVersion, ...]:
        """Oldest first. May grow while the process runs; never shrinks below what is in use."""

    def create(self, algorithm: Algorithm) -> KeyVersion:
        """Draw the next version. Safe where several processes do it at once: one of them wins."""

    def seal(self, version: KeyVersion, text: bytes, place: bytes) -> bytes: ...

    def open(self, version: KeyVersion, sealed: bytes, place: bytes) -> bytes:
        """:raises DoesNotOpen"""

    def index(self, version: KeyVersion, text: bytes) -> bytes:
        """A keyed hash of 32 bytes."""


@dataclass(frozen=True, slots=True)
class _Pair:
    version: KeyVersion
    closing: bytes
    indexing: bytes


class KeysAtHome:
    """Keys as files of the home, or in the environment, used in this process.

    Version 1 is the secret ``data-1``: ``sm4g:<hex>:<hex>``, the closing and the indexing key.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._pairs: dict[int, _Pair] = {}
        self._seen = -1

    def versions(self) -> tuple[KeyVersion, ...]:
        self._look()
        return tuple(pair.version for _, pair in sorted(self._pairs.items()))

    def create(self, algorithm: Algorithm) -> KeyVersion:
        self._look()
        number = max(self._pairs, default=0) + 1
        drawn = (algorithm.key_bytes, INDEX_BYTES)
        parts = ":".join(self._home.draw(size) for size in drawn)
        standing = self._home.keep_secret(_name(number), f"{algorithm}:{parts}")
        self._pairs[number] = _read(number, standing)
        return self._pairs[number].version

    def seal(self, version: KeyVersion, text: bytes, place: bytes) -> bytes:
        return version.algorithm.seal(self._pair(version).closing, text, place)

    def open(self, version: KeyVersion, sealed: bytes, place: bytes) -> bytes:
        return version.algorithm.open(self._pair(version).closing, sealed, place)

    def index(self, version: KeyVersion, text: bytes) -> bytes:
        return mac(self._pair(version).indexing, text)

    def _pair(self, version: KeyVersion) -> _Pair:
        self._look()
        pair = self._pairs.get(version.number)
        if pair is None or pair.version != version:
            raise MissingKey(version.mark)
        return pair

    def _look(self) -> None:
        """Read the secrets again when the directory changed: a rotation runs beside the server."""
        seen = self._home.secrets_changed()
        if seen == self._seen:
            return
        for name in self._home.secret_names():
            head, _, number = name.rpartition("-")
            if head == _SERIES and number.isdecimal():
                self._pairs[int(number)] = _read(int(number), self._home.secret(name))
        self._seen = seen


_SERIES = "data"


def _name(number: int) -> str:
    return f"{_SERIES}-{number}"


class BadKey(RuntimeError):
    """A key file that is not as it was written."""


def _read(number: int, text: str) -> _Pair:
    try:
        algorithm, closing, indexing = text.split(":")
        version = KeyVersion(number, Algorithm(algorithm))
        pair = _Pair(version, bytes.fromhex(closing), bytes.fromhex(indexing))
    except ValueError:
        raise BadKey(_name(number)) from None
    if len(pair.closing) != version.algorithm.key_bytes or len(pair.indexing) != INDEX_BYTES:
        raise BadKey(_name(number))
    return pair


def provider() -> Provider:
    """The one of this process, for the home it works in."""
    return made(settings.KEY_PROVIDER, settings.HOME)


@cache
def made(name: str, home: Home) -> Provider:
    provided: Provider = import_string(name)(home)
    return provided


def current() -> KeyVersion:
    """The version that closes what is written now. :raises MissingKey: there is none."""
    versions = provider().versions()
    if not versions:
        raise MissingKey("no key has been drawn yet; run huishang setup")
    return versions[-1]


def version_of(mark: str) -> KeyVersion:
    """:raises MissingKey: no such version is at hand."""
    for version in reversed(provider().versions()):
        if version.mark == mark:
            return version
    raise MissingKey(mark)
