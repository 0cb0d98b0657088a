"""What every template of the pages keeps to, now and for those still to be written."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from django.template import Template

from huishang import web
from huishang.web import pages
from huishang.web.icons import ICONS, drawing
from huishang.web.page import Page
from tests.web.names import load, undeclared

TEMPLATES = Path(web.__file__).parent / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))

INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=|hx-on|javascript:|\"js:|<script(?![^>]*\ssrc=)",
    re.IGNORECASE,
)
ICON = re.compile(r"""{%\s*icon\s+["'](\w+)["']""")

each_file = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES))
)


def _pages() -> list[type[Page]]:
    for module in walk_packages(pages.__path__, f"{pages.__name__}."):
        if module.name.endswith((".contexts", ".views")):
            import_module(module.name)
    import_module("huishang.web.refusals")
    found, ahead = [], Page.__subclasses__()
    while ahead:
        page = ahead.pop()
        ahead += page.__subclasses__()
        if "template" in vars(page) or hasattr(page, "template"):
            found.append(page)
    return sorted(found, key=lambda page: f"{page.__module__}.{page.__name__}")


each_page = pytest.mark.parametrize(
    "page",
    _pages(),
    ids=lambda page: f"{page.__module__.removeprefix(web.__name__)}.{page.__name__}",
)


STYLES = "".join(
    path.read_text(encoding="utf-8") for path in (TEMPLATES.parent / "static").rglob("*.css")
)


@each_file
def test_a_colour_that_is_named_is_one_there_is(path: Path) -> None:
    named = set(re.findall(r"\b(tone-\w+)", path.read_text(encoding="utf-8")))
    assert {tone for tone in named if f".{tone} " not in STYLES} == set()


@each_file
def test_a_template_carries_no_script_and_no_style_of_its_own(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    ["<script>1</script>", '<p style="color:red">', "<a onclick='x()'>", '<div hx-on:click="1">',
     '<a href="javascript:1">', "<style>p{}</style>"],
)  # fmt: skip
def test_the_scan_for_inline_code_finds_it(text: str) -> None:
    assert INLINE.search(text)


@each_file
def test_every_script_carries_the_nonce(path: Path) -> None:
    scripts = re.findall(r"<script[^>]*>", path.read_text(encoding="utf-8"))
    marks = ('nonce="{{ frame.nonce }}"', 'nonce="{{ request.nonce }}"')
    assert all(any(mark in script for mark in marks) for script in scripts)


@each_file
def test_a_template_is_small_enough_to_read(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") < 150


@each_file
def test_an_icon_named_in_a_template_is_one_of_the_house(path: Path) -> None:
    assert set(ICON.findall(path.read_text(encoding="utf-8"))) <= set(ICONS)


@pytest.mark.parametrize("meaning", ICONS)
def test_an_icon_is_drawn(meaning: str) -> None:
    assert drawing(meaning).startswith('<svg class="icon"')


@each_page
def test_a_page_names_only_what_it_declares(page: type[Page]) -> None:
    declared = [field.name for field in fields(page)]
    assert undeclared(load(page.template), declared) == set()


@pytest.mark.parametrize(
    "text",
    ["{{ absent }}", "{% if absent %}{% endif %}", "{% if title and absent.x %}{% endif %}",
     "{% for x in absent %}{% endfor %}", "{{ title|default:absent }}",
     "{% load house %}{% icon absent %}", "{% with a=absent %}{% endwith %}",
     "{% url 'law:regime' absent %}", "{% if title %}{% else %}{{ absent.deep }}{% endif %}"],
)  # fmt: skip
def test_an_undeclared_name_is_found_wherever_it_stands(text: str) -> None:
    assert {name.split()[0] for name in undeclared(Template(text), ["title"])} == {"absent"}


@pytest.mark.parametrize(
    "text",
    ["{{ title }}", "{% for x in title %}{{ x }}{{ forloop.counter }}{% endfor %}",
     "{% with a=title %}{{ a }}{% endwith %}", "{% url 'law:index' as there %}{{ there }}"],
)  # fmt: skip
def test_a_name_the_template_makes_itself_is_known(text: str) -> None:
    assert undeclared(Template(text), ["title"]) == set()


@each_page
def test_a_part_is_a_block_and_the_id_of_its_element(page: type[Page]) -> None:
    source = (TEMPLATES / page.template).read_text(encoding="utf-8")
    base = (TEMPLATES / "web/base.html").read_text(encoding="utf-8")
    for part in page.parts:
        assert re.search(rf"{{%\s*block\s+{part}\s*%}}", source), part
        assert f'id="{part}"' in source + base, part
