"""Whatever was typed or pasted, the file opens and says it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.documents.rendering import PdfUnavailable, cjk_font, render_docx, render_pdf
from huishang.documents.rendering.composition import compose
from huishang.documents.rendering.form import (
    AgendaItem,
    Attendance,
    Attendee,
    DecisionRow,
    Layout,
    Masthead,
    Seal,
    Signature,
)
from huishang.documents.rendering.sheet import Paragraph
from huishang.documents.rendering.wording import lines

from .rendering_forms import AT, minutes, notice
from .reopened import reopened, texts

ANY = st.text(max_size=40)
NASTY = st.sampled_from(
    [
        "\x00\x01\x0b\x1f",
        "\ud800",
        "\ufffe\uffff\ufdd0",
        "<w:p>&amp;]]>",
        "#set text(red)*_`$\\",
        "👩‍👧‍👦🏫",
        "\u202e倒写",
        "龘" * 300,
        "𠮷野家",
        "\t \u3000",
        "一\r\n二\u2028三",
        "\ue000",
    ]
)
TEXT = ANY | NASTY | st.tuples(ANY, NASTY, ANY).map("".join)
PEOPLE = st.lists(st.builds(Attendee, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
ROWS = st.lists(st.builds(DecisionRow, TEXT, TEXT, TEXTS, TEXT, TEXTS), max_size=3).map(tuple)
ITEMS = st.lists(st.builds(AgendaItem, TEXT, TEXTS, TEXTS, ROWS, TEXTS), max_size=3).map(tuple)
MINUTES = st.builds(
    minutes,
    masthead=st.builds(Masthead, TEXT, st.none(), TEXT, TEXT),
    title=TEXT,
    items=ITEMS,
    attendance=st.builds(Attendance, PEOPLE, PEOPLE, PEOPLE, PEOPLE),
    attachments=TEXTS,
    version_note=TEXT,
)
NOTICES = st.builds(
    notice,
    title=TEXT,
    addressees=TEXTS,
    opening=TEXTS,
    closing=TEXT,
    attachments=TEXTS,
    layout=st.sampled_from(Layout),
    signature=st.builds(Signature, TEXT, st.dates(), st.sampled_from(Seal)),
)


@given(MINUTES | NOTICES)
def test_any_form_opens_again_with_its_text(form):
    sheet = compose(form)
    mark = [] if sheet.layout is Layout.LETTER else [sheet.mark.text]
    printed = [*mark, *(block.text for block in sheet.blocks if isinstance(block, Paragraph))]
    assert texts(reopened(form)) == [text for text in printed if text]


@given(TEXT)
def test_a_paragraph_says_what_was_typed_line_by_line(text):
    item = AgendaItem("", facts=(f"始{text}终",))
    read = texts(reopened(minutes(items=(item,))))
    begin = read.index("一、案情") + 1
    typed = lines(f"始{text}终")
    assert tuple(read[begin : begin + len(typed)]) == typed
    assert typed[0].startswith("始")
    assert typed[-1].endswith("终")


@given(TEXT)
def test_cleaning_drops_only_what_cannot_be_printed(text):
    kept = "".join(lines(text))
    dropped = set(text) - set(kept)
    assert all(
        unicodedata.category(c) in {"Cc", "Cs", "Zs", "Zl", "Zp"}
        or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        or ord(c) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(c) <= 0xFDEF
        for c in dropped
    )


def test_markup_is_text_and_nothing_else():
    item = AgendaItem("", facts=("<w:br/>&lt;b&gt; #set text(red) *不是强调*",))
    assert "<w:br/>&lt;b&gt; #set text(red) *不是强调*" in texts(reopened(minutes(items=(item,))))


def test_more_than_255_characters_of_title_fit_the_files_properties():
    long = "长" * 600
    assert reopened(minutes(title=long)).core_properties.title == "长" * 255


@given(MINUTES | NOTICES)
def test_any_form_becomes_a_pdf(form):
    if cjk_font() is None:
        pytest.skip("本机没有中文字体，不生成PDF")
    made = render_pdf(form, at=AT)
    assert not isinstance(made, PdfUnavailable)
    assert made.startswith(b"%PDF-")


def test_before_1980_the_file_still_packs():
    assert render_docx(minutes(), at=AT.replace(year=1970)).startswith(b"PK")
