"""Every address of the platform, from the resolver, aimed at what is on the stage or at nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from huishang.web.pages.assignments import steps as assignments
from huishang.web.pages.privacy import breaches
from huishang.web.pages.privacy import requests as rights
from tests.matrix.cast import COUNTY, VILLAGE, Relation

NOTHING = UUID(int=1)
NUMBERED = {"session": 0, "factor": 0}
"""Things with a number for a key; nobody has any."""

THINGS = {
    "conferences request_id": "request",
    "access request_id": "access_request",
    "privacy request_id": "rights_request",
    "accounts account_id": "account",
    "accounts:program account_id": "program",
    "accounts:issue account_id": "program",
    "answers account_id": "program",
    "access matter_id": "case",
    "audit key": "case",
    "staff post_id": "staff_post",
}
"""Which thing an argument means, where its name alone does not say: by route, else by group."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "assignments:step step": tuple(assignments.STEPS),
    "assignments:decide step": ("grant_extension", "refuse_extension"),
    "privacy:answer step": tuple(rights.STEPS),
    "privacy:take step": tuple(breaches.STEPS),
    "access:sign matter": ("case",),
    "children:add_fact status": ("single_parent",),
    "children:add_particular topic": ("schooling",),
    "children:recognise scheme": ("difficulty",),
    "children:recognise category": ("poor",),
    "audit:history kind": ("case",),
    "public:tell place": (COUNTY,),
    "reports:posters place": (VILLAGE,),
    "reports:posters_pdf place": (VILLAGE,),
    "law:regime key": ("yuncheng-2022",),
    "law:instrument key": ("minors-protection-law",),
    "law:article instrument": ("minors-protection-law",),
    "law:article article": ("11",),
    "forms:draft form": ("a-form",),
    "forms:place name": ("incident_division",),
    "openid_connect_callback provider_id": ("government",),
}
"""The words an argument takes that is no key: each makes an address of its own."""

ASKED: Mapping[str, str] = {
    "conferences:request_new": "?case=<uuid:case_id>",
    "conferences:request_level": "?case=<uuid:case_id>",
    "children:show": "?purpose=case",
    "children:verify": "?purpose=case",
}
"""What an address asks for besides, without which it shows nothing."""


@dataclass(frozen=True)
class Address:
    """One line of the table.

    :param name: of the route, and the word it was made with: ``assignments:step accept``.
    :param path: with ``{case}`` where the key of a thing belongs.
    """

    name: str
    path: str

    @property
    def things(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+)}", self.path))

    def of(self, keys: Mapping[str, Any]) -> str:
        return self.path.format_map(keys)

    @property
    def of_nothing(self) -> str:
        return self.path.format_map(
            dict.fromkeys(self.things, NOTHING) | {"session": 0, "factor": 0}
        )


def addresses() -> Iterator[Address]:
    """Those a browser is sent to; the interface for programs is `tests.matrix.interface`."""
    for name, path in _walk(get_resolver().url_patterns, "", "/"):
        if not path.startswith("/api/"):
            yield from _spelled(name, name, path)


def _walk(
    patterns: list[URLPattern | URLResolver], space: str, before: str
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, space + inner, before + str(pattern.pattern))
        else:
            name = f"{space}{pattern.name}"
            yield name, before + str(pattern.pattern) + ASKED.get(name, "")


def _spelled(route: str, name: str, path: str) -> Iterator[Address]:
    """One address, or one for each word of its first open argument."""
    open_ = re.search(r"<(?:\w+:)?(\w+)>", path)
    if open_ is None:
        yield Address(name, path)
        return
    argument = open_[1]
    words = WORDS.get(f"{route} {argument}")
    if words is None:
        yield from _spelled(route, name, path.replace(open_[0], f"{{{_thing(route, argument)}}}"))
        return
    for word in words:
        called = name if len(words) == 1 else f"{name} {word}"
        yield from _spelled(route, called, path.replace(open_[0], word))


def _thing(route: str, argument: str) -> str:
    group = route.partition(":")[0]
    for place in (route, group):
        if found := THINGS.get(f"{place} {argument}"):
            return found
    return argument.removesuffix("_id").replace("pk", "factor")


HOUSE = {
    "account", "activity", "batch", "breach", "delegation", "delivery", "endpoint", "event",
    "export", "factor", "finding",
    "message", "organisation", "person", "post", "program", "rights_request", "rules", "session",
    "staff_post", "supporter", "token", "unsealing",
}  # fmt: skip
"""Things of the house, not of the matter: granting or sealing the matter does nothing to them."""

_STANDING = (Relation.OWN, Relation.SIBLING, Relation.SUPERIOR, Relation.PROVINCIAL)


def asked_in(address: Address, method: str) -> tuple[Relation, ...]:
    """In which relations an address is asked.

    What shows the matter or lists it: in all. What belongs to the house, and a form that begins
    something new: in those that differ by place. What is the same for everybody: in one.
    """
    if ":" not in address.name or address.name.partition(":")[0] in ("law", "forms", "session"):
        return (Relation.OWN,)
    if set(address.things) - HOUSE or (not address.things and method == "GET"):
        return tuple(Relation)
    return _STANDING
