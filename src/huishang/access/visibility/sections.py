"""What of a child's or a case's file each post reads and works on, once it sees the file at all.

Whether it sees the file is `matters`; this table says which parts. What is convened or assigned
to a department is no file: it comes as the duty and the need-to-know pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind


class Section(StrEnum):
    """A part of a file, by what harm its leaking does."""

    IDENTITY = "identity"
    FAMILY = "family"
    HEALTH = "health"
    JUSTICE = "justice"
    NARRATIVE = "narrative"
    OPINIONS = "opinions"
    MINUTES = "minutes"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Section.IDENTITY: "身份信息",
    Section.FAMILY: "家庭和监护",
    Section.HEALTH: "健康和残疾",
    Section.JUSTICE: "涉案和矫治",
    Section.NARRATIVE: "报告和案情",
    Section.OPINIONS: "各方意见",
    Section.MINUTES: "纪要和决定",
}


class Reach(IntEnum):
    """How far into a section, each including the ones before."""

    NONE = 0
    READ = 1
    WRITE = 2

    @property
    def label(self) -> str:
        return ("不可见", "查阅", "办理")[self]


_, R, W = Reach.NONE, Reach.READ, Reach.WRITE
# fmt: off
TABLE: Mapping[PostKind, tuple[Reach, ...]] = {
    #                                 身份 家庭 健康 涉案 案情 意见 纪要
    PostKind.CHILD_DIRECTOR:         (W,  W,  W,  _,  W,  _,  _),
    PostKind.CHILD_SUPERVISOR:       (W,  W,  W,  _,  W,  _,  _),
    PostKind.CASE_WORKER:            (W,  W,  W,  W,  W,  R,  R),
    PostKind.OFFICE_CLERK:           (W,  W,  W,  W,  W,  R,  W),
    PostKind.OFFICE_DIRECTOR:        (W,  W,  W,  W,  W,  R,  W),
    PostKind.COMMITTEE_CHAIR:        (R,  R,  R,  R,  R,  R,  W),
    PostKind.COMMITTEE_VICE_CHAIR:   (R,  R,  R,  R,  R,  R,  W),
    PostKind.LIAISON:                (_,  _,  _,  _,  _,  _,  _),
    PostKind.EXPERT:                 (_,  _,  _,  _,  _,  _,  _),
    PostKind.INSPECTOR:              (_,  _,  _,  _,  _,  _,  _),
    PostKind.HOTLINE_OPERATOR:       (_,  _,  _,  _,  W,  _,  _),
    PostKind.SYSTEM_ADMINISTRATOR:   (_,  _,  _,  _,  _,  _,  _),
    PostKind.SECURITY_ADMINISTRATOR: (_,  _,  _,  _,  _,  _,  _),
    PostKind.AUDIT_ADMINISTRATOR:    (_,  _,  _,  _,  _,  _,  _),
}
# fmt: on
"""Post → its reach into each section, in the order of `Section`."""


ON_DUTY = "办理职责"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person reads of one file.

    :param masked: identities stay masked: nobody is named to this reader, nor by a village.
    :param on_duty: the work itself shows it. :param let_in: by name, the way and what for.
    """

    reach: Mapping[Section, Reach]
    masked: bool
    on_duty: bool
    let_in: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        return "；".join((ON_DUTY,) * self.on_duty + self.let_in)

    @property
    def by_duty(self) -> bool:
        """Who is let in by name works on nothing; every post with a duty works on something."""
        return Reach.WRITE in self.reach.values()

    def reads(self, section: Section) -> bool:
        return self.reach[section] >= Reach.READ

    def place(self, code: str) -> str:
        """The division code this reader is shown for ``code``: masked, no nearer than the county.
        A village together with an age would name the child."""
        return DivisionCode(code).county.code if self.masked else code

    def works_on(self, section: Section) -> bool:
        return self.reach[section] >= Reach.WRITE


def reach_of(post: PostKind, section: Section) -> Reach:
    """What a post may do in a section of a file it has a duty in."""
    return by_post(post)[section]


def by_post(post: PostKind) -> dict[Section, Reach]:
    """What a post may do in each section of a file it has a duty in."""
    return dict(zip(Section, TABLE[post], strict=True))
