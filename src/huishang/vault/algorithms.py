"""The authenticated ciphers a value may lie under. Bytes in, bytes out; no key is kept here."""

from __future__ import annotations

import secrets
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_NONCE_BYTES = 12
_TAG_BYTES = 16


class DoesNotOpen(RuntimeError):
    """Another key, another place, or changed bytes."""


class Algorithm(StrEnum):
    """A block cipher in GCM. The value is how a sealed text names it."""

    SM4 = "sm4g"
    AES = "aesg"

    @property
    def label(self) -> str:
        """As its standard names it: GB/T 32907-2016; FIPS 197."""
        return {Algorithm.SM4: "SM4-GCM", Algorithm.AES: "AES-256-GCM"}[self]

    @property
    def key_bytes(self) -> int:
        return {Algorithm.SM4: 16, Algorithm.AES: 32}[self]

    def seal(self, key: bytes, text: bytes, place: bytes) -> bytes:
        """Nonce, tag and cipher text; ``place`` is bound to it and not kept."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        encryptor = Cipher(self._block(key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(place)
        body = encryptor.update(text) + encryptor.finalize()
        return nonce + encryptor.tag + body

    def open(self, key: bytes, sealed: bytes, place: bytes) -> bytes:
        """:raises DoesNotOpen"""
        nonce, tag = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES : _NONCE_BYTES + _TAG_BYTES]
        try:
            decryptor = Cipher(self._block(key), modes.GCM(nonce, tag)).decryptor()
            decryptor.authenticate_additional_data(place)
            body = decryptor.update(sealed[_NONCE_BYTES + _TAG_BYTES :])
            return body + decryptor.finalize()
        except (InvalidTag, ValueError):  # ValueError: too short to be ours
            raise DoesNotOpen(place.decode(errors="replace")) from None

    def _block(self, key: bytes) -> algorithms.SM4 | algorithms.AES256:
        return algorithms.SM4(key) if self is Algorithm.SM4 else algorithms.AES256(key)


def mac(key: bytes, text: bytes) -> bytes:
    """HMAC-SM3 (GB/T 32905-2016), 32 bytes."""
    keyed = hmac.HMAC(key, hashes.SM3())
    keyed.update(text)
    return keyed.finalize()
