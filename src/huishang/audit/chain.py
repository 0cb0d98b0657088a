"""The arithmetic of the chain: what is hashed, and how one link holds the next. No tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
