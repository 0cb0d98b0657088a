"""A secret somebody is shown once: it lies sealed in their session until the next page shows it."""

from __future__ import annotations

from .request import HouseRequest

_ONCE = "once"


def keep(request: HouseRequest, of: str, secret: str) -> None:
    """:param of: what it belongs to, so that no other page shows it."""
    request.session[_ONCE] = [of, secret]


def take(request: HouseRequest, of: str) -> str:
    """The secret, and it is gone; empty where there is none of this."""
    kept = request.session.get(_ONCE)
    if not kept or kept[0] != of:
        return ""
    del request.session[_ONCE]
    return str(kept[1])
