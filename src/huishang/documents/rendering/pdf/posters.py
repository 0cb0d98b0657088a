"""Posters as a PDF, one to a page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files

import typst

from ..poster import Poster, code_of
from ..standard import Face
from .typefaces import NO_TYPEFACE, PdfUnavailable, choose, installed


def render_posters(
    posters: Iterable[Poster], *, at: datetime, families: frozenset[str] | None = None
) -> bytes | PdfUnavailable:
    """:param at, families: as `render_pdf`."""
    typefaces = choose(frozenset(installed().families()) if families is None else families)
    if typefaces is None:
        return NO_TYPEFACE
    heavy, plain = typefaces[Face.HEITI], typefaces[Face.SONGTI]
    data = {
        "heavy": {"families": heavy.families, "weight": heavy.weight},
        "plain": {"families": plain.families, "weight": plain.weight},
        "sheets": [
            {
                "place": one.place,
                "code": code_of(one.address),
                "typed": one.typed,
                "office": one.office,
                "rule": one.rule,
                "grounds": one.grounds,
                "to_children": one.to_children,
                "printed_on": f"{one.printed_on:%Y年%-m月%-d日}",
            }
            for one in posters
        ],
    }
    return typst.compile(
        files(__package__).joinpath("poster.typ").read_bytes(),
        format="pdf",
        font_paths=installed(),
        sys_inputs={"posters": json.dumps(data)},
        timestamp=int(at.timestamp()),
    )
