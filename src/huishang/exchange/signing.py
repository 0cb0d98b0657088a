"""Signatures after Standard Webhooks (https://www.standardwebhooks.com). Pure.

What is signed is ``id.timestamp.body``. Each secret gives two signatures: ``v1``, HMAC-SHA256, as
the convention asks; and ``v1sm3``, HMAC-SM3 (GB/T 32905-2016), for who must use the national
algorithms. A receiver passes over what it does not know.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

from huishang.vault.algorithms import mac

MARK = "whsec_"
_BYTES = 32


def draw_secret() -> str:
    return MARK + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def headers(
    message_id: str, at: int, body: bytes, secrets_at_work: Iterable[str]
) -> dict[str, str]:
    """The three headers of one attempt.

    :param at: seconds since 1970, of this attempt. :param secrets_at_work: the newest first.
    """
    content = f"{message_id}.{at}.".encode() + body
    signatures = [
        f"{scheme},{base64.b64encode(signature).decode()}"
        for secret in secrets_at_work
        for scheme, signature in _signatures(secret, content)
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(signatures),
    }


def _signatures(secret: str, content: bytes) -> list[tuple[str, bytes]]:
    key = base64.b64decode(secret.removeprefix(MARK))
    return [("v1", hmac.digest(key, content, hashlib.sha256)), ("v1sm3", mac(key, content))]
