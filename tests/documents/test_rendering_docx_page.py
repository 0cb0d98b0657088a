"""The page of the .docx, measured: GB/T 9704-2012 5, 7.5 and GB/T 33476.2-2016."""

from __future__ import annotations

import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn

from huishang.documents.rendering import render_docx
from huishang.documents.rendering.standard import TYPOGRAPHY, Element

from .rendering_forms import AT, letter, minutes, notice
from .reopened import attribute, parts, reopened

FORMS = pytest.mark.parametrize("form", [minutes(), notice(), letter()], ids=["纪要", "通知", "函"])
HALF_TWIP_MM = 0.01


@FORMS
def test_paper_is_a4_with_the_margins_a_word_processor_needs(form):
    section = reopened(form).sections[0]
    measured = {
        "width": section.page_width,
        "height": section.page_height,
        "top": section.top_margin,
        "bottom": section.bottom_margin,
        "left": section.left_margin,
        "right": section.right_margin,
    }
    asked = {"width": 210, "height": 297, "top": 34.58, "bottom": 32.58, "left": 28, "right": 26}
    assert {name: length.mm for name, length in measured.items()} == pytest.approx(
        asked, abs=HALF_TWIP_MM
    )


def test_grid_holds_22_lines_of_28_characters():
    document = parts(minutes())["word/document.xml"]
    grid = next(document.iter(qn("w:docGrid")))
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    core_height, core_width = 225 / 25.4 * 72, 156 / 25.4 * 72
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert core_height // pitch == 22
    assert core_width / character == pytest.approx(28, abs=0.01)


@pytest.mark.parametrize("element", Element)
def test_each_element_has_its_typeface_and_size(element):
    faces = {
        "仿宋": "仿宋_GB2312",
        "小标宋": "方正小标宋简体",
        "黑体": "黑体",
        "楷体": "楷体_GB2312",
        "宋体": "宋体",
    }
    style = reopened(minutes()).styles[element.value]
    fonts = style.element.rPr.rFonts
    name = faces[TYPOGRAPHY[element].face]
    assert {fonts.get(qn(f"w:{script}")) for script in ("eastAsia", "ascii", "hAnsi")} == {name}
    assert style.font.size.pt == TYPOGRAPHY[element].size_pt


def test_sizes_and_typefaces_are_those_of_the_standard():
    """The table itself, against the standard's words: 2号 22, 3号 16, 4号 14 points."""
    said = {
        Element.TITLE: ("小标宋", 22),
        Element.BODY: ("仿宋", 16),
        Element.HEADING_1: ("黑体", 16),
        Element.HEADING_2: ("楷体", 16),
        Element.NUMBER: ("仿宋", 16),
        Element.ADDRESSEE: ("仿宋", 16),
        Element.IMPRINT: ("仿宋", 14),
        Element.PAGE_NUMBER: ("宋体", 14),
    }
    assert {e: (TYPOGRAPHY[e].face.value, TYPOGRAPHY[e].size_pt) for e in said} == said


def test_lines_of_text_keep_a_fixed_pitch():
    for element in (Element.BODY, Element.TITLE, Element.LABELLED, Element.IMPRINT):
        spacing = reopened(minutes()).styles[element.value].paragraph_format
        assert spacing.line_spacing_rule == WD_LINE_SPACING.EXACTLY
        assert spacing.line_spacing.pt == pytest.approx(28.95)


def test_only_the_mark_and_the_red_rule_are_red():
    document = parts(minutes())
    coloured = [
        colour.getparent().getparent().find(qn("w:name")).get(qn("w:val"))
        for colour in document["word/styles.xml"].iter(qn("w:color"))
    ]
    assert coloured == [Element.MARK]
    reds = [
        e.tag
        for e in document["word/document.xml"].iter()
        if e.get(qn("w:color")) not in (None, "000000") or e.tag == qn("w:color")
    ]
    assert reds == [qn("w:bottom")]


def test_page_numbers_stand_between_dashes_odd_right_even_left():
    document = reopened(minutes())
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, align, side in (
        (section.footer, "right", "rightChars"),
        (section.even_page_footer, "left", "leftChars"),
    ):
        (number,) = footer.paragraphs
        field = number._p.find(qn("w:fldSimple"))
        assert field.get(qn("w:instr")).strip() == "PAGE"
        assert "".join(t.text for t in number._p.iter(qn("w:t"))) == "— 1 —"
        assert attribute(number._p, "w:pPr/w:jc", "val") == align
        assert attribute(number._p, "w:pPr/w:ind", side) == "100"
        assert number.style.name == Element.PAGE_NUMBER


def test_page_number_dash_lies_7_mm_below_the_core():
    section = reopened(minutes()).sections[0]
    middle_of_line = section.footer_distance.mm + 14 / 72 * 25.4 / 2
    core_to_paper_edge = 35
    assert core_to_paper_edge - middle_of_line == pytest.approx(7, abs=HALF_TWIP_MM)


@FORMS
def test_same_form_and_time_give_the_same_bytes(form):
    assert render_docx(form, at=AT) == render_docx(form, at=AT)


def test_file_names_its_title_its_issuer_and_the_time_it_was_given():
    properties = reopened(minutes()).core_properties
    assert properties.title == "关于某某监护缺失个案的会商纪要"
    assert properties.author == "甲市未成年人保护工作委员会办公室"
    assert properties.created == properties.modified == AT
    assert properties.language == "zh-CN"


def test_missing_typefaces_have_a_substitute():
    table = parts(minutes())["word/fontTable.xml"]
    substitutes = {font.get(qn("w:name")): attribute(font, "w:altName", "val") for font in table}
    assert substitutes["仿宋_GB2312"] == "仿宋"
    assert substitutes["楷体_GB2312"] == "楷体"
