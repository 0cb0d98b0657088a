"""The code a phone's authenticator shows (RFC 6238), computed without the platform."""

from __future__ import annotations

import base64
import hmac
import struct
import time


def code(secret: str, steps: int = 0) -> str:
    """:param steps: half minutes ahead of now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    mac = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = mac[-1] & 15
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
