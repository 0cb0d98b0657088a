"""Since when a rule stands, and who may read what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .labelled import Labelled


class Disclosure(Labelled):
    """公开属性 of a document."""

    PUBLIC = "public", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


@dataclass(frozen=True, slots=True)
class Validity:
    """The day a regime begins; ``trial`` for 试行."""

    since: date
    trial: bool

    def __str__(self) -> str:
        day = f"{self.since.year}年{self.since.month}月{self.since.day}日"
        return f"自{day}起施行{'（试行）' if self.trial else ''}"
