"""A poster is scanned as it is printed: by a reader of codes that never saw the address."""

from __future__ import annotations

import io
from datetime import date

import pytest
import typst
import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PdfReader

from huishang.documents.rendering import (
    NO_TYPEFACE,
    PdfUnavailable,
    Poster,
    cjk_font,
    render_posters,
)
from huishang.documents.rendering.pdf.posters import TEMPLATE, inputs_of
from huishang.documents.rendering.pdf.typefaces import choose, installed

from .rendering_forms import AT

needs_typeface = pytest.mark.skipif(
    cjk_font() is None, reason="本机没有中文字体，不生成PDF（Debian：fonts-noto-cjk）"
)
HERE = "https://huishang.example/tell/140802101201/?at=0199f3a2-1c5e-7d3b-8a90-5f2f3a7b9c11"


def poster(name: str = "泉村", *, to_children: bool = False) -> Poster:
    return Poster(
        place=name,
        address=HERE,
        typed="https://huishang.example/tell/",
        office="盐湖区未成年人保护工作委员会办公室",
        rule="任何组织或者个人都有权检举、控告。",
        grounds="《中华人民共和国未成年人保护法》第十一条",
        to_children=to_children,
        printed_on=date(2026, 11, 3),
    )


def picture(one: Poster) -> Image.Image:
    """The sheet as a printer of 150 dots an inch puts it on paper."""
    typefaces = choose(frozenset(installed().families()))
    assert typefaces is not None
    drawn = typst.compile(
        TEMPLATE,
        format="png",
        ppi=150,
        font_paths=installed(),
        sys_inputs=inputs_of([one], typefaces),
    )
    assert isinstance(drawn, bytes)
    return Image.open(io.BytesIO(drawn)).convert("L")


@needs_typeface
def test_a_poster_is_read_by_any_scanner() -> None:
    (found,) = zxingcpp.read_barcodes(picture(poster()))
    assert found.text == HERE


@needs_typeface
def test_a_corner_torn_off_does_not_matter() -> None:
    torn = picture(poster())
    width, height = torn.size
    box = (int(width * 0.58), int(height * 0.42), int(width * 0.75), int(height * 0.56))
    ImageDraw.Draw(torn).rectangle(box, fill="white")
    (found,) = zxingcpp.read_barcodes(torn)
    assert found.text == HERE


@needs_typeface
def test_one_sheet_a_place_and_each_fits_its_page() -> None:
    made = render_posters([poster("泉村"), poster("泉村小学", to_children=True)], at=AT)
    assert isinstance(made, bytes)
    first, second = (page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert "泉村" in first
    assert "孩子受伤害" in first
    assert "泉村小学" in second
    assert "有人伤害你" in second
    assert "110" in first
    assert "110" in second


def test_without_a_chinese_typeface_there_is_none() -> None:
    made = render_posters([poster()], at=AT, families=frozenset())
    assert isinstance(made, PdfUnavailable)
    assert made == NO_TYPEFACE
