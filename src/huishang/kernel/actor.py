"""Who acts: a person in one post of one organisation in one place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from .divisions import NATION, DivisionCode
from .terms import OrganisationKind, PostKind


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who asks, as every action, permission and scope sees them.

    A value, not a record: it carries what sight and permission are decided from and nothing else.

    :param department: function code of the organisation (``police`` …), empty for other bodies.
    """

    account_id: UUID
    person_id: UUID
    person_name: str
    post_id: UUID
    post: PostKind
    organisation_id: UUID
    organisation_name: str
    organisation_kind: OrganisationKind
    department: str
    division: DivisionCode

    @property
    def label(self) -> str:
        """As an audit line or a signature names them."""
        return f"{self.organisation_name} {self.person_name}（{self.post.label}）"

    def is_any(self, *posts: PostKind) -> bool:
        return self.post in posts


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The platform itself: a nightly job, a reminder that falls due. Never a person's disguise."""

    reason: str
    division: DivisionCode = NATION

    @property
    def label(self) -> str:
        return f"系统（{self.reason}）"


AnyActor = Actor | SystemActor
