"""What may stand in a link for ever: keys, codes, numbers, dates and references. No words.

A link cannot be changed afterwards, so nothing somebody typed may get into one, and no name or
address. A plain ``str`` is therefore no `Detail`: what is kept as text in a column is said to be
a `Code`, a `Reference`, a `Version` or a `Digest`, none of which takes a sentence, a name, a phone
or an address. Words go into the private part of the event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.texts import CODE

from .chain import plain


class _Formed(str):
    """A text of one form. :raises ValueError: of another."""

    form: ClassVar[re.Pattern[str]]

    def __new__(cls, text: str) -> _Formed:
        if not cls.form.fullmatch(text):
            raise ValueError(f"this is no {cls.__name__}, and words have no place in a link")
        return super().__new__(cls, text)


class Code(_Formed):
    """A value of a fixed list or a name from the source: ``court``, ``cases:read``, ``51``."""

    form = CODE


class Reference(_Formed):
    """A number the house gave: 运未保办〔2026〕3号, 导KX7PQ2."""

    form = re.compile(r"[^\s〔〕]{1,60}〔\d{4}〕\d{1,9}号|导[A-Z0-9]{4,12}")


class Version(_Formed):
    """Of the rules something was done under: 2022-06-17+1a2b3c4d."""

    form = re.compile(r"\d{4}-\d\d-\d\d\+[0-9a-f]{6,16}")


class Digest(_Formed):
    """An SM3 or SHA-256, as hex."""

    form = re.compile(r"[0-9a-f]{64}")


_KEY = re.compile(r"[a-z][a-z0-9_]{,39}(-\d{1,6})?|\d{1,6}|\d{4}-\d\d-\d\d|\d{12}|[0-9a-f]{32,64}")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about: its kind (``assignment``) and its key.

    :raises ValueError: a key that could be a name, a phone or an address.
    """

    kind: str
    id: UUID | str

    def __post_init__(self) -> None:
        if not isinstance(self.id, UUID) and not _KEY.fullmatch(self.id):
            try:
                UUID(self.id)
            except ValueError:
                raise ValueError(f"this is no key of a {self.kind}") from None

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


Detail: TypeAlias = (
    bool
    | int
    | float
    | UUID
    | date
    | Enum
    | Code
    | Reference
    | Version
    | Digest
    | DivisionCode
    | Subject
    | tuple["Detail", ...]
)
"""``datetime`` is a ``date``. A plain ``str`` is none of these; it would be a ``Sequence``."""


def written(details: Mapping[str, Detail]) -> dict[str, Any]:
    """Details as they are hashed and stored.

    :raises TypeError: a value that is no `Detail`. :raises ValueError: a name that is no word of
        the source, or a number JSON does not know.
    """
    return {str(Code(name)): plain(_written(value)) for name, value in details.items()}


def _written(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case bool() | int() | float():
            return value
        case _Formed() | UUID() | Subject():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case DivisionCode():
            return value.code
        case tuple():
            return [_written(item) for item in value]
    raise TypeError(f"{type(value).__name__} may not stand in a link; words go to `private`")
