"""What the system administrator sees."""

from __future__ import annotations

from dataclasses import dataclass

from ...page import Page


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. :param remedy: what to do about it; empty where it is well."""

    subject: str
    state: str
    well: bool = True
    remedy: str = ""


@dataclass(frozen=True, kw_only=True)
class StatusPage(Page):
    template = "web/system/status.html"

    checks: tuple[Check, ...]
