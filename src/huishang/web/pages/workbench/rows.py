"""The rows of a workbench, and how a room offers its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.workflow.deadlines import Deadline

from ...components import Link

LATEST = 20
"""Of each kind so many lines are on the desk; all of them are in the room's own list."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something this post owes.

    :param matter: 事项, without any child's name.
    :param origin: 来自: who asks, or out of which case it comes.
    :param step: the one button.
    :param basis: articles and local settings, or their keys as a record keeps them.
    :param marks: what presses beside the date: 督办, 延期待审批.
    """

    matter: str
    origin: str
    step: Link
    basis: tuple[Basis | str, ...] = ()
    deadline: Deadline | None = None
    marks: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[bool, date]:
        """By due date; what has none comes last."""
        return (self.deadline is None, self.deadline.due_on if self.deadline else date.max)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something others owe us. :param whom: the organisation it lies with."""

    matter: str
    whom: str
    url: str
    deadline: Deadline | None = None

    @property
    def order(self) -> tuple[bool, date]:
        return (self.deadline is None, self.deadline.due_on if self.deadline else date.max)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened since the day before."""

    at: datetime
    what: str
    url: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one room puts on the workbench of one post."""

    duties: Iterable[Duty] = field(default_factory=tuple)
    waiting: Iterable[Waiting] = field(default_factory=tuple)
    changes: Iterable[Change] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Later:
    """A part of another page that the workbench asks for once it is shown; a link until then.

    :param part: the part's name, see `page.Page.parts`.
    """

    link: Link
    part: str


Source = Callable[[Actor], Share]
"""A room's own function. It asks its queries once or twice, never once a row, and keeps to the
first rows: a workbench is a desk, the ledger is the archive."""
