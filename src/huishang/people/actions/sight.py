"""An organisation is let into a child's whole file for a matter, and only while that lasts.

Steps of another room's act. The involvement carries the number of the matter it is for, so that
ending one matter does not end what another still needs.
"""

from __future__ import annotations

from uuid import UUID

from huishang.access import actions as access
from huishang.access.queries import Extent, Matter
from huishang.kernel.actor import AnyActor


def let_see_child(actor: AnyActor, organisation_id: UUID, child_id: UUID, number: str) -> None:
    """An organisation's whole view of one child, for the matter of that number."""
    access.involve(
        actor=actor,
        organisation_id=organisation_id,
        matter=Matter.CHILD,
        matter_id=child_id,
        extent=Extent.FILE,
        role=number,
    )


def close_child(actor: AnyActor, organisation_id: UUID, child_id: UUID, number: str) -> None:
    """The view the matter of that number gave."""
    access.end_involvement(
        actor=actor,
        organisation_id=organisation_id,
        matter=Matter.CHILD,
        matter_id=child_id,
        role=number,
    )
