"""What a room says to a program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """:param step: a word of the source: ``accepted``. :param words: meant for whoever reported;
    they name nobody, which the room that gives them sees to."""

    step: str
    at: datetime
    words: str
