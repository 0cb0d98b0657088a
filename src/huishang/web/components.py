"""What pages are put together from, as values; `templatetags.house` draws them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from huishang.kernel.basis import Basis
from huishang.kernel.paging import Page as Rows
from huishang.workflow.acts import Act


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. ``icon`` is a name of `icons.ICONS`, beside the words."""

    label: str
    url: str
    icon: str = ""


class Weight(StrEnum):
    """How a button weighs on the page: one main one, plain ones, dangerous ones apart."""

    MAIN = "main"
    PLAIN = "plain"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """An act as a person meets it. Greyed with the refusal's own words where it is not open.

    :param url: where it goes: a form's page (``opens``) or the act itself, by POST.
    :param consequence: what the act will bring about; if given, the button asks first.
    :param version: of the record as this page shows it; a POST carries it back.
    """

    act: Act
    url: str
    opens: bool = False
    weight: Weight = Weight.PLAIN
    consequence: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    here: bool = False
    count: int | None = None


class Reach(StrEnum):
    """Where a stage of the road lies."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"

    @property
    def label(self) -> str:
        return {Reach.DONE: "已完成", Reach.HERE: "当前环节", Reach.AHEAD: "未开始"}[self]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the road. ``note`` says when it was passed, or what is still wanting."""

    label: str
    reach: Reach
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: who did what when, and under which article."""

    at: datetime
    who: str
    what: str
    basis: tuple[Basis, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: why it is empty, and the first step."""

    title: str
    text: str
    step: Link | None = None


class Addressed(Protocol):
    """A list that knows its own address, as `forms.FilterForm` does."""

    def address(self, **changes: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Pager:
    """Keyset paging: onward from the last row's key, and back to the start.

    :param following: the address of the next rows; empty at the end.
    :param first: the address of the first rows; empty when they are shown.
    :param total: 共 37 条 / 1000+ 条.
    """

    following: str = ""
    first: str = ""
    total: str = ""

    @classmethod
    def of(cls, rows: Rows[Any], list_: Addressed, after: str = "") -> Pager:
        """The pager under one page of a list.

        :param list_: the list's filters, which know its address.
        :param after: what this page was asked with; empty on the first.
        """
        return cls(
            following=list_.address(after=rows.after) if rows.after else "",
            first=list_.address() if after else "",
            total=rows.total_words,
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a definition list. Empty values are shown as 未填; ``wide`` takes a whole line."""

    label: str
    value: str | int | date | None
    basis: tuple[Basis, ...] = ()
    wide: bool = False
