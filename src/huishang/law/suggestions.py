"""What was probably meant by a word that is not in a closed vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, words: Iterable[str]) -> str:
    """A half-sentence to follow a refusal, ``，是否指“x”、“y”``; empty when nothing is near."""
    matches = get_close_matches(word, list(words), n=3, cutoff=0.5)
    return f"，是否指{'、'.join(f'“{match}”' for match in matches)}" if matches else ""
