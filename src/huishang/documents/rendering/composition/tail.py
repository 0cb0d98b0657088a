"""署名、成文日期 and 版记 (GB/T 9704-2012 7.3.5, 7.4, 10.1)."""

from __future__ import annotations

from collections.abc import Iterator

from ..form import Imprint, Layout, Seal, Signature
from ..sheet import FILL, ImprintRows, Paragraph, Span
from ..standard import Element, Indent
from ..wording import day, line, width


def signature(signed: Signature) -> Iterator[Paragraph]:
    """The name and, below it, the date; with a seal to come, both where it will press them."""
    name = line(signed.organisation)
    if signed.seal is Seal.ON_BEHALF:
        name += "（代章）"
    signed_on = day(signed.signed_on)
    place = _unsealed if signed.seal is Seal.NONE else _sealed
    name_right, date_right = place(width(name), width(signed_on))
    yield Paragraph(
        Element.SIGNATURE,
        (Span(name),),
        indent=Indent(right=name_right),
        lines_above=1 if signed.seal is Seal.NONE else 2,
    )
    yield Paragraph(Element.SIGNATURE, (Span(signed_on),), indent=Indent(right=date_right))


def imprint(foot: Imprint | None, layout: Layout = Layout.DOCUMENT) -> ImprintRows | None:
    """Copies, then office and date between rules; a letter has the copies alone."""
    if foot is None:
        return None
    copies = [line(name) for name in foot.copies_to if line(name)]
    rows = []
    if copies:
        rows.append(
            Paragraph(
                Element.IMPRINT,
                (Span(f"抄送：{'，'.join(copies)}。"),),
                indent=Indent(left=4, first=-3, right=1),
            )
        )
    if layout is Layout.DOCUMENT:
        rows.append(
            Paragraph(
                Element.IMPRINT,
                (Span(line(foot.issuing_office)), FILL, Span(f"{day(foot.issued_on)}印发")),
            )
        )
    return ImprintRows(tuple(rows), is_ruled=layout is Layout.DOCUMENT) if rows else None


def _unsealed(name: float, date: float) -> tuple[float, float]:
    """Right indents: the date begins two 字 right of the name; the one further right leaves two."""
    date_right = name - date
    return (2, date_right) if date_right >= 2 else (4 + date - name, 2)


def _sealed(name: float, date: float) -> tuple[float, float]:
    """Right indents: the date leaves four 字, the name is centred on it and stays on the page."""
    date_right = max(4, (name - date) / 2)
    return date_right + (date - name) / 2, date_right
