"""Whom the steps of a sweep are told."""

from __future__ import annotations

from collections.abc import Iterable

from huishang.kernel.actor import AnyActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.organisations import queries as organisations

from ..models import Stretch


def tell_directors(actor: AnyActor, stretches: Iterable[Stretch], *, title: str, body: str) -> None:
    """The child director of each village; where there is none, nobody: the sweep's page says so."""
    parts = {one.division: one for one in stretches}
    places = [DivisionCode(code) for code in parts]
    for post in organisations.holders_in(places, [PostKind.CHILD_DIRECTOR]):
        part = parts[post.organisation.division_id]
        notifications.send(
            actor=actor,
            organisation_id=post.organisation_id,
            person_id=post.person_id,
            kind=MessageKind.CHILD,
            title=title,
            body=body,
            link=f"/sweeps/villages/{part.pk}/",
            subject=part.subject,
        )
