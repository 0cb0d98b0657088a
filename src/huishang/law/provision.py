"""One question that rules answer; which questions there are is `provisions`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Provision(Generic[T_co]):
    """One question that rules answer.

    :param key: its name in YAML, URLs and the command line; the Python name in lower case.
    :param label: its Chinese name.
    :param help: what the answer means, for the reader of a page.
    """

    key: str
    label: str
    help: str

    def __str__(self) -> str:
        return self.label
