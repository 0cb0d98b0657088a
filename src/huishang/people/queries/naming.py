"""Whether a text names a child, and a text with the names taken out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from uuid import UUID

from django.db.models import Q

from huishang.kernel.masking import mask_name, mask_number, mask_phone

from ..models import Child, Guardian

_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_PHONE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_BETWEEN = r"[\s·•．.]*"


def _written(name: str) -> re.Pattern[str]:
    """A name as it may be written, with blanks or marks between its characters."""
    letters = (re.escape(char) for char in name if char.isalnum())
    return re.compile(_BETWEEN.join(letters), re.IGNORECASE)


def _names(child_ids: Collection[UUID]) -> set[str]:
    """Names of the children and of who answers for them, those of files joined into theirs with
    them; a single character is no name."""
    children = Child.objects.unscoped(reason="从文字中去除姓名").filter(
        Q(pk__in=child_ids) | Q(same_as__in=child_ids)
    )
    guardians = Guardian.objects.unscoped(reason="从文字中去除姓名").filter(
        Q(child__in=child_ids) | Q(child__same_as__in=child_ids)
    )
    names = {*children.values_list("name", flat=True), *guardians.values_list("name", flat=True)}
    return {name for name in names if sum(map(str.isalnum, name)) > 1}


def named_in(text: str, child_ids: Collection[UUID]) -> bool:
    """Whether a text gives away one of these children: by name, by a guardian's, by a number."""
    if _NUMBER.search(text):
        return True
    return any(_written(name).search(text) for name in _names(child_ids))


def redacted(text: str, child_ids: Collection[UUID]) -> str:
    """The text with these children's and their guardians' names, and all numbers, masked."""
    return redaction(child_ids)(text)


def redaction(child_ids: Collection[UUID]) -> Callable[[str], str]:
    """The same for any number of texts about the same children.

    It takes out what the files know; a nickname it cannot know stays.
    """
    names = sorted(_names(child_ids), key=len, reverse=True)
    written = [(_written(name), mask_name(name)) for name in names]

    def redact(text: str) -> str:
        for pattern, mask in written:
            text = pattern.sub(mask, text)
        text = _NUMBER.sub(lambda found: mask_number(found.group()), text)
        return _PHONE.sub(lambda found: mask_phone(found.group()), text)

    return redact


def identity_to_seal(child_id: UUID) -> dict[str, str]:
    """Whom a record concerns, for the room that closes it: ``name``, ``born`` and ``number``."""
    child = Child.objects.unscoped(reason="封存记录写明其本人").get(pk=child_id)
    return {
        "name": child.name,
        "born": child.birth_date.isoformat(),
        "number": child.resident_id,
    }
