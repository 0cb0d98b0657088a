"""The page groups and where each is hung. A group is a package of `pages` with its own urls."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

GROUPS = {
    "workbench": "",
    "session": "",
    "accounts": "account/",
    "forms": "forms/",
    "reports": "reports/",
    "children": "children/",
    "cases": "cases/",
    "conferences": "conferences/",
    "assignments": "assignments/",
    "documents": "documents/",
    "access": "access/",
    "sealed": "sealed/",
    "exports": "exports/",
    "inbox": "notices/",
    "law": "law/",
    "organisations": "organisations/",
    "privacy": "privacy/",
    "audit": "audit/",
    "system": "system/",
}
"""Group → prefix. The group's name is also the namespace of its URL names."""


@cache
def has(group: str) -> bool:
    """Whether the pages of a group are part of this installation."""
    package = f"{__package__}.pages.{group}"
    return find_spec(package) is not None and find_spec(f"{package}.urls") is not None
