"""What the pages of imports show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.imports.queries import Batch, Progress

from ...components import Button, Empty, Link, Pager
from ...forms import HouseForm
from ...page import Page


@dataclass(frozen=True, slots=True)
class Row:
    """:param tone: of the tag that tells the state."""

    batch: Batch
    tone: str


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """导入: one's own, the latest first."""

    template = "web/imports/list.html"

    rows: tuple[Row, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class UploadPage(Page):
    template = "web/imports/new.html"

    form: HouseForm
    back: Link


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row of the table that is not taken in, and why."""

    number: int
    why: str


@dataclass(frozen=True, kw_only=True)
class BatchPage(Page):
    """One import. The part ``standing`` is asked for again while the house works.

    :param kept: days the file is kept.
    :param unfit: the first rows that cannot be taken in; all of them stand in ``copy``.
    :param next: what the reader does now, in a sentence.
    """

    template = "web/imports/show.html"
    parts = ("standing",)

    batch: Batch
    tone: str
    found: Progress
    working: bool
    next: str
    buttons: tuple[Button, ...]
    unfit: tuple[Unfit, ...]
    copy: str
    kept: int
