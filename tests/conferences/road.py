"""A city with two counties and a case between them, taken along the road one act at a time.

Every method is one act through the room's actions, with a default for everything a test is not
about. The clock stands where `ON` says unless a test moves it.

>>> road = Road()
>>> road.to_notified()
>>> road.open_meeting(actor=road.chair)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from huishang.cases import actions as cases
from huishang.cases.queries import Case
from huishang.conferences import actions, queries
from huishang.conferences.actions.convening import SeatChoice
from huishang.conferences.policies.request import RequestContent
from huishang.conferences.policies.triggers import TickedTrigger
from huishang.conferences.queries import (
    AgendaItem,
    Conference,
    ConferenceRequest,
    Decision,
    Minutes,
    Reply,
    Seat,
    SeatKind,
)
from huishang.discovery import actions as discovery
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.terms import Level, OrganisationKind, PostKind, Severity, Sex
from tests.places import jurisdiction, somebody

ON = beijing(2026, 1, 20, 9)
MEETING = beijing(2026, 1, 29, 9, 30)
ISSUES = ("guardianship_absent", "sexual_or_violent_harm")

CONTENT = RequestContent(
    triggers=(
        TickedTrigger(
            "beyond_one_department",
            {"problem": "guardianship", "why_not_alone": "需要多个部门同时配合。"},
        ),
    ),
    problems="监护缺失，两县意见不一。",
    measures_tried="已临时照料。",
    decisions_asked="由谁临时监护。",
    best_interests="以稳定照料为先。",
    child_views="愿意继续上学。",
    level=Level.CITY,
)


class Road:
    """The bodies, the people, and the acts. Departments are member units of the city."""

    departments = ("police", "civil_affairs", "education", "health", "court", "procuratorate")

    def __init__(self) -> None:
        self.city = jurisdiction("140800", "运城市")
        self.county = jurisdiction("140802", "盐湖区")
        self.other_county = jurisdiction("140821", "临猗县")
        self.units = {name: self.city.department(name) for name in self.departments}
        self.liaisons = {
            name: somebody(unit, PostKind.LIAISON) for name, unit in self.units.items()
        }
        self.clerk = somebody(self.city.office, PostKind.OFFICE_CLERK)
        self.director = somebody(self.city.office, PostKind.OFFICE_DIRECTOR)
        self.vice_chair = somebody(self.city.committee, PostKind.COMMITTEE_VICE_CHAIR)
        self.county_clerk = somebody(self.county.office, PostKind.OFFICE_CLERK)
        self.county_director = somebody(self.county.office, PostKind.OFFICE_DIRECTOR)

    @cached_property
    def worker(self) -> Actor:
        return somebody(self.county.body(OrganisationKind.CENTRE), PostKind.CASE_WORKER)

    # --- a case ----------------------------------------------------------------------------------

    def open_case(self, *, title: str = "跨县监护缺失个案", born: date = date(2015, 5, 1)) -> Case:
        report = discovery.receive_report(
            actor=self.county_clerk,
            channel="walk_in",
            received_at=clock.now(),
            child_name="程小满",
            sex=Sex.FEMALE,
            birth_date=born,
            incident_division=self.county.place.code,
            registered_division=self.other_county.place.code,
            residence_division=self.county.place.code,
            narrative="多处陈旧性损伤，无人照料。",
            issues=ISSUES,
        )
        return cases.open_case(
            actor=self.county_clerk, report_id=report.pk, title=title, issues=ISSUES, summary="概况"
        )

    @cached_property
    def case(self) -> Case:
        return self.open_case()

    # --- the request -----------------------------------------------------------------------------

    def draft(self, case: Case | None = None, **changes: Any) -> ConferenceRequest:
        return actions.draft(
            actor=self.county_clerk,
            case_id=(case or self.case).pk,
            content=replace(CONTENT, **changes),
        )

    def ask(self, case: Case | None = None, **changes: Any) -> ConferenceRequest:
        """Drafted and submitted; the county office is heard by the city office directly."""
        request = self.draft(case, **changes)
        return actions.submit(actor=self.county_clerk, request_id=request.pk)

    def accepted(self, case: Case | None = None) -> ConferenceRequest:
        return actions.accept(actor=self.clerk, request_id=self.ask(case).pk)

    # --- the meeting's preparation ---------------------------------------------------------------

    def convene(
        self, *requests: ConferenceRequest, starts_at: datetime = MEETING, **changes: Any
    ) -> Conference:
        asked = requests or (self.accepted(),)
        return actions.convene(
            actor=changes.pop("actor", self.director),
            request_ids=[request.pk for request in asked],
            starts_at=starts_at,
            place=changes.pop("place", "三楼会议室"),
            severity=changes.pop("severity", Severity.ORDINARY),
            chair_post_id=changes.pop("chair_post_id", self.director.post_id),
            **changes,
        )

    def item(self, conference: Conference, order: int = 1) -> AgendaItem:
        line = queries.agenda(self.clerk, conference)[order - 1]
        assert line.item is not None
        return line.item

    def prepare(self, conference: Conference, *departments: str, order: int = 1) -> AgendaItem:
        """Questions and seats: the county office to present, and the departments named."""
        item = self.item(conference, order)
        actions.set_questions(actor=self.clerk, item_id=item.pk, questions="由谁临时监护")
        actions.confirm_seats(
            actor=self.clerk,
            item_id=item.pk,
            seats=[
                SeatChoice(SeatKind.PRESENTER, self.county.office.pk, "提议部门"),
                *(
                    SeatChoice(SeatKind.MEMBER, self.units[name].pk, "职责所在")
                    for name in departments or ("police", "civil_affairs", "education")
                ),
            ],
        )
        return queries.item(self.clerk, item.pk)

    def notified(self, *departments: str) -> tuple[Conference, AgendaItem]:
        """A conference whose notices have left, nine days ahead."""
        conference = self.convene()
        item = self.prepare(conference, *departments)
        actions.send_notices(actor=self.clerk, conference_id=conference.pk)
        return self.fresh(conference), item

    def fresh(self, conference: Conference) -> Conference:
        return queries.conference(self.clerk, conference.pk)

    def seat(self, item: AgendaItem, body: str) -> Seat:
        """The seat of a department by its function, or of the county's office."""
        wanted = self.county.office.pk if body == "county" else self.units[body].pk
        return next(
            line.seat
            for line in queries.replies_at_a_glance(self.clerk, item)
            if line.seat.organisation_id == wanted
        )

    def reply(self, item: AgendaItem, body: str, reply: Reply = Reply.COMING, **more: Any) -> Seat:
        actor = self.county_clerk if body == "county" else self.liaisons[body]
        people = [] if reply is Reply.LEAVE else [actor.person_id]
        return actions.reply(
            actor=actor,
            seat_id=self.seat(item, body).pk,
            reply=reply,
            attendee_ids=more.pop("attendee_ids", people),
            **more,
        )

    # --- the meeting -----------------------------------------------------------------------------

    def opened(self, *coming: str) -> tuple[Conference, AgendaItem]:
        """In session, with those named signed in; the others gave no word."""
        conference, item = self.notified()
        for body in coming or ("county", "police", "civil_affairs"):
            self.reply(item, body)
        with clock.at(MEETING):
            actions.open_meeting(actor=self.director, conference_id=conference.pk)
            for body in coming or ("county", "police", "civil_affairs"):
                actions.sign_in(actor=self.clerk, seat_id=self.seat(item, body).pk)
        return self.fresh(conference), item

    def discussing(self, *coming: str) -> tuple[Conference, AgendaItem]:
        conference, item = self.opened(*coming)
        with clock.at(MEETING + timedelta(minutes=30)):
            actions.present(actor=self.county_clerk, item_id=item.pk)
            actions.open_discussion(actor=self.director, conference_id=conference.pk)
        return self.fresh(conference), item

    def decide(
        self,
        item: AgendaItem,
        body: str = "civil_affairs",
        *,
        matter: str = "落实临时监护",
        consensus: str = "agreed",
        next_way: str = "",
        dissents: Mapping[UUID, str] | None = None,
    ) -> Decision:
        return actions.decide(
            actor=self.clerk,
            item_id=item.pk,
            matter=matter,
            measures="协调救助保护机构临时监护。",
            responsible_id=self.units[body].pk,
            consensus=consensus,
            next_way=next_way,
            dissents=dissents,
        )

    def concluded(self, **decision: Any) -> tuple[Conference, AgendaItem]:
        conference, item = self.discussing()
        with clock.at(MEETING + timedelta(hours=2)):
            self.decide(item, **decision)
            actions.conclude(actor=self.director, conference_id=conference.pk)
        return self.fresh(conference), queries.item(self.clerk, item.pk)

    # --- the paper -------------------------------------------------------------------------------

    def drafted(self, **decision: Any) -> Minutes:
        _, item = self.concluded(**decision)
        return actions.draft_minutes(actor=self.clerk, item_id=item.pk, form="minutes")

    def signed(self, **decision: Any) -> Minutes:
        minutes = self.drafted(**decision)
        with clock.at(MEETING + timedelta(days=1)):
            return actions.sign(actor=self.director, minutes_id=minutes.pk)

    def issued(self, **decision: Any) -> Minutes:
        minutes = self.signed(**decision)
        with clock.at(MEETING + timedelta(days=1, hours=1)):
            return actions.issue(actor=self.clerk, minutes_id=minutes.pk)
