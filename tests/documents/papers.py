"""A city whose office issues papers, and the papers it issues."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from huishang.audit.actions import Subject
from huishang.documents import actions as documents
from huishang.documents.models import OfficialDocument, StoredFile
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.organisations.queries import Organisation
from tests.documents.rendering_forms import notice
from tests.places import jurisdiction, somebody

PDF = b"%PDF-1.7 an invented paper"


class Registry:
    """The office, a department that gets its papers, one that does not; people on demand."""

    def __init__(self) -> None:
        self.city = jurisdiction("140800", "运城市")
        self.police = self.city.department("police")
        self.health = self.city.department("health")

    @property
    def office(self) -> Organisation:
        return self.city.office

    @property
    def committee(self) -> Organisation:
        return self.city.committee

    @cached_property
    def clerk(self) -> Actor:
        return somebody(self.office, PostKind.OFFICE_CLERK)

    @cached_property
    def policeman(self) -> Actor:
        return somebody(self.police, PostKind.LIAISON)

    @cached_property
    def doctor(self) -> Actor:
        return somebody(self.health, PostKind.LIAISON)

    @cached_property
    def chair(self) -> Actor:
        return somebody(self.committee, PostKind.COMMITTEE_CHAIR)

    def issue(self, **changes: Any) -> OfficialDocument:
        """A notice of the office to the police."""
        return documents.issue(
            **{
                "actor": self.clerk,
                "kind": "notice",
                "issuer_id": self.office.pk,
                "series": "会商通知",
                "title": "关于召开会议的通知",
                "form": notice(),
                "subject": Subject("thing", new_id()),
                "recipients": [self.police.pk],
                "disclosure": "不予公开",
                "signed_by": self.clerk.label,
                **changes,
            }
        )

    def store(
        self,
        name: str = "证明.pdf",
        content: bytes = PDF,
        *,
        media_type: str = "",
        subject: Subject | None = None,
        case_id: UUID | None = None,
        actor: Actor | None = None,
    ) -> StoredFile:
        return documents.store_file(
            actor=actor or self.clerk,
            name=name,
            content=content,
            media_type=media_type,
            subject=subject or Subject("thing", new_id()),
            case_id=case_id,
        )
