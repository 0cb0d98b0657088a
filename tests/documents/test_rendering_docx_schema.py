"""Word refuses or repairs a file whose properties are out of the schema's order (ISO/IEC 29500)."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from .rendering_forms import letter, minutes, notice
from .reopened import parts

ORDER = {
    "pPr": "pStyle keepNext widowControl pBdr tabs autoSpaceDE autoSpaceDN snapToGrid spacing ind"
    " jc outlineLvl",
    "rPr": "rFonts snapToGrid color w kern sz szCs lang",
    "pBdr": "top bottom",
    "tblPr": "tblpPr tblOverlap tblW tblLayout tblCellMar",
    "tcPr": "tcW tcBorders",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "style": "name basedOn qFormat pPr rPr",
    "styles": "docDefaults style",
    "settings": "defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "sectPr": "headerReference|footerReference pgSz pgMar cols titlePg docGrid",
}


@pytest.mark.parametrize("form", [minutes(), notice(), letter()], ids=["纪要", "通知", "函"])
def test_every_child_stands_where_the_schema_wants_it(form):
    seen = set()
    for name, root in parts(form).items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for tag, names in ORDER.items():
            order = {
                qn(f"w:{child}"): rank
                for rank, alternatives in enumerate(names.split())
                for child in alternatives.split("|")
            }
            for parent in root.iter(qn(f"w:{tag}")):
                seen.add(tag)
                children = [child.tag for child in parent]
                assert set(children) <= order.keys(), (name, tag, children)
                ranks = [order[child] for child in children]
                assert ranks == sorted(ranks), (name, tag, children)
    assert seen == ORDER.keys()


def test_nothing_of_the_librarys_template_is_left():
    assert set(parts(letter())) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/footer3.xml",
    }
