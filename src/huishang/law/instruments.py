"""Instruments: the documents rules come from, article by article, each with a gist of our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huishang.kernel.basis import Basis
from huishang.kernel.terms import Level

from .numerals import chinese
from .values import Disclosure


@dataclass(frozen=True, slots=True)
class Article:
    """One article or item.

    :param number: as it is cited, 第十二条第（一）项.
    :param gist: what it says, in our own words.
    :param citation: the whole reference, 运未保委〔2022〕2号 第十二条第（一）项.
    """

    basis: Basis
    number: str
    gist: str
    citation: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document with articles.

    :param number: document number; empty where none is known, then it is cited by title.
    :param issued: None, like ``disclosure``, where the source does not tell.
    :param complete: every article is listed; otherwise only those cited.
    :param verified: how the wording was checked.
    """

    key: str
    title: str
    number: str
    issuer: str
    level: Level
    issued: date | None
    disclosure: Disclosure | None
    complete: bool
    verified: str
    articles: tuple[Article, ...]
    file: str
    note: str = ""

    @property
    def leaves(self) -> tuple[Article, ...]:
        """Articles and items that are not themselves divided into items."""
        keys = [article.basis.article for article in self.articles]
        return tuple(
            article
            for article in self.articles
            if not any(key.startswith(f"{article.basis.article}.") for key in keys)
        )


def number_of(key: str) -> str:
    """How an article key is cited.

    >>> number_of("12.1")
    '第十二条第（一）项'
    """
    article, _, item = key.partition(".")
    number = f"第{chinese(int(article))}条"
    return f"{number}第（{chinese(int(item))}）项" if item else number
