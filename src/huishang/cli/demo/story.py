"""What a story leaves behind, and the small words the stories are told with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huishang.assignments import actions as assignments
from huishang.assignments import queries as duties
from huishang.conferences import actions as conferences
from huishang.conferences.queries import Minutes, RecordForm, Reply, Seat
from huishang.documents import actions as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing

from .world import World


@dataclass(frozen=True, slots=True)
class Told:
    """The keys of what a story made, and who may look at all of it."""

    key: str
    title: str
    case_id: UUID
    conference_id: UUID
    item_id: UUID
    minutes_id: UUID
    reader: str


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """An instant of the stories' year."""
    return beijing(2026, month, day, hour, minute)


def minute_by_minute(
    world: World, *, clerk: str, chair: str, item_id: UUID, signed: datetime, issued: datetime
) -> Minutes:
    """Draft from the record, sign, issue."""
    minutes = conferences.draft_minutes(
        actor=world.actor(clerk), item_id=item_id, form=RecordForm.MINUTES.value
    )
    with clock.at(signed):
        conferences.sign(actor=world.actor(chair), minutes_id=minutes.pk)
    with clock.at(issued):
        return conferences.issue(actor=world.actor(clerk), minutes_id=minutes.pk)


def receive(world: World, minutes: Minutes, names: Iterable[str]) -> None:
    """Every organisation that got the paper signs for it."""
    assert minutes.document_id is not None
    for name in names:
        documents.sign_for(actor=world.actor(name), document_id=minutes.document_id)


def come(actor: Actor, seat: Seat, people: list[UUID]) -> None:
    conferences.reply(actor=actor, seat_id=seat.pk, reply=Reply.COMING, attendee_ids=people)


def accept_all(world: World, decided: dict[UUID, str]) -> dict[str, duties.Assignment]:
    """Each organisation names its person. ``decided``: decision → the liaison who accepts."""
    accepted = {}
    for decision_id, name in decided.items():
        [assignment] = duties.of_origin("decision", [decision_id])
        accepted[name] = assignments.accept(
            actor=world.actor(name), assignment_id=assignment.pk, person_id=world.person(name)
        )
    return accepted


def report_and_file(
    world: World,
    name: str,
    assignment: duties.Assignment,
    text: str,
    *,
    clerk: str,
    reported: datetime,
    filed: datetime,
) -> None:
    """The organisation reports what it did; the office files it."""
    with clock.at(reported):
        assignments.report(actor=world.actor(name), assignment_id=assignment.pk, text=text)
    with clock.at(filed):
        assignments.file(actor=world.actor(clerk), assignment_id=assignment.pk)
