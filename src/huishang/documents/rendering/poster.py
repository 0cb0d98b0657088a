"""A poster to hang up: whoever scans it reports without an account, without a name.

It has no masthead and no number: it is no official document. Two colours, so that it can be
copied; the address stands in letters too, for who cannot scan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathImage


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """
    :param place: where it hangs; :param address: what the code opens, whole.
    :param typed: the shorter address in letters. :param office: who takes the report in.
    :param rule: the gist of the article that gives the right; :param grounds: which it is.
    :param to_children: it hangs where children read it, and speaks to them.
    """

    place: str
    address: str
    typed: str
    office: str
    rule: str
    grounds: str
    to_children: bool
    printed_on: date


def code_of(address: str) -> str:
    """The QR code of an address as SVG. A quarter of it may be torn off or dirty: posters hang
    outdoors."""
    drawn = qrcode.make(
        address, image_factory=SvgPathImage, error_correction=ERROR_CORRECT_Q, border=0
    )
    return str(drawn.to_string(encoding="unicode"))
