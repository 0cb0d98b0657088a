"""The table of typography as Word styles, one for each element of the document."""

from __future__ import annotations

from docx.document import Document as DocumentObject
from docx.oxml.xmlchemy import BaseOxmlElement

from ..standard import BLACK, LINE_PITCH, TYPOGRAPHY, Element, Typography
from .xml import (
    element,
    exact_line,
    fonts,
    half_points,
    indentation,
    paragraph_properties,
    pitch,
    style_id,
)


def write_styles(document: DocumentObject) -> None:
    """Replace every style of the document by ours."""
    document.styles.element[:] = [
        element(
            "docDefaults",
            element("rPrDefault", _run_properties(TYPOGRAPHY[Element.BODY], _chinese())),
            element("pPrDefault"),
        ),
        _style(
            "paragraph",
            "Normal",
            paragraph_properties(spacing=pitch()),
            _run_properties(TYPOGRAPHY[Element.BODY]),
            default=1,
        ),
        _style("character", "Default Paragraph Font", default=1),
        _style("table", "Normal Table", default=1),
        *(_element_style(name, typography) for name, typography in TYPOGRAPHY.items()),
    ]


def _element_style(name: Element, typography: Typography) -> BaseOxmlElement:
    return _style(
        "paragraph",
        style_id(name),
        element("basedOn", val="Normal"),
        element("qFormat"),
        paragraph_properties(
            keep_next=typography.outline is not None,
            spacing=exact_line(LINE_PITCH, typography.gap)
            if typography.gap
            else pitch(typography.lines_above),
            indent=indentation(typography.indent, typography.size_pt),
            align=typography.align,
            outline=typography.outline,
        ),
        _run_properties(typography),
    )


def _style(kind: str, name: str, *properties: BaseOxmlElement, default: int = 0) -> BaseOxmlElement:
    return element(
        "style",
        element("name", val=name),
        *properties,
        type=kind,
        default=default,
        customStyle=int(not default),
        styleId=name.replace(" ", ""),
    )


def _run_properties(
    typography: Typography, language: BaseOxmlElement | None = None
) -> BaseOxmlElement:
    size = half_points(typography.size_pt)
    return element(
        "rPr",
        fonts(typography.face),
        element("color", val=typography.colour) if typography.colour != BLACK else None,
        element("kern", val=0),
        element("sz", val=size),
        element("szCs", val=size),
        language,
    )


def _chinese() -> BaseOxmlElement:
    return element("lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA")
