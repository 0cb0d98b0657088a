"""The code on a receipt: sixteen digits, the last of which tells a slip of the pen.

Whoever has the code reads and adds to the conversation about one report without an account. It
follows from the key of the form it was asked for with, under a key of the house: the same form
handed in twice has the same code, and only a keyed hash of it is kept.
"""

from __future__ import annotations

import re
import secrets

from django.utils.crypto import salted_hmac

DIGITS = 16
_GROUP = 4
_BYTES = 24
_KEY = re.compile(r"[A-Za-z0-9_-]{32}")
_CODE, _KEPT = "discovery.receipt_code", "discovery.receipt"

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
"""A quasigroup of order ten: it tells every single wrong digit and every two neighbours that
changed places (H. M. Damm, 2004)."""


def draw_key() -> str:
    """The key of a form, drawn when the form is shown."""
    return secrets.token_urlsafe(_BYTES)


def is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None


def code_of(key: str) -> str:
    """The receipt code of the form with this key."""
    drawn = int(salted_hmac(_CODE, key, algorithm="sha256").hexdigest(), 16)
    body = str(drawn % 10 ** (DIGITS - 1)).rjust(DIGITS - 1, "0")
    return body + check_digit(body)


def kept_as(code: str) -> str:
    """What is kept of a code: a keyed hash, from which nobody reads it."""
    return salted_hmac(_KEPT, code, algorithm="sha256").hexdigest()


def check_digit(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim


def grouped(code: str) -> str:
    """As it is read out and copied: four digits and four."""
    return " ".join(code[at : at + _GROUP] for at in range(0, DIGITS, _GROUP))


def read_code(text: str) -> str:
    """The code as typed, blanks and strokes left out. :raises ValueError: what is wrong with it."""
    digits = re.sub(r"[\s\-—]", "", text)
    if not (digits.isascii() and digits.isdecimal()) or len(digits) != DIGITS:
        raise ValueError(f"回执号是{DIGITS}位数字，请核对后重填。")
    if check_digit(digits) != "0":
        raise ValueError("回执号有误，可能抄错了一位或者前后颠倒，请对照记下的号码重填。")
    return digits
