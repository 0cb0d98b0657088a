"""Posters as a PDF, one to a page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files

import typst

from ..poster import Poster, code_of
from ..standard import Face
from .data import Typefaces
from .typefaces import NO_TYPEFACE, PdfUnavailable, choose, installed

TEMPLATE = files(__package__).joinpath("poster.typ").read_bytes()


def render_posters(
    posters: Iterable[Poster], *, at: datetime, families: frozenset[str] | None = None
) -> bytes | PdfUnavailable:
    """:param at, families: as `render_pdf`."""
    typefaces = choose(frozenset(installed().families()) if families is None else families)
    if typefaces is None:
        return NO_TYPEFACE
    return typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=installed(),
        sys_inputs=inputs_of(posters, typefaces),
        timestamp=int(at.timestamp()),
    )


def inputs_of(posters: Iterable[Poster], typefaces: Typefaces) -> dict[str, str]:
    """What the template reads."""
    heavy, plain = typefaces[Face.HEITI], typefaces[Face.SONGTI]
    sheets = [
        {
            **asdict(one),
            "code": code_of(one.address),
            "printed_on": f"{one.printed_on:%Y年%-m月%-d日}",
        }
        for one in posters
    ]
    data = {"heavy": asdict(heavy), "plain": asdict(plain), "sheets": sheets}
    return {"posters": json.dumps(data)}
