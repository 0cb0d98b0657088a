"""Tell the other side. Titles and texts name no child: the matter is worded without one."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.actor import AnyActor
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind

from ..models import Assignment


def tell(
    actor: AnyActor,
    assignment: Assignment,
    organisation_id: UUID,
    kind: MessageKind,
    title: str,
    body: str,
) -> None:
    """One message to one organisation about an assignment, leading to its page."""
    notifications.send(
        actor=actor,
        organisation_id=organisation_id,
        kind=kind,
        title=f"{assignment.case_number}：{title}",
        body=f"{body}\n交办事项：{assignment.matter}",
        link=f"/assignments/{assignment.pk}/",
        subject=assignment.subject,
        case_id=assignment.case_id,
    )


def tell_bearer(
    actor: AnyActor, assignment: Assignment, kind: MessageKind, title: str, body: str
) -> None:
    """The responsible organisation."""
    tell(actor, assignment, assignment.organisation_id, kind, title, body)


def tell_office(
    actor: AnyActor, assignment: Assignment, kind: MessageKind, title: str, body: str
) -> None:
    """The office it is filed with."""
    tell(actor, assignment, assignment.office_id, kind, title, body)
