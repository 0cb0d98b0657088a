"""The interface for programs as it describes itself: its operations, and every field it answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from huishang.api.interface import description
from tests.matrix.routes import Address

PREFIX = "/api/v1"
_SCHEMA = json.loads(description())
_SHAPES: Mapping[str, Any] = _SCHEMA["components"]["schemas"]


def operations() -> Iterator[tuple[str, Address]]:
    """Method and address; named as the table does: ``GET /cases/{case}``."""
    for path, methods in _SCHEMA["paths"].items():
        short = re.sub(r"_id}", "}", path.removeprefix(PREFIX))
        for method in methods:
            yield method, Address(f"{method.upper()} {short}", PREFIX + short)


def fields() -> Iterator[str]:
    """Every field of every shape that is ever answered, nested ones included: ``Case.summary``."""
    for shape in sorted(_answered()):
        yield from (f"{shape}.{name}" for name in _SHAPES[shape].get("properties", ()))


def told(operation: str, answer: Any) -> Iterator[tuple[str, Any]]:
    """Every field of an answer with its value, at whatever depth.

    :param operation: as `operations` names it.
    """
    method, short = operation.split()
    path = PREFIX + re.sub(r"}", "_id}", short)
    schema = _SCHEMA["paths"][path][method.lower()]["responses"]["200"]
    yield from _told(schema["content"]["application/json"]["schema"], answer)


def _told(schema: Mapping[str, Any], value: Any) -> Iterator[tuple[str, Any]]:
    if value is None:
        return
    either = [chosen for chosen in schema.get("anyOf", ()) if chosen.get("type") != "null"]
    for chosen in either:
        if len(either) == 1 or _SHAPES[_named(chosen)]["properties"].keys() == value.keys():
            yield from _told(chosen, value)
    if schema.get("type") == "array":
        for one in value:
            yield from _told(schema["items"], one)
    if name := _named(schema):
        properties = _SHAPES[name].get("properties", {})
        assert value.keys() <= properties.keys(), f"{name}: {value.keys() - properties.keys()}"
        for field, inner in properties.items():
            yield f"{name}.{field}", value[field]
            yield from _told(inner, value[field])


def _answered() -> set[str]:
    """Names of the shapes any answer is made of."""
    found: set[str] = set()
    waiting = [
        answer
        for methods in _SCHEMA["paths"].values()
        for operation in methods.values()
        for answer in operation["responses"].values()
    ]
    while waiting:
        for name in set(_references(waiting.pop())) - found:
            found.add(name)
            waiting.append(_SHAPES[name])
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if name := _named(part):
            yield name
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _references(inner)


def _named(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
