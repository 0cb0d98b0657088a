"""What a file is opened for: carried in the address from the page that leads there."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from huishang.cases import queries as cases
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotVisible
from huishang.people.queries import Purpose

from ...purposes import PURPOSES


def purpose_of(typed: str) -> Purpose:
    """:raises InvalidData: none was chosen."""
    if typed not in PURPOSES:
        raise InvalidData({"purpose": "请先选择查看的用途，查看会留下记录。"})
    return PURPOSES[typed]


@dataclass(frozen=True, slots=True)
class Visit:
    """:param purpose: none where it has still to be asked.
    :param case_id: the case it is opened for; the look then stands in that case's record too.
    """

    purpose: Purpose | None = None
    case_id: UUID | None = None

    @classmethod
    def read(cls, actor: Actor, child_id: UUID, said: QueryDict) -> Visit:
        """:raises NotVisible: for a case the actor does not see, or the child is not in."""
        purpose, case = PURPOSES.get(said.get("purpose", "")), said.get("case", "")
        if case and case not in {str(row.id) for row in cases.cases_of_child(actor, child_id)}:
            raise NotVisible("个案")
        return cls(purpose, UUID(case) if case else None)

    @property
    def said(self) -> dict[str, str]:
        """As an address or a form carries it on."""
        said = {"purpose": self.purpose.value if self.purpose else "", "case": self.case_id or ""}
        return {name: str(value) for name, value in said.items() if value}

    def to(self, view: str, *named: UUID | str) -> str:
        path = reverse(view, args=named)
        return f"{path}?{urlencode(self.said)}" if self.said else path
