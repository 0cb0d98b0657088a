from __future__ import annotations

from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import book
from huishang.sweeps import queries
from huishang.sweeps.queries import Stretch
from huishang.workflow.deadlines import Deadline

from ....components import Link
from ..rows import LATEST, Duty, Share


def sweeping(actor: Actor) -> Share:
    """The own village's part of each sweep, until it is handed in."""
    return Share(duties=[_to_hand_in(one) for one in queries.owed(actor, LATEST)])


def _to_hand_in(part: Stretch) -> Duty:
    today = clock.today()
    return Duty(
        matter=f"排查：{part.sweep.title}",
        origin=part.sweep.begun_by,
        step=Link("本村排查", reverse("sweeps:village", args=[part.pk])),
        deadline=Deadline.seen(part.sweep.ends_on, today, book.current().calendar(today)),
    )
