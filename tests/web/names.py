"""Which names a template asks for that nobody gave it, on every branch, taken or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.template import engines
from django.template.base import FilterExpression, Node, NodeList, Template, Variable, VariableNode
from django.template.defaulttags import ForNode, IfNode, WithNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode

GIVEN = {"frame", "request", "messages", "csrf_token", "user", "perms", "DEFAULT_MESSAGE_LEVELS"}
"""What every page has beside its own fields."""


def load(name: str) -> Template:
    return engines["django"].get_template(name).template  # type: ignore[attr-defined,no-any-return]


def undeclared(template: Template, declared: Iterable[str]) -> set[str]:
    """``name (template)`` for each name that is neither declared nor made by the template."""
    return set(_in_template(template, {*declared, *GIVEN, "True", "False", "None"}))


def _in_template(template: Template, known: set[str]) -> Iterator[str]:
    for name in _in_nodes(template.nodelist, set(known)):
        yield name if "(" in name else f"{name} ({template.name})"


def _in_nodes(nodes: Iterable[Node], known: set[str]) -> Iterator[str]:
    for node in nodes:
        yield from _in_node(node, known)


def _in_node(node: Node, known: set[str]) -> Iterator[str]:
    match node:
        case ExtendsNode():
            yield from _in_template(load(node.parent_name.var), known)
            yield from _in_nodes(node.nodelist, known)
        case BlockNode():
            yield from _in_nodes(node.nodelist, known | {"block"})
        case ForNode():
            yield from _asked(node.sequence, known)
            yield from _in_nodes(node.nodelist_loop, known | {*node.loopvars, "forloop"})
            yield from _in_nodes(node.nodelist_empty, known)
        case WithNode():
            yield from _asked(node.extra_context, known)
            yield from _in_nodes(node.nodelist, known | set(node.extra_context))
        case IncludeNode():
            yield from _asked(node.extra_context, known)
            outer = set() if node.isolated_context else known
            yield from _in_template(load(node.template.var), outer | set(node.extra_context))
        case IfNode():
            for condition, branch in node.conditions_nodelists:
                yield from _asked(condition, known)
                yield from _in_nodes(branch, known)
        case VariableNode():
            yield from _asked(node.filter_expression, known)
        case _:
            for value in vars(node).values():
                if isinstance(value, NodeList):
                    yield from _in_nodes(value, known)
                elif isinstance(value, FilterExpression | list | tuple | dict):
                    yield from _asked(value, known)
            known |= {made for made in (getattr(node, "target_var", None),) if made}
            known |= {made for made in (getattr(node, "asvar", None),) if made}


def _asked(value: Any, known: set[str]) -> Iterator[str]:
    """The unknown names in an expression, a condition, or a collection of them."""
    match value:
        case FilterExpression():
            yield from _asked(value.var, known)
            for _, arguments in value.filters:
                yield from (name for _, given in arguments for name in _asked(given, known))
        case Variable():
            first = value.lookups[0] if value.lookups else None
            if first is not None and first not in known:
                yield first
        case dict():
            yield from (name for one in value.values() for name in _asked(one, known))
        case list() | tuple():
            yield from (name for one in value for name in _asked(one, known))
        case _ if hasattr(value, "first") or hasattr(value, "value"):  # a condition of {% if %}
            for part in ("value", "first", "second"):
                if (inner := getattr(value, part, None)) is not None:
                    yield from _asked(inner, known)
