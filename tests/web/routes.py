"""Every route of the pages, with arguments that name nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

NOTHING = {"uuid": UUID(int=1), "int": 1, "slug": "nothing", "str": "nothing", "path": "nothing"}


@dataclass(frozen=True)
class Route:
    """:param name: ``law:index``. :param arguments: by converter, naming nothing that exists."""

    name: str
    arguments: dict[str, object]

    @property
    def path(self) -> str:
        return reverse(self.name, kwargs=self.arguments)


def routes() -> Iterator[Route]:
    """Those of `huishang.web`; accounts and the API answer for themselves."""
    for name, pattern in _walk(get_resolver().url_patterns, ""):
        if pattern.callback.__module__.startswith("huishang.web."):
            kinds = pattern.pattern.converters.items()
            yield Route(name, {key: NOTHING[_kind(converter)] for key, converter in kinds})


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, space + inner)
        else:
            yield f"{space}{pattern.name}", pattern


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
