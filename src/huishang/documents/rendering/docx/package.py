"""The file around the document: settings, fonts, properties; packed the same way each time."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from ..sheet import Sheet
from ..standard import Face
from .styles import write_styles
from .xml import FONT_NAMES, element

_KEPT = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)
_SUBSTITUTES = {
    Face.FANGSONG: "仿宋",
    Face.XIAOBIAOSONG: "小标宋",
    Face.HEITI: "SimHei",
    Face.KAITI: "楷体",
    Face.SONGTI: "SimSun",
}
_PROPERTY_LENGTH = 255  # what python-docx accepts for a core property
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip entry can hold


def blank(sheet: Sheet, at: datetime) -> DocumentObject:
    """An empty document with the house's styles, fonts and settings and nobody else's."""
    document = Document()
    _drop_template_parts(document)
    write_styles(document)
    _write_settings(document)
    _write_font_table(document)
    properties = document.core_properties
    properties.title = sheet.title[:_PROPERTY_LENGTH]
    properties.author = sheet.issuer[:_PROPERTY_LENGTH]
    properties.last_modified_by = sheet.issuer[:_PROPERTY_LENGTH]
    properties.language = "zh-CN"
    properties.comments = ""
    properties.created = properties.modified = at.astimezone(UTC)
    return document


def packed(document: DocumentObject, at: datetime) -> bytes:
    """The package's bytes, every entry dated ``at`` so that they depend on nothing else."""
    saved = BytesIO()
    document.save(saved)
    stamp = max(at.astimezone(UTC).timetuple()[:6], _EARLIEST)
    result = BytesIO()
    with ZipFile(saved) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, date_time=stamp)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()


def _drop_template_parts(document: DocumentObject) -> None:
    """The library's template brings a theme, a picture and another program's properties."""
    for relations, kept in (
        (document.part.rels, _KEPT),
        (
            document.part.package.rels,
            (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES),
        ),
    ):
        for key in [key for key, relation in relations.items() if relation.reltype not in kept]:
            del relations[key]


def _write_settings(document: DocumentObject) -> None:
    settings = document.settings.element
    settings[:] = [
        element("defaultTabStop", val=420),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="compressPunctuation"),
        element(
            "compat",
            element("balanceSingleByteDoubleByteWidth"),
            element("useFELayout"),
            element(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=15,
            ),
        ),
        element("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
    ]


def _write_font_table(document: DocumentObject) -> None:
    """Which typeface stands in where an office has not installed the one asked for."""
    table = element(
        "fonts",
        *(
            element(
                "font",
                element("altName", val=_SUBSTITUTES[face]),
                element("charset", val="86"),
                element("family", val="auto"),
                element("pitch", val="default"),
                name=name,
            )
            for face, name in FONT_NAMES.items()
        ),
    )
    part = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        serialize_part_xml(table),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
