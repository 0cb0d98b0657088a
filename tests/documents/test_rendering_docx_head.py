"""The head of the .docx: mark, number, signer, red rule, title (GB/T 9704-2012 7.2, 10.1, 10.3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from huishang.documents.rendering.form import DocumentNumber, Masthead
from huishang.documents.rendering.standard import Element

from .rendering_forms import letter, minutes
from .reopened import attribute, paragraph, reopened, styled, texts

MM_PER_TWIP = 25.4 / 1440
MARK = "甲市未成年人保护工作个案会商纪要"


def test_mark_begins_35_mm_below_the_core():
    document = reopened(minutes())
    mark = document.paragraphs[0]
    assert mark.text == MARK
    spacing = "w:pPr/w:spacing"
    line = int(attribute(mark._p, spacing, "line")) * MM_PER_TWIP
    glyph = mark.runs[0].font.size.mm
    above = int(attribute(mark._p, spacing, "before")) * MM_PER_TWIP
    top_of_glyphs = document.sections[0].top_margin.mm + above + (line - glyph) / 2
    assert top_of_glyphs == pytest.approx(37 + 35, abs=0.05)


def test_mark_is_red_and_fits_one_line_within_the_standards_greatest_glyph():
    document = reopened(minutes())
    (run,) = document.paragraphs[0].runs
    style = document.styles[Element.MARK.value]
    stretch = int(attribute(run._r, "w:rPr/w:w", "val")) / 100
    assert str(style.font.color.rgb) == "FF0000"
    assert run.font.size.mm <= 22
    assert run.font.size.mm * stretch <= 15
    assert 150 < run.font.size.mm * stretch * len(MARK) <= 156


def test_a_short_mark_is_as_tall_as_the_standard_allows():
    document = reopened(minutes(masthead=Masthead("甲市会议纪要")))
    assert document.paragraphs[0].runs[0].font.size.mm == pytest.approx(22, abs=0.2)


def test_a_very_long_mark_is_never_smaller_than_the_title():
    document = reopened(minutes(masthead=Masthead("甲市" * 40 + "纪要")))
    assert document.paragraphs[0].runs[0].font.size.pt == 22


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (DocumentNumber("运未保委", 2022, 2), "运未保委〔2022〕2号"),
        (DocumentNumber("甲未保办函", 2026, 118), "甲未保办函〔2026〕118号"),
    ],
)
def test_number_stands_in_hexagonal_brackets_without_leading_zeros(number, printed):
    masthead = replace(minutes().masthead, number=number)
    (line,) = styled(reopened(minutes(masthead=masthead)), Element.NUMBER)
    assert line.text == printed
    assert ("〔", "〕") == ("\u3014", "\u3015")


@pytest.mark.parametrize("wrong", [("", 2026, 1), ("甲", 26, 1), ("甲", 2026, 0)])
def test_a_number_without_code_year_or_serial_is_refused(wrong):
    with pytest.raises(ValueError, match="发文字号"):
        DocumentNumber(*wrong)


def test_signer_stands_at_the_right_of_the_number_in_kaiti():
    masthead = replace(minutes().masthead, signer="孙某某")
    (line,) = styled(reopened(minutes(masthead=masthead)), Element.SIGNED_NUMBER)
    assert line.text == "甲未保办纪〔2026〕3号\t签发人：孙某某"
    name = line.runs[-1]
    assert attribute(name._r, "w:rPr/w:rFonts", "eastAsia") == "楷体_GB2312"
    tab = "w:pPr/w:tabs/w:tab"
    assert attribute(line._p, tab, "val") == "right"
    one_in = 156 - 156 / 28
    assert int(attribute(line._p, tab, "pos")) * MM_PER_TWIP == pytest.approx(one_in, abs=0.05)


def test_red_rule_lies_4_mm_below_the_number_and_ends_the_head():
    document = reopened(minutes())
    mark, number, rule, title = document.paragraphs[:4]
    border = "w:pPr/w:pBdr/w:bottom"
    assert (mark.text, number.text, rule.text) == (MARK, "甲未保办纪〔2026〕3号", "")
    assert attribute(rule._p, border, "color") == "FF0000"
    height = int(attribute(rule._p, "w:pPr/w:spacing", "line")) * MM_PER_TWIP
    air_below_number = (28.95 - 16) / 2 / 72 * 25.4
    assert height + air_below_number == pytest.approx(4, abs=0.05)
    assert title.style.name == Element.TITLE


def test_a_memo_has_neither_number_nor_imprint():
    memo = minutes(
        masthead=Masthead("甲市未成年人保护工作个案会商备忘录"), title="备忘录", imprint=None
    )
    document = reopened(memo)
    assert texts(document)[:2] == ["甲市未成年人保护工作个案会商备忘录", "备忘录"]
    assert document.tables == []


def test_title_stands_two_lines_below_the_rule_and_keeps_its_line_breaks():
    document = reopened(minutes(title="关于某某\n个案的会商纪要"))
    first, second = styled(document, Element.TITLE)
    assert (first.text, second.text) == ("关于某某", "个案的会商纪要")
    before = "w:pPr/w:spacing"
    assert attribute(document.styles[Element.TITLE.value].element, before, "beforeLines") == "200"
    assert attribute(second._p, before, "beforeLines") == "0"


def test_a_corrected_version_says_so_under_the_title():
    document = reopened(minutes(version_note="第2版，更正第二项完成时限"))
    note = paragraph(document, "（第2版")
    assert note.text == "（第2版，更正第二项完成时限）"
    assert note.style.name == Element.TITLE_NOTE
    assert texts(document).index(note.text) == texts(document).index(minutes().title) + 1


def test_letter_has_its_mark_30_mm_below_the_papers_edge_over_a_double_rule():
    section = reopened(letter()).sections[0]
    mark, rule = section.first_page_header.paragraphs
    line = int(attribute(mark._p, "w:pPr/w:spacing", "line")) * MM_PER_TWIP
    glyph = mark.runs[0].font.size.mm
    air = (line - glyph) / 2
    gap = int(attribute(rule._p, "w:pPr/w:spacing", "before")) * MM_PER_TWIP
    assert section.header_distance.mm + air == pytest.approx(30, abs=0.05)
    assert gap + air == pytest.approx(4, abs=0.05)
    borders = rule._p.find(qn("w:pPr")).find(qn("w:pBdr"))
    upper, lower = (
        int(borders.find(qn(f"w:{side}")).get(qn("w:sz"))) for side in ("top", "bottom")
    )
    assert upper > lower


def test_letters_first_page_ends_in_a_double_rule_20_mm_above_the_papers_edge_without_number():
    section = reopened(letter()).sections[0]
    assert section.different_first_page_header_footer
    (rule,) = section.first_page_footer.paragraphs
    assert section.footer_distance.mm == pytest.approx(20, abs=0.01)
    assert list(rule._p.iter(qn("w:fldSimple"))) == []
    borders = rule._p.find(qn("w:pPr")).find(qn("w:pBdr"))
    upper, lower = (
        int(borders.find(qn(f"w:{side}")).get(qn("w:sz"))) for side in ("top", "bottom")
    )
    assert upper < lower
    outdents = [int(attribute(rule._p, "w:pPr/w:ind", side)) for side in ("left", "right")]
    assert 156 - sum(outdents) * MM_PER_TWIP == pytest.approx(170, abs=0.05)


def test_letters_later_pages_keep_their_number_7_mm_below_the_core():
    section = reopened(letter()).sections[0]
    (number,) = section.footer.paragraphs
    lift = int(attribute(number._p, "w:pPr/w:spacing", "after")) * MM_PER_TWIP
    middle = section.footer_distance.mm + lift + 14 / 72 * 25.4 / 2
    assert 35 - middle == pytest.approx(7, abs=0.05)


def test_letters_number_stands_at_the_right_under_the_rule():
    document = reopened(letter())
    first = document.paragraphs[0]
    assert (first.text, first.style.name) == ("甲未保办〔2026〕12号", Element.LETTER_NUMBER)
    assert attribute(first.style.element, "w:pPr/w:jc", "val") == "right"
