"""How often one account, one token and one network address may ask (限次)."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from django.conf import settings
from django.db import transaction

from huishang.account_rules import rules
from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.kernel.errors import TooOften

from .. import events
from ..labels import Asked
from ..queries.locks import at_address
from ..tally import MINUTE, once_more

AT_THE_COUNTER = SystemActor("限次")
_NEIGHBOURS = 64
"""Bits of an IPv6 address that one subscriber holds; the rest costs nothing to change."""


def keep_pace(asked: Collection[Asked], *, who: Subject | None, address: str) -> None:
    """Count one request as everything it is, for its asker and for where it comes from.

    The first refusal of a minute is written down, the others of that minute are not.

    :param who: an account or a token; None for a stranger.
    :raises TooOften: beyond what `AccountRules` gives.
    """
    most: dict[tuple[Asked, Subject], int] = {}
    near = _neighbourhood(address)
    for kind in asked:
        given: int = getattr(rules(), kind.rule)
        if given and who is not None:
            most[kind, who] = given
        if given:
            most[kind, at_address(near)] = given * rules().address_times
    now = int(clock.now().timestamp())
    names = {f"{kind}:{subject}": (kind, subject) for kind, subject in most}
    counts = once_more(settings.HOME.tally, names, minute=now // MINUTE)
    for name, times in counts.items():
        kind, subject = names[name]
        if times > most[kind, subject]:
            if times == most[kind, subject] + 1:
                _note(kind, subject, most[kind, subject], near)
            raise TooOften(
                f"{kind.label}过于频繁，每分钟不超过{most[kind, subject]}次，这一步没有办理。",
                wait=MINUTE - now % MINUTE,
            )


def _neighbourhood(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network((found, _NEIGHBOURS), strict=False))


@transaction.atomic
def _note(kind: Asked, subject: Subject, most: int, address: str) -> None:
    record(
        actor=AT_THE_COUNTER,
        event=events.LIMITED,
        subject=subject,
        details={"what": kind, "most": most},
        private={"address": address},
    )
