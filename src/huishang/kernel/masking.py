"""What a person sees of a name or a number until they have a reason to see it whole."""

from __future__ import annotations

COUNTY_NAME = 6
"""Characters in which an address usually names its county."""


def mask_name(name: str) -> str:
    """First character and a mark: 张小明 → 张某某; nothing about its length beyond two marks."""
    return f"{name[:1]}{'某' if len(name) < 3 else '某某'}" if name else ""


def mask_number(number: str, *, head: int = 6, tail: int = 2) -> str:
    """Keep ``head`` and ``tail`` characters, star the middle; short values are starred whole."""
    if len(number) <= head + tail:
        return "*" * len(number)
    hidden = len(number) - head - tail
    return number[:head] + "*" * hidden + number[head + hidden :]


def mask_phone(number: str) -> str:
    """138****8000."""
    return mask_number(number, head=3, tail=4)


def mask_address(address: str, *, keep: int = COUNTY_NAME) -> str:
    """The first characters name the county; the rest is hidden, and a short one whole."""
    if not address:
        return ""
    return (address[:keep] if len(address) > keep else "") + "****"
