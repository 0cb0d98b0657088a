"""The PDF lies on the page as the standard says; asked of Typst itself, in millimetres."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
import typst

from huishang.documents.rendering import PdfUnavailable, cjk_font, render_pdf
from huishang.documents.rendering.composition import compose
from huishang.documents.rendering.form import AgendaItem, Form
from huishang.documents.rendering.pdf.data import template_data
from huishang.documents.rendering.pdf.typefaces import choose, installed
from huishang.documents.rendering.standard import Face

from .rendering_forms import AT, letter, minutes, notice

needs_typeface = pytest.mark.skipif(
    cjk_font() is None, reason="本机没有中文字体，不生成PDF（Debian：fonts-noto-cjk）"
)
PITCH_MM = 28.95 / 72 * 25.4
GLYPH_MM = 16 / 72 * 25.4


TEMPLATE = files("huishang.documents.rendering.pdf").joinpath("official.typ").read_bytes()


def data(form: Form) -> dict[str, Any]:
    typefaces = choose(frozenset(installed().families()))
    assert typefaces is not None
    return template_data(compose(form), typefaces)


def asked(form: Form, expression: str) -> Any:
    """What Typst answers about the set document."""
    sheet = json.dumps(data(form))
    return json.loads(
        typst.eval(TEMPLATE, expression, font_paths=installed(), sys_inputs={"sheet": sheet})
    )


def pages(form: Form) -> int:
    sheet = json.dumps(data(form))
    drawn = typst.compile(
        TEMPLATE, format="svg", font_paths=installed(), sys_inputs={"sheet": sheet}
    )
    return len(drawn) if isinstance(drawn, list) else 1


def places(form: Form, label: str) -> list[tuple[int, float]]:
    """Page and distance from the paper's upper edge of everything so labelled."""
    return [
        (page, y)
        for page, y in asked(
            form,
            f"query(<{label}>).map(found => {{ let at = found.location().position();"
            " (at.page, at.y.mm()) })",
        )
    ]


@needs_typeface
def test_page_has_the_margins_of_the_standard():
    page = data(minutes())["page"]
    margins = [page[side] / 72 * 25.4 for side in ("top", "bottom", "left", "right")]
    assert margins == pytest.approx([37, 35, 28, 26])
    assert asked(minutes(), "query(<title>).first().location().position().x.mm()") == 28


@needs_typeface
def test_mark_begins_35_mm_below_the_core_and_a_letters_30_below_the_paper():
    assert places(minutes(), "mark") == [(1, pytest.approx(72))]
    assert places(letter(), "mark") == [(1, pytest.approx(30))]


@needs_typeface
def test_red_rule_lies_4_mm_below_the_number():
    ((_, number),) = places(notice(), "number")
    ((_, rule),) = places(notice(), "red-rule")
    assert rule - (number + GLYPH_MM) == pytest.approx(4)


@needs_typeface
def test_title_stands_two_empty_lines_below_the_rule():
    ((_, rule),) = places(minutes(), "red-rule")
    ((_, title),) = places(minutes(), "title")
    assert 2 * PITCH_MM < title - rule < 3 * PITCH_MM


@needs_typeface
def test_a_full_page_holds_22_lines_28_95_points_apart():
    facts = tuple(f"第{number}段" for number in range(80))
    lines = places(minutes(items=(AgendaItem("", facts=facts),)), "body")
    second = [y for page, y in lines if page == 2]
    assert len(second) == 22
    assert second[0] == pytest.approx(37)
    gaps = [below - above for above, below in pairwise(second)]
    assert gaps == [pytest.approx(PITCH_MM)] * 21
    assert second[-1] + GLYPH_MM <= 37 + 225


@needs_typeface
def test_a_full_line_holds_28_characters():
    """27 after the indent of two leave no second line; one more does."""
    after = "末"
    for count, is_broken in ((26, False), (27, True)):
        item = AgendaItem("", facts=("字" * count, after))
        (_, first), (_, second) = places(minutes(items=(item,)), "body")[:2]
        assert second - first == pytest.approx(PITCH_MM * (2 if is_broken else 1))


@needs_typeface
@pytest.mark.parametrize("paragraphs", [1, 9, 10, 11, 12, 13, 14, 30, 40])
def test_imprint_ends_on_the_cores_lower_edge_of_the_last_page(paragraphs):
    """However much of the last page the text takes; where it is full, one more page."""
    form = minutes(items=(AgendaItem("", facts=("一行。",) * paragraphs),))
    ((page, top),) = places(form, "imprint")
    rules = 0.35 + 0.25 + 0.35
    assert top + 2 * PITCH_MM + rules == pytest.approx(37 + 225, abs=0.01)
    last_text = max(places(form, "note"))
    assert (page, top) > (last_text[0], last_text[1] + GLYPH_MM)
    assert page == pages(form)


@needs_typeface
def test_letters_first_page_is_framed_by_double_rules():
    assert places(letter(), "head-rule")[0][0] == 1
    height = (1.5 + 1 + 0.75) / 72 * 25.4
    assert places(letter(), "foot-rule") == [(1, pytest.approx(297 - 20 - height))]


@needs_typeface
def test_same_form_and_time_give_the_same_bytes():
    assert render_pdf(minutes(), at=AT) == render_pdf(minutes(), at=AT)


def test_without_a_chinese_typeface_it_says_what_to_do():
    answer = render_pdf(minutes(), at=AT, families=frozenset({"DejaVu Sans", "Libertinus Serif"}))
    assert isinstance(answer, PdfUnavailable)
    assert "中文字体" in answer.message
    assert "fonts-noto-cjk" in answer.instead


def test_official_typefaces_go_before_substitutes_and_are_not_made_bold():
    families = frozenset({"FangSong_GB2312", "方正小标宋简体", "SimHei", "Noto Serif CJK SC"})
    chosen = choose(families)
    assert chosen is not None
    assert chosen[Face.FANGSONG].families[0] == "FangSong_GB2312"
    assert chosen[Face.XIAOBIAOSONG].families[0] == "方正小标宋简体"
    assert chosen[Face.XIAOBIAOSONG].weight == chosen[Face.HEITI].weight == 400
    assert chosen[Face.KAITI].families[0] == "Noto Serif CJK SC"


def test_one_chinese_typeface_is_enough_for_all_five_faces():
    chosen = choose(frozenset({"noto sans cjk sc"}))
    assert chosen is not None
    assert {typeface.families for typeface in chosen.values()} == {("noto sans cjk sc",)}
    assert chosen[Face.HEITI].weight == 700
    assert chosen[Face.FANGSONG].weight == 400
