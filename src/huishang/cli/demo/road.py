"""A case of one county taken along the road as far as wanted, in a few lines of words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from uuid import UUID

from huishang.cases import actions as cases
from huishang.conferences import actions as conferences
from huishang.conferences import queries as sessions
from huishang.conferences.actions.convening import SeatChoice
from huishang.conferences.policies.request import RequestContent
from huishang.conferences.policies.triggers import TickedTrigger
from huishang.discovery import actions as discovery
from huishang.kernel import clock
from huishang.kernel.terms import Level, Severity, Sex
from huishang.law import book

from .story import accept_all, come, minute_by_minute
from .world import World


class Reach(IntEnum):
    """How far a case is taken."""

    REPORTED = 0
    OPENED = 1
    REQUESTED = 2
    CONVENED = 3
    NOTIFIED = 4
    ISSUED = 5
    ACCEPTED = 6


@dataclass(frozen=True, slots=True)
class Script:
    """A small case of one county: who plays which part, and the words.

    :param bodies: organisation → its liaison; each gets a seat. The first takes the duty, the
        others support it.
    """

    place: str
    clerk: str
    director: str
    worker: str
    reporter: str
    child: str
    born: date
    title: str
    narrative: str
    issues: tuple[str, ...]
    bodies: dict[str, str]
    matter: str
    measures: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The keys of what a whole road made."""

    case_id: UUID
    conference_id: UUID
    item_id: UUID
    minutes_id: UUID


def take(world: World, script: Script, *, begins: datetime, reach: Reach) -> None:
    """From the report at ``begins``; the meeting is held on a working day a week after it."""
    with clock.at(begins):
        report = discovery.receive_report(
            actor=world.actor(script.reporter),
            channel="visit",
            received_at=clock.now(),
            child_name=script.child,
            sex=Sex.FEMALE,
            birth_date=script.born,
            incident_division=script.place,
            registered_division=script.place,
            residence_division=script.place,
            narrative=script.narrative,
            issues=script.issues,
            needs_conference=reach > Reach.OPENED,
        )
    if reach is not Reach.REPORTED:
        carry_on(world, script, report.pk, begins=begins, reach=reach)


def carry_on(
    world: World, script: Script, report_id: UUID, *, begins: datetime, reach: Reach
) -> Taken | None:
    """From a report whose child is known; nothing is answered where the road ends before its
    minutes."""
    with clock.at(begins + timedelta(hours=3)):
        case = cases.open_case(
            actor=world.actor(script.worker),
            report_id=report_id,
            title=script.title,
            issues=script.issues,
            summary=script.narrative,
        )
    if reach is Reach.OPENED:
        return None
    request_id = _ask(world, script, case.pk, begins + timedelta(days=1))
    if reach is Reach.REQUESTED:
        return None
    meeting = _next_working_day(begins + timedelta(days=8)).replace(hour=9, minute=0)
    conference, item = _convene(
        world,
        script,
        request_id,
        begins + timedelta(days=2),
        meeting,
        notify=reach > Reach.CONVENED,
    )
    if reach <= Reach.NOTIFIED:
        return None
    decision_id = _meet(world, script, conference.pk, item.pk, meeting)
    with clock.at(meeting + timedelta(hours=4)):
        minutes = minute_by_minute(
            world,
            clerk=script.clerk,
            chair=script.director,
            item_id=item.pk,
            signed=meeting + timedelta(hours=5),
            issued=meeting + timedelta(hours=6),
        )
    if reach is Reach.ACCEPTED:
        with clock.at(meeting + timedelta(hours=7)):
            accept_all(world, {decision_id: next(iter(script.bodies.values()))})
    return Taken(case.pk, conference.pk, item.pk, minutes.pk)


def _next_working_day(instant: datetime) -> datetime:
    calendar = book.current().calendar(instant.date())
    while not calendar.is_working_day(instant.date()):
        instant += timedelta(days=1)
    return instant


def _ask(world: World, script: Script, case_id: UUID, when: datetime) -> UUID:
    with clock.at(when):
        request = conferences.draft(
            actor=world.actor(script.worker),
            case_id=case_id,
            content=RequestContent(
                triggers=(
                    TickedTrigger(
                        "beyond_one_department",
                        {"problem": "other", "why_not_alone": "需要多个部门同时配合。"},
                    ),
                ),
                problems=script.narrative,
                measures_tried="已入户核实，已联系学校和亲属。",
                decisions_asked=script.matter,
                best_interests="以儿童安全和稳定照料为先。",
                child_views="已听取本人意见，愿意接受帮助。",
                level=Level.COUNTY,
            ),
        )
        return conferences.submit(actor=world.actor(script.worker), request_id=request.pk).pk


def _convene(
    world: World,
    script: Script,
    request_id: UUID,
    when: datetime,
    meeting: datetime,
    *,
    notify: bool,
) -> tuple[sessions.Conference, sessions.AgendaItem]:
    with clock.at(when):
        conferences.accept(actor=world.actor(script.clerk), request_id=request_id)
        conference = conferences.convene(
            actor=world.actor(script.director),
            request_ids=[request_id],
            starts_at=meeting,
            place="区民政局会议室",
            severity=Severity.ORDINARY,
            chair_post_id=world.people[script.director].post_id,
        )
        clerk = world.actor(script.clerk)
        [line] = sessions.agenda(clerk, conference)
        assert line.item is not None
        conferences.set_questions(actor=clerk, item_id=line.item.pk, questions=script.matter)
        conferences.confirm_seats(
            actor=clerk,
            item_id=line.item.pk,
            seats=[
                SeatChoice(
                    kind=seat.kind,
                    organisation_id=seat.organisation.pk,
                    why=seat.why,
                    basis=tuple(map(str, seat.basis)),
                )
                for seat in sessions.propose_seats(line.item)
            ],
        )
        if notify:
            conferences.send_notices(actor=clerk, conference_id=conference.pk)
    return conference, line.item


def _meet(
    world: World, script: Script, conference_id: UUID, item_id: UUID, meeting: datetime
) -> UUID:
    people = {world.body(body): name for body, name in script.bodies.items()}
    clerk, director = script.clerk, script.director
    lead, *support = people
    with clock.at(meeting - timedelta(days=1)):
        lines = sessions.replies_at_a_glance(
            world.actor(clerk), sessions.item(world.actor(clerk), item_id)
        )
        coming = [line.seat for line in lines if line.seat.organisation_id in people]
        for seat in coming:
            name = people[seat.organisation_id]
            come(world.actor(name), seat, [world.person(name)])
    with clock.at(meeting):
        conferences.open_meeting(actor=world.actor(director), conference_id=conference_id)
        for seat in coming:
            conferences.sign_in(actor=world.actor(clerk), seat_id=seat.pk)
        conferences.present(actor=world.actor(clerk), item_id=item_id)
        conferences.open_discussion(actor=world.actor(director), conference_id=conference_id)
    with clock.at(meeting + timedelta(hours=1)):
        decision = conferences.decide(
            actor=world.actor(clerk),
            item_id=item_id,
            matter=script.matter,
            measures=script.measures,
            responsible_id=lead,
            supporting_ids=support,
            consensus="agreed",
        )
        conferences.conclude(actor=world.actor(director), conference_id=conference_id)
    return decision.pk
