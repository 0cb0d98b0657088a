"""The arithmetic of the chain: what is hashed, and how one link holds the next. No tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes

GENESIS = "0" * 64


def digest(content: Mapping[str, Any], previous: str) -> str:
    """SM3 (GB/T 32905) over the previous link and the canonical JSON of this one, as hex."""
    canonical = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(previous.encode())
    sm3.update(canonical.encode())
    return sm3.finalize().hex()


def commit(salt: str, content: Mapping[str, Any]) -> str:
    """What stands in a link for content that lies apart from it. The salt keeps it from being
    guessed; whoever has both can prove that the content is the one the link was made with."""
    return digest(content, salt)


def fold(heads: Iterable[tuple[str, int, str]]) -> str:
    """One hash over stream heads (name, length, hash), whatever order they come in."""
    seal = GENESIS
    for stream, sequence, head in sorted(heads):
        seal = digest({"stream": stream, "sequence": sequence, "head": head}, seal)
    return seal


def plain(value: Any) -> Any:
    """``value`` as every database gives it back, so that its hash can be computed again.

    PostgreSQL keeps numbers by value and returns 1e2 as 100; a whole float is therefore an int
    from the start.

    :raises TypeError: no JSON value, or a key that is no text.
    :raises ValueError: a number JSON does not know, or a text no database keeps.
    """
    if isinstance(value, Mapping):
        return {_text(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(json.dumps(value, allow_nan=False))
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a key of {type(value).__name__} is no text")
    if "\0" in value:
        raise ValueError("a text with NUL is kept by no database")
    return str(value)
