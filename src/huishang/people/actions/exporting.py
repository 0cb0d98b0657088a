"""儿童档案 as a file: what the list shows, masked as there. Basis: provisions ``exported_by``,
``export_lasts``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from huishang.documents import actions as documents
from huishang.documents.policies.exports import MOST_ROWS, Column, Table, declare
from huishang.documents.queries import Export
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted
from huishang.kernel.paging import Cursor
from huishang.organisations import queries as organisations

from .. import permissions
from ..queries.categories import category_choices, recognised
from ..queries.children import MaskedChild, children

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A child as the list shows it, and what it is recognised as."""

    child: MaskedChild
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildFilters:
    """What to narrow the list to, as `queries.children`; what is left out does not narrow."""

    text: str = ""
    place: str = ""
    category: str = ""

    def in_words(self, actor: Actor) -> dict[str, str]:
        """What was asked, by the label of each filter; for the record of an export."""
        named = {one.code: one.label for one in category_choices(actor.division)}
        asked = {
            "查找": self.text,
            "地区": organisations.division_name(self.place) if self.place else "",
            "类别": named.get(self.category, self.category),
        }
        return {label: words for label, words in asked.items() if words}


CHILDREN: Table[Listed] = declare(
    Table(
        "people.children",
        "儿童档案名单",
        (
            # The name is masked before it comes here, so nothing in a row says who a child is.
            Column("姓名（隐去）", 14, "", lambda row: row.child.name),
            Column("性别", 10, "", lambda row: row.child.sex),
            Column("年龄", 12, "", lambda row: row.child.age_words),
            Column("居住地", 44, "", lambda row: row.child.place),
            Column("认定类别", 36, "", lambda row: "、".join(row.categories)),
            Column(
                "身份", 10, "", lambda row: "已核验" if row.child.identity_verified else "未核验"
            ),
        ),
    )
)


@transaction.atomic
def export_children(*, actor: Actor, filters: ChildFilters, purpose: str) -> tuple[Export, str]:
    """The children of the place whose files the actor keeps, masked; and the password (导出).

    :raises NotPermitted / InvalidData / NoRuleInForce
    """
    permissions.may_register(actor, actor.division).require(NotPermitted)
    return documents.export(
        actor=actor,
        table=CHILDREN,
        rows=_every(actor, filters),
        narrowed=filters.in_words(actor),
        purpose=purpose,
    )


def _every(actor: Actor, filters: ChildFilters) -> Iterator[Listed]:
    after: Cursor | None = None
    for _ in range(MOST_ROWS // _PAGE + 1):
        page = children(
            actor,
            text=filters.text,
            place=filters.place,
            category=filters.category,
            after=after,
            size=_PAGE,
            counted=False,
        )
        named = recognised(actor, [child.id for child in page.rows])
        yield from (Listed(child, named[child.id]) for child in page.rows)
        if not page.after:
            return
        after = Cursor.parse(page.after)
