"""Texts and files under the key: a sealed text is ``sm4g1.`` and base64, a sealed file ``sm4g1`` on
a line and the bytes. Both are bound to their place, so that one copied elsewhere does not open."""

from __future__ import annotations

import base64

from .algorithms import DoesNotOpen
from .keys import KeyVersion, current, provider, version_of


class Sealed(str):
    """A cipher text, so that it is never mistaken for the text itself."""

    __slots__ = ()


def seal(text: str, *, place: str) -> Sealed:
    """Seal ``text`` for ``place`` (``table.column:row``) under the current key."""
    version = current()
    packed = base64.b64encode(provider().seal(version, text.encode(), place.encode())).decode()
    return Sealed(f"{version.mark}.{packed}")


def unseal(sealed: str, *, place: str) -> str:
    """:raises DoesNotOpen: another key, another place, a changed value, or never sealed at all."""
    mark, dot, packed = sealed.partition(".")
    if not dot:
        raise DoesNotOpen(f"{place}: never sealed")
    try:
        raw = base64.b64decode(packed, validate=True)
        return provider().open(version_of(mark), raw, place.encode()).decode()
    except ValueError:  # base64 or UTF-8 that cannot be ours
        raise DoesNotOpen(place) from None


def seal_bytes(content: bytes, *, place: str) -> bytes:
    version = current()
    return version.mark.encode() + b"\n" + provider().seal(version, content, place.encode())


def unseal_bytes(sealed: bytes, *, place: str) -> bytes:
    """:raises DoesNotOpen: as `unseal`."""
    mark, line, body = sealed.partition(b"\n")
    if not line:
        raise DoesNotOpen(f"{place}: never sealed")
    return provider().open(version_of(mark.decode(errors="replace")), body, place.encode())


def mark_of_bytes(head: bytes) -> str:
    """Which key version closed a file, from its first bytes."""
    return head.partition(b"\n")[0].decode(errors="replace")


def blind_index(column: str, text: str) -> str:
    """HMAC-SM3 of a normalised value under the current key, as hex; empty for empty."""
    return _index(current(), column, text)


def blind_indexes(column: str, text: str) -> list[str]:
    """Every index the value may be kept under: one, and two while a key is being rotated."""
    versions = provider().versions()
    return [found for version in versions if (found := _index(version, column, text))]


def _index(version: KeyVersion, column: str, text: str) -> str:
    normal = text.strip().upper()
    if not normal:
        return ""
    return provider().index(version, f"{column}:{normal}".encode()).hex()
