"""What this database was born as."""

from __future__ import annotations

from huishang.vault.algorithms import DoesNotOpen

from ..models import Birth, Installation


def birth() -> Birth | None:
    """None before it was begun. What does not open here was copied in, and counts as production."""
    row = Installation.objects.first()
    if row is None:
        return None
    try:
        return Birth(row.birth)
    except (DoesNotOpen, ValueError):
        return Birth.PRODUCTION


def is_demo() -> bool:
    """Only what was begun as a demo, under the keys of this home, is one."""
    return birth() is Birth.DEMO
