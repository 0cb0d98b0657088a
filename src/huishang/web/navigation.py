"""What each post has in its navigation, as one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from huishang.access.visibility import KEEPS_THE_PLATFORM, WORKS_ON_FILES
from huishang.kernel.terms import PostKind

_OFFICE = frozenset({PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR})
_CHAIRS = frozenset({PostKind.COMMITTEE_CHAIR, PostKind.COMMITTEE_VICE_CHAIR})
_VILLAGES = frozenset({PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR})
_WORKERS = _OFFICE | {PostKind.CASE_WORKER}
_EVERYONE = frozenset(PostKind)

AT_HAND = 5
"""A phone's bottom bar holds this many; the rest of the row stays reachable under 更多."""


@dataclass(frozen=True, slots=True)
class Room:
    """A line of the navigation.

    :param view: URL name; what comes before the colon is the page group it opens.
    :param icon: a meaning in `icons.ICONS`.
    :param posts: who has it.
    :param also: further page groups that lie behind it, each reached by a tab of its list.
    """

    label: str
    view: str
    icon: str
    posts: frozenset[PostKind]
    also: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        return (self.view.partition(":")[0], *self.also)


ROOMS = (
    Room("工作台", "workbench:home", "workbench", _EVERYONE),
    Room(
        "发现报告", "reports:list", "reports",
        _WORKERS | _VILLAGES | {PostKind.HOTLINE_OPERATOR, PostKind.LIAISON},
    ),
    Room(
        "儿童档案", "children:list", "children", _WORKERS | _VILLAGES,
        ("visits", "sweeps", "field", "imports", "assessments"),
    ),
    Room("个案", "cases:list", "cases", _WORKERS | _CHAIRS),
    Room(
        "会商", "conferences:list", "conferences",
        _WORKERS | _CHAIRS | {PostKind.LIAISON, PostKind.EXPERT},
    ),
    Room(
        "交办与督办", "assignments:ledger", "assignments",
        _WORKERS | _CHAIRS | {PostKind.LIAISON, PostKind.INSPECTOR},
    ),
    Room(
        "查阅与调阅", "access:home", "access",
        _EVERYONE - frozenset(KEEPS_THE_PLATFORM),
    ),
    Room(
        "封存记录", "sealed:list", "sealed",
        _OFFICE | _CHAIRS | {PostKind.LIAISON},
    ),
    Room("公文", "documents:list", "documents", frozenset({PostKind.LIAISON, *WORKS_ON_FILES})),
    Room("制度依据", "law:index", "law", _EVERYONE),
    Room(
        "单位与名册", "organisations:list", "organisations",
        _OFFICE | {PostKind.SYSTEM_ADMINISTRATOR},
    ),
    Room("队伍", "staff:home", "staff", _WORKERS | _VILLAGES),
    Room(
        "账号", "accounts:list", "accounts",
        frozenset({PostKind.SYSTEM_ADMINISTRATOR, PostKind.SECURITY_ADMINISTRATOR}),
    ),
    Room(
        "个人信息保护", "privacy:home", "privacy",
        _OFFICE | {PostKind.SECURITY_ADMINISTRATOR},
    ),
    Room("审计", "audit:list", "audit", frozenset({PostKind.AUDIT_ADMINISTRATOR})),
    Room("系统", "system:status", "system", frozenset({PostKind.SYSTEM_ADMINISTRATOR})),
)  # fmt: skip

SEARCHES = (
    ("cases:list", "按案号、事由查找个案", _WORKERS | _CHAIRS),
    ("assignments:ledger", "查找交办事项", frozenset({PostKind.LIAISON, PostKind.INSPECTOR})),
    ("law:index", "查找条文、规定", _EVERYONE),
)
"""Where the search box of a post leads: the first row that has the post. Asked with ``?q=``."""


@dataclass(frozen=True, slots=True)
class NavigationItem:
    label: str
    url: str
    icon: str
    here: bool


@dataclass(frozen=True, slots=True)
class Search:
    url: str
    hint: str


def items(post: PostKind, group: str) -> Iterator[NavigationItem]:
    """The rooms of a post, the one of ``group`` marked as where we are."""
    for room in ROOMS:
        if post in room.posts:
            yield NavigationItem(room.label, reverse(room.view), room.icon, group in room.groups)


def search(post: PostKind) -> Search:
    return next(Search(reverse(view), hint) for view, hint, posts in SEARCHES if post in posts)
