"""One matter that went the whole road, through actions only: reported, opened, brought to the
county's conference, settled, minuted, assigned, chased and supervised.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from huishang.assignments import actions as duties
from huishang.assignments import queries as ledger
from huishang.cases import actions as cases
from huishang.conferences import actions as conferences
from huishang.conferences import queries as meetings
from huishang.conferences.actions import RequestContent, SeatChoice, TickedTrigger
from huishang.conferences.queries import Reply, SeatKind
from huishang.discovery import actions as discovery
from huishang.documents import queries as papers
from huishang.documents.policies import Upload
from huishang.field import actions as field
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from huishang.kernel.ids import new_id
from huishang.kernel.terms import Level, PostKind, Severity
from huishang.people import actions as people
from huishang.people.queries import FactEntry, ParticularEntry
from huishang.sweeps import actions as sweeps
from huishang.sweeps.queries import MissedEntry, PatrolEntry, SweepEntry, team_of
from huishang.visits import actions as visits
from huishang.visits.queries import AssessmentEntry, CheckEntry, VisitEntry, visiting_at
from tests.matrix import planted
from tests.matrix.cast import (
    OTHER_TOWN,
    OTHER_VILLAGE,
    TOWN,
    VILLAGE,
    Places,
    everybody_of,
)
from tests.matrix.papers import written
from tests.matrix.routes import NUMBERED

ON = beijing(2026, 1, 20, 9)
MEETING = beijing(2026, 1, 29, 9, 30)
NOW = beijing(2026, 2, 3, 10)
"""The day of the matrix: a working day, the case in hand, the duty owed."""


class Road:
    """The people, and what the road left behind. :ivar keys: kind of thing → its key."""

    def __init__(self) -> None:
        self.places = Places()
        self.own = everybody_of(self.places.county, TOWN, VILLAGE)
        self.siblings = everybody_of(self.places.other_county, OTHER_TOWN, OTHER_VILLAGE)
        self.superiors = everybody_of(self.places.city)
        self.provincials = everybody_of(self.places.province)
        self.clerk = self.own[PostKind.OFFICE_CLERK]
        self.director = self.own[PostKind.OFFICE_DIRECTOR]
        self.worker = self.own[PostKind.CASE_WORKER]
        self.police = self.own[PostKind.LIAISON]
        self.expert = self.own[PostKind.EXPERT]
        self.keys: dict[str, Any] = dict(NUMBERED)
        with clock.at(ON):
            self._report_and_case()
            self._convene()
        with clock.at(MEETING):
            self._meet()
        with clock.at(MEETING + timedelta(days=1)):
            self._put_on_paper()
        with clock.at(NOW):
            self._chase()

    def _report_and_case(self) -> None:
        report = discovery.receive_report(
            actor=self.own[PostKind.HOTLINE_OPERATOR],
            channel="12345",
            received_at=clock.now(),
            incident_division=VILLAGE,
            residence_division=VILLAGE,
            registered_division=VILLAGE,
            narrative=planted.NARRATIVE,
            child_name=planted.CHILD,
            sex="1",
            birth_date=planted.BORN,
            resident_id=planted.NUMBER,
            address=planted.ADDRESS,
            school=planted.SCHOOL,
            reporter_name=planted.REPORTER,
            reporter_phone=planted.REPORTER_PHONE,
            issues=("guardianship_absent",),
        )
        case = cases.open_case(
            actor=self.worker,
            report_id=report.pk,
            title=planted.TITLE,
            issues=("guardianship_absent",),
            summary=planted.SUMMARY,
        )
        people.add_guardian(
            actor=self.worker,
            child_id=report.child_id,
            name=planted.GUARDIAN,
            relation="51",
            phone=planted.GUARDIAN_PHONE,
            situation=planted.SITUATION,
        )
        fact, _ = (
            people.add_fact(
                actor=self.worker,
                child_id=report.child_id,
                entry=FactEntry(status=status, since=clock.today(), note=note),
            )
            for status, note in (("poor", planted.KNOWN), ("delinquent", planted.TROUBLE))
        )
        particular = people.add_particular(
            actor=self.worker,
            child_id=report.child_id,
            entry=ParticularEntry(
                topic="household",
                since=clock.today(),
                said={"lives_with": "grandparents", "note": planted.LIVING},
            ),
        )
        assessment = visits.assess(
            actor=self.own[PostKind.CHILD_DIRECTOR],
            child_id=report.child_id,
            entry=AssessmentEntry(
                scored_on=clock.today(), emergencies=("abandoned",), child_view=planted.WISH
            ),
        )
        twin = people.register_child(
            actor=self.own[PostKind.CHILD_DIRECTOR],
            name="某一名",
            age=9,
            residence_division=VILLAGE,
        )
        pair = people.suspect(
            actor=self.own[PostKind.CHILD_DIRECTOR],
            child_id=report.child_id,
            other_id=twin.pk,
            why=planted.ALIKE,
        )
        visit = visits.visit(
            actor=self.own[PostKind.CHILD_DIRECTOR],
            child_id=report.child_id,
            key=new_id(),
            entry=VisitEntry(
                on=clock.today(),
                met=False,
                not_met_because=planted.NOT_MET,
                confirmed="away",
                checks={
                    one.code: CheckEntry("wrong", "solved", planted.SEEN)
                    for one in visiting_at(VILLAGE).value.checks
                },
                note=planted.REMARKED,
            ),
        )
        device = field.carry(actor=self.own[PostKind.CHILD_DIRECTOR], name=planted.PHONE)
        sweep = sweeps.begin_sweep(
            actor=self.own[PostKind.CHILD_SUPERVISOR],
            entry=SweepEntry(
                title="冬季排查",
                place=TOWN,
                starts_on=clock.today(),
                ends_on=NOW.date() + timedelta(days=9),
                asks="逐户走访。",
            ),
        )
        stretch = sweep.stretches.unscoped(reason="测试").get(division=VILLAGE)
        missed = sweeps.note_missed(
            actor=self.own[PostKind.CHILD_DIRECTOR],
            stretch_id=stretch.pk,
            key=new_id(),
            entry=MissedEntry(household=planted.SHUT, why="away", note=planted.SHUT_WHY),
        )
        patrol = sweeps.log_patrol(
            actor=self.own[PostKind.CHILD_DIRECTOR],
            key=new_id(),
            entry=PatrolEntry(
                on=clock.today(),
                kind="street",
                route="集市",
                members={
                    one.code: "某人"
                    for one in team_of(self.own[PostKind.CHILD_DIRECTOR].division).value
                },
                found=planted.PATROLLED,
            ),
        )
        recognition = people.recognise(
            actor=self.worker, child_id=report.child_id, scheme="difficulty", category="poor"
        )
        cases.record_follow_up(
            actor=self.worker,
            case_id=case.pk,
            kind="tracking",
            on=clock.today(),
            text=planted.VISITED,
        )
        cases.join_office(
            actor=self.clerk,
            case_id=case.pk,
            office_id=self.places.county.committee.pk,
            role="统筹督促",
        )
        self.case_number = case.number
        self.keys |= {
            "report": report.pk,
            "child": report.child_id,
            "case": case.pk,
            "fact": fact.pk,
            "particular": particular.pk,
            "assessment": assessment.pk,
            "recognition": recognition.pk,
            "visit": visit.pk,
            "device": device.pk,
            "sweep": sweep.pk,
            "stretch": stretch.pk,
            "missed": missed.pk,
            "patrol": patrol.pk,
            "twin": twin.pk,
            "pair": pair.pk,
        }

    def _convene(self) -> None:
        asked = conferences.draft(
            actor=self.clerk,
            case_id=self.keys["case"],
            content=RequestContent(
                triggers=(
                    TickedTrigger(
                        "beyond_one_department",
                        {"problem": "guardianship", "why_not_alone": planted.PROBLEMS},
                    ),
                ),
                problems=planted.PROBLEMS,
                measures_tried=planted.PROBLEMS,
                decisions_asked=planted.PROBLEMS,
                best_interests=planted.VIEWS,
                child_views=planted.VIEWS,
                level=Level.COUNTY,
            ),
        )
        conferences.submit(actor=self.clerk, request_id=asked.pk)
        conferences.accept(actor=self.clerk, request_id=asked.pk)
        conference = conferences.convene(
            actor=self.director,
            request_ids=[asked.pk],
            starts_at=MEETING,
            place="三楼会议室",
            severity=Severity.ORDINARY,
            chair_post_id=self.director.post_id,
        )
        (line,) = meetings.agenda(self.clerk, conference)
        assert line.item is not None
        item = line.item
        conferences.set_questions(actor=self.clerk, item_id=item.pk, questions=planted.QUESTIONS)
        conferences.confirm_seats(
            actor=self.clerk,
            item_id=item.pk,
            seats=[
                SeatChoice(SeatKind.PRESENTER, self.clerk.organisation_id, "提议部门"),
                SeatChoice(SeatKind.MEMBER, self.police.organisation_id, "职责所在"),
                SeatChoice(
                    SeatKind.EXPERT,
                    self.expert.organisation_id,
                    "心理评估",
                    expert_id=self.expert.person_id,
                ),
            ],
        )
        conferences.send_notices(actor=self.clerk, conference_id=conference.pk)
        seats = [line.seat for line in meetings.replies_at_a_glance(self.clerk, item)]
        self.seats = {seat.organisation_id: seat.pk for seat in seats}
        self.keys |= {"request": asked.pk, "conference": conference.pk, "item": item.pk}
        self.keys["seat"] = self.seats[self.police.organisation_id]
        for actor in (self.clerk, self.police, self.expert):
            conferences.reply(
                actor=actor,
                seat_id=self.seats[actor.organisation_id],
                reply=Reply.COMING,
                attendee_ids=[] if actor is self.expert else [actor.person_id],
            )
        conferences.submit_opinion(
            actor=self.police,
            seat_id=self.keys["seat"],
            facts=planted.OPINION,
            legal_basis="未成年人保护法第一百零八条",
            advice=planted.ADVICE,
        )

    def _meet(self) -> None:
        conference, item = self.keys["conference"], self.keys["item"]
        conferences.open_meeting(actor=self.director, conference_id=conference)
        for seat in self.seats.values():
            conferences.sign_in(actor=self.clerk, seat_id=seat)
        conferences.present(actor=self.clerk, item_id=item)
        conferences.open_discussion(actor=self.director, conference_id=conference)
        decision = conferences.decide(
            actor=self.clerk,
            item_id=item,
            matter=planted.SETTLED,
            measures=planted.MEASURE,
            responsible_id=self.police.organisation_id,
            consensus="agreed",
        )
        conferences.conclude(actor=self.director, conference_id=conference)
        self.keys["decision"] = decision.pk

    def _put_on_paper(self) -> None:
        minutes = conferences.draft_minutes(
            actor=self.clerk, item_id=self.keys["item"], form="minutes"
        )
        conferences.edit_minutes(
            actor=self.clerk, minutes_id=minutes.pk, body={"opinions": planted.RECORDED}
        )
        conferences.sign(actor=self.director, minutes_id=minutes.pk)
        conferences.issue(actor=self.clerk, minutes_id=minutes.pk)
        shown = papers.documents_of_case(self.clerk, self.keys["case"])
        self.keys |= {"minutes": minutes.pk, "document": shown[0].pk}

    def _chase(self) -> None:
        (duty,) = ledger.of_case(self.clerk, self.keys["case"])
        key = duty.pk
        duties.accept(actor=self.police, assignment_id=key, person_id=self.police.person_id)
        duties.note_progress(actor=self.police, assignment_id=key, text=planted.DONE)
        duties.report(
            actor=self.police,
            assignment_id=key,
            text=planted.DONE,
            files=[Upload(f"{planted.ATTACHED}.docx", written(planted.ON_PAPER))],
        )
        (_, (attached,)) = ledger.reports(self.police, key)[0]
        duties.return_report(actor=self.clerk, assignment_id=key, reason=planted.DELAY)
        asked = duties.request_extension(
            actor=self.police,
            assignment_id=key,
            reason_code="policy_needed",
            explanation=planted.DELAY,
            policy_item="《院墙修缮办法》",
            until=date(2026, 4, 1),
        )
        for _ in range(2):
            duties.remind(actor=self.clerk, assignment_id=key)
        order = duties.supervise(
            actor=self.director,
            assignment_id=key,
            requirements=planted.DEMAND,
            due_on=date(2026, 2, 20),
        )
        self.keys |= {
            "assignment": key, "file": attached.pk, "extension": asked.pk, "order": order.pk,
        }  # fmt: skip
