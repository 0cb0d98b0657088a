"""A page: a frozen context, and one way to render it whole or in part.

A page is a dataclass; its fields are what its template may name. A name the page does not declare
is an error, not an empty space. A *part* is a ``{% block %}`` of the same template: an element
with that id asks for it through htmx and gets it alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from django.http import HttpResponse
from django.template import Template, engines
from django.template.backends.django import DjangoTemplates
from django.template.base import Node
from django.template.context import RequestContext
from django.template.loader_tags import BlockNode
from django.utils.cache import patch_vary_headers

from .components import Link
from .frame import Frame
from .request import HouseRequest


class Undeclared(Exception):
    """A template names something its page does not declare. A programmer's mistake."""


class PageContext(RequestContext):
    """Names the page declares, and no others."""

    def __getitem__(self, key: str | int | Node) -> Any:
        try:
            return super().__getitem__(key)
        except KeyError:
            raise Undeclared(f"the page declares no “{key}”") from None


@dataclass(frozen=True, kw_only=True)
class Page:
    """Base of every page's context.

    :cvar template: the template, below ``templates``.
    :cvar parts: blocks of it that may be asked for alone; each is also the id of its element.
    :param title: the one title of the page, also shown in the browser's tab.
    :param trail: the way back, outermost first, without the page itself.
    :param main: the one main button, top right.
    """

    template: ClassVar[str]
    parts: ClassVar[tuple[str, ...]] = ()

    title: str
    trail: tuple[Link, ...] = ()
    main: Link | None = None


def render(
    request: HouseRequest, page: Page, part: str | None = None, *, status: int = 200
) -> HttpResponse:
    """The page, or the part of it that htmx is about to replace.

    :param part: a part by name; otherwise the target of the htmx request, if it is one.
    """
    template = _engine().get_template(page.template).template
    names = {field.name: getattr(page, field.name) for field in fields(page)}
    context = PageContext(request, names | {"frame": Frame(request)})
    wanted = part or _part_asked_for(request, page)
    text = _render_block(template, wanted, context) if wanted else template.render(context)
    response = HttpResponse(text, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _part_asked_for(request: HouseRequest, page: Page) -> str | None:
    """htmx names its target ``section#rows``; the id is the part."""
    if not request.htmx or request.htmx.boosted or request.htmx.history_restore_request:
        return None
    name = (request.htmx.target or "").rpartition("#")[2]
    return name if name in page.parts else None


def _render_block(template: Template, name: str, context: PageContext) -> str:
    for node in template.nodelist.get_nodes_by_type(BlockNode):
        assert isinstance(node, BlockNode)
        if node.name == name:
            with (
                context.render_context.push_state(template),
                context.bind_template(template),
            ):
                return str(node.render(context))
    raise Undeclared(f"{template.name} has no block “{name}”")


def _engine() -> DjangoTemplates:
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    return engine
