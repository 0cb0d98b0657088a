"""Two sides of one city: each a county with a child, a case taken along the whole road to a
supervised assignment, and everything the house keeps on the way. The city's people serve both.

Whatever a side made is remembered by table, so that a test can say whose a row is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from huishang.access import actions as access
from huishang.access.queries import Purpose, Section, actor_for
from huishang.access.scoping import Scoped
from huishang.assignments import actions as assignments
from huishang.assignments.queries import Filters
from huishang.audit.actions import Subject
from huishang.cases import actions as cases
from huishang.cases.queries import Case
from huishang.conferences import actions as conferences
from huishang.discovery import actions as discovery
from huishang.discovery.actions.passing_back import note_program
from huishang.discovery.queries import PublicEntry, Report
from huishang.documents import actions as documents
from huishang.documents.policies.files import Upload
from huishang.exchange import actions as exchange
from huishang.field import actions as field
from huishang.imports import actions as imports
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.ids import new_id
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import OrganisationKind, PostKind, Sex
from huishang.organisations import actions as organisations
from huishang.people import actions as people
from huishang.people.queries import FactEntry, ParticularEntry
from huishang.privacy import actions as privacy
from huishang.sweeps import actions as sweeps
from huishang.sweeps.queries import MissedEntry, PatrolEntry, SweepEntry, team_of
from huishang.visits import actions as visits
from huishang.visits.queries import AssessmentEntry, CheckEntry, VisitEntry, visiting_at
from tests.conferences.road import ISSUES, MEETING, ON, Road
from tests.places import HOUSE, LONG_AGO, jurisdiction, somebody
from tests.privacy import entries
from tests.staff import entries as team

AFTER = MEETING + timedelta(days=2)
"""When the minutes are out and the duties are borne."""
NOW = beijing(2026, 3, 24, 10)
"""When the battery looks: two reminders and an order later."""

OF_AGE = date(2009, 5, 20)
"""Born on: whoever the closed record speaks of."""

Keys = dict[type[Scoped], list[UUID]]


def scoped_models() -> list[type[Scoped]]:
    return [model for model in apps.get_models() if issubclass(model, Scoped)]


def _keys() -> Keys:
    return {
        model: list(model.objects.unscoped(reason="测试").values_list("pk", flat=True))
        for model in scoped_models()
    }


class Side(Road):
    """One county's child and case.

    :ivar planted: what only those may read who see this child's file.
    :ivar made: the rows this side made, by table.
    """

    def __init__(
        self, city: Road | None, county: tuple[str, str], *, seated: str, bearing: str, child: str
    ) -> None:
        if city is None:
            super().__init__()
        else:
            self.__dict__.update(city.shared)
        self.shared = dict(self.__dict__)
        self.seated, self.bearing = seated, bearing
        code, name = county
        if city is not None:
            self.county = jurisdiction(code, name)
            self.county_clerk = somebody(self.county.office, PostKind.OFFICE_CLERK)
            self.county_director = somebody(self.county.office, PostKind.OFFICE_DIRECTOR)
        self.town, self.village = f"{code}101000", f"{code}101201"
        for place, words in ((self.town, f"{name}甲镇"), (self.village, f"{name}泉村")):
            organisations.register_division(
                actor=HOUSE, code=place, name=words, valid_from=LONG_AGO
            )
        self.child_name = child
        self.number = synthetic(code, date(2015, 5, 1)).number
        self.closed_number = synthetic(code, OF_AGE).number
        self.guardian_name, self.phone = f"{child}之父", f"139{code}00"
        self.narrative = f"{child}身上多处陈旧性损伤。"
        self.planted = (child, self.number, self.phone, self.narrative)

    # --- people ----------------------------------------------------------------------------------

    def _at(self, place: str, kind: OrganisationKind, post: PostKind) -> Actor:
        body = organisations.register_organisation(
            actor=HOUSE,
            name=f"{place}{kind.label}",
            kind=kind,
            division=place,
            valid_from=LONG_AGO,
        )
        return somebody(body, post)

    @cached_property
    def cast(self) -> Mapping[str, Actor]:
        """Everybody who might look, by the name the table uses."""
        county, city = self.county, self.city
        centre = county.body(OrganisationKind.CENTRE)
        platform = county.body(OrganisationKind.PLATFORM)
        return {
            "village": self._at(
                self.village, OrganisationKind.VILLAGE_COMMITTEE, PostKind.CHILD_DIRECTOR
            ),
            "town": self._at(
                self.town, OrganisationKind.TOWN_GOVERNMENT, PostKind.CHILD_SUPERVISOR
            ),
            "worker": somebody(centre, PostKind.CASE_WORKER),
            "clerk": self.county_clerk,
            "director": self.county_director,
            "committee": somebody(county.committee, PostKind.COMMITTEE_CHAIR),
            "county police": somebody(county.department("police"), PostKind.LIAISON),
            "hotline": somebody(platform, PostKind.HOTLINE_OPERATOR),
            "rescuer": somebody(county.office, PostKind.CASE_WORKER),
            "seated": self.liaisons[self.seated],
            "bearing": self.liaisons[self.bearing],
            "named": somebody(self.units[self.bearing], PostKind.CASE_WORKER),
            "unnamed": somebody(self.units[self.bearing], PostKind.CASE_WORKER),
            "asker": somebody(city.body(OrganisationKind.CENTRE), PostKind.CASE_WORKER),
            "expert": somebody(city.body(OrganisationKind.SOCIAL_ORGANISATION), PostKind.EXPERT),
            "system": somebody(platform, PostKind.SYSTEM_ADMINISTRATOR),
            "security": somebody(platform, PostKind.SECURITY_ADMINISTRATOR),
            "audit": somebody(platform, PostKind.AUDIT_ADMINISTRATOR),
        }

    # --- the road --------------------------------------------------------------------------------

    def open_case(self, **_: Any) -> Case:
        report = discovery.receive_report(
            actor=self.county_clerk,
            channel="walk_in",
            received_at=clock.now(),
            child_name=self.child_name,
            sex=Sex.FEMALE,
            birth_date=date(2015, 5, 1),
            resident_id=self.number,
            incident_division=self.county.place.code,
            registered_division=self.other_county.place.code,
            residence_division=self.village,
            narrative=self.narrative,
            reporter_name="测试报告人",
            reporter_phone=self.phone,
            issues=ISSUES,
        )
        code = discovery.receive_from_public(
            entry=PublicEntry(key=new_id().hex, place=self.village, narrative=self.narrative)
        )
        discovery.add_fact(code=code, text=self.narrative, address="192.0.2.7")
        discovery.pass_on(
            actor=self.county_clerk,
            report_id=report.pk,
            organisation_id=self.cast["county police"].organisation_id,
            reason=self.narrative,
        )
        self._answer(report)
        return cases.open_case(
            actor=self.county_clerk,
            report_id=report.pk,
            title=f"{self.county.name}监护缺失个案",
            issues=ISSUES,
            summary=self.narrative,
        )

    def _answer(self, report: Report) -> None:
        """The report came in through a program, too, and its program is answered."""
        system = self.cast["system"]
        account = access.create_program(
            actor=system, username=f"rexian-{self.county.place.code}", name="热线平台接口"
        )
        organisations.appoint(
            actor=HOUSE,
            person_id=account.person_id,
            organisation_id=system.organisation_id,
            kind=PostKind.HOTLINE_OPERATOR,
        )
        exchange.register_endpoint(
            actor=system, account_id=account.pk, url="https://hotline.example/answers"
        )
        with transaction.atomic():
            note_program(actor_for(account), report)
        discovery.accept_report(actor=self.county_clerk, report_id=report.pk)

    def walk(self) -> None:
        """The whole way, remembering what it leaves behind."""
        before = _keys()
        with clock.at(ON):
            self._begin()
            self._confer()
        with clock.at(AFTER):
            self._bear()
        with clock.at(NOW):
            self._keep()
        self.made: Keys = {
            model: [key for key in keys if key not in set(before[model])]
            for model, keys in _keys().items()
        }

    def _begin(self) -> None:
        cast, case = self.cast, self.case
        (self.child_id,) = case.children.unscoped(reason="测试").values_list("pk", flat=True)
        people.add_guardian(
            actor=cast["village"],
            child_id=self.child_id,
            name=self.guardian_name,
            relation="51",
            phone=self.phone,
        )
        people.add_fact(
            actor=cast["village"],
            child_id=self.child_id,
            entry=FactEntry(status="poor", since=ON.date()),
        )
        people.add_particular(
            actor=cast["village"],
            child_id=self.child_id,
            entry=ParticularEntry(
                topic="household", since=ON.date(), said={"lives_with": "father"}
            ),
        )
        twin = people.register_child(
            actor=cast["village"],
            name="某一名",
            age=9,
            residence_division=cast["village"].division.code,
        )
        people.suspect(
            actor=cast["village"], child_id=self.child_id, other_id=twin.pk, why=self.narrative
        )
        visits.assess(
            actor=cast["village"],
            child_id=self.child_id,
            entry=AssessmentEntry(
                scored_on=ON.date(), emergencies=("abandoned",), child_view=self.narrative
            ),
        )
        visits.visit(
            actor=cast["village"],
            child_id=self.child_id,
            key=new_id(),
            entry=VisitEntry(
                on=ON.date(),
                met=True,
                confirmed="away",
                checks={
                    one.code: CheckEntry("well")
                    for one in visiting_at(cast["village"].division.code).value.checks
                },
                note=self.narrative,
            ),
        )
        table = imports.upload(
            actor=cast["town"],
            file=Upload("名单.csv", f"姓名,居住地\n{self.child_name},{self.village}\n".encode()),
        )
        imports.work(batch_id=table.pk)
        field.carry(actor=cast["village"], name="村里的手机")
        sweep = sweeps.begin_sweep(
            actor=cast["town"],
            entry=SweepEntry(
                title="冬季排查",
                place=self.town,
                starts_on=ON.date(),
                ends_on=ON.date(),
                asks="逐户走访。",
            ),
        )
        sweeps.note_missed(
            actor=cast["village"],
            stretch_id=sweep.stretches.unscoped(reason="测试").get(division=self.village).pk,
            key=new_id(),
            entry=MissedEntry(household=self.narrative, why="away"),
        )
        sweeps.log_patrol(
            actor=cast["village"],
            key=new_id(),
            entry=PatrolEntry(
                on=ON.date(),
                kind="street",
                route="集市",
                members={one.code: "某人" for one in team_of(cast["village"].division).value},
            ),
        )
        people.recognise(
            actor=cast["worker"], child_id=self.child_id, scheme="difficulty", category="poor"
        )
        documents.store_file(
            actor=self.county_clerk,
            name="诊断.pdf",
            content=b"%PDF-1.7 " + self.child_name.encode(),
            media_type="application/pdf",
            subject=Subject("case", case.pk),
            case_id=case.pk,
        )

    def _confer(self) -> None:
        conference, item = self.notified(self.seated, self.bearing)
        for body in ("county", self.seated, self.bearing):
            self.reply(item, body)
        conferences.submit_opinion(
            actor=self.liaisons[self.seated],
            seat_id=self.seat(item, self.seated).pk,
            facts=self.narrative,
            legal_basis="未成年人保护法第九十二条",
            advice="临时监护。",
        )
        with clock.at(MEETING):
            conferences.open_meeting(actor=self.director, conference_id=conference.pk)
            for body in ("county", self.seated, self.bearing):
                conferences.sign_in(actor=self.clerk, seat_id=self.seat(item, body).pk)
            conferences.present(actor=self.county_clerk, item_id=item.pk)
            conferences.open_discussion(actor=self.director, conference_id=conference.pk)
            self.decide(item, self.bearing)
            conferences.conclude(actor=self.director, conference_id=conference.pk)
        with clock.at(MEETING + timedelta(days=1)):
            minutes = conferences.draft_minutes(actor=self.clerk, item_id=item.pk, form="minutes")
            conferences.sign(actor=self.director, minutes_id=minutes.pk)
            conferences.issue(actor=self.clerk, minutes_id=minutes.pk)

    def _bear(self) -> None:
        cast = self.cast
        (duty,) = assignments_of(cast["bearing"])
        assignments.accept(
            actor=cast["bearing"], assignment_id=duty, person_id=cast["named"].person_id
        )
        assignments.note_progress(actor=cast["named"], assignment_id=duty, text="已联系亲属。")
        assignments.request_extension(
            actor=cast["named"],
            assignment_id=duty,
            reason_code="policy_needed",
            explanation="跨县接续没有现行办法。",
            policy_item="《跨县保障衔接办法》",
            until=date(2026, 4, 17),
        )

    def _keep(self) -> None:
        cast = self.cast
        (duty,) = assignments_of(cast["bearing"])
        for _ in range(2):
            assignments.remind(actor=self.clerk, assignment_id=duty)
        assignments.supervise(
            actor=self.director,
            assignment_id=duty,
            requirements="限期办结。",
            due_on=date(2026, 4, 1),
        )
        assignments.report(actor=cast["named"], assignment_id=duty, text=self.narrative)
        cases.record_follow_up(
            actor=self.county_clerk,
            case_id=self.case.pk,
            kind="tracking",
            on=clock.today(),
            text=self.narrative,
        )
        cases.name_worker(
            actor=self.county_director,
            case_id=self.case.pk,
            person_id=cast["rescuer"].person_id,
        )
        number = Case.objects.unscoped(reason="测试").get(pk=self.case.pk).number
        cases.ask_for_file(
            actor=cast["asker"],
            number=number,
            purpose=Purpose.SUPERVISE,
            reason="核查处置。",
            sections=[Section.NARRATIVE],
            until=clock.today() + timedelta(days=5),
        )
        cases.open_in_emergency(actor=cast["worker"], number=number, reason="儿童失联")
        assignments.export_ledger(
            actor=self.county_director, filters=Filters(), purpose="向区政府报送。"
        )
        self._close()
        self._register()

    def _close(self) -> None:
        access.seal_record(
            actor=self.county_clerk,
            kind="criminal",
            name=self.child_name,
            born=OF_AGE,
            number=self.closed_number,
            decided_by="某区人民法院",
            document_number="（2026）晋0802刑初000号",
            text=self.narrative,
        )
        police = self.cast["county police"]
        access.ask_unsealing(
            actor=police,
            body="某区人民检察院",
            ground="judicial",
            document_number="盐检函〔2026〕000号",
            purpose="审查起诉需要核实前科。",
            viewer_id=police.person_id,
            name=self.child_name,
            born=OF_AGE,
            number=self.closed_number,
        )

    def _register(self) -> None:
        responsible = self.county_director
        activity = privacy.register_activity(actor=responsible, entry=entries.activity())
        privacy.assess(
            actor=responsible,
            activity_id=activity.pk,
            necessity="目的正当。",
            risks="泄露可能造成歧视。",
            measures="加密、授权、留痕。",
            conclusion="可以处理。",
        )
        privacy.publish_rules(actor=responsible, text="规则全文", effective_on=clock.today())
        privacy.receive_request(
            actor=self.county_clerk, entry=entries.request(child=self.child_name)
        )
        privacy.find_breach(actor=responsible, entry=entries.breach())
        team.write_of(self.cast["village"], by=self.county_clerk)
        team.register(by=self.county_clerk)


def assignments_of(actor: Actor) -> list[UUID]:
    model = apps.get_model("assignments", "Assignment")
    found = model.objects.visible_to(actor).filter(organisation_id=actor.organisation_id)
    return list(found.values_list("pk", flat=True))


class World:
    """Both sides, and the city's people who serve them alike."""

    def __init__(self) -> None:
        self.ours = Side(
            None, ("140802", "盐湖区"), seated="police", bearing="civil_affairs", child="程小满"
        )
        self.ours.walk()
        self.theirs = Side(
            self.ours, ("140824", "稷山县"), seated="education", bearing="health", child="柳抱朴"
        )
        self.theirs.walk()
        city = self.ours.city
        self.above: Mapping[str, Actor] = {
            "city clerk": self.ours.clerk,
            "city director": self.ours.director,
            "city chair": somebody(city.committee, PostKind.COMMITTEE_CHAIR),
            "city vice chair": self.ours.vice_chair,
            "city inspector": somebody(city.committee, PostKind.INSPECTOR),
        }
        self.neighbour = somebody(self.ours.other_county.office, PostKind.OFFICE_CLERK)

    def sides(self) -> Iterator[tuple[Side, Side]]:
        yield self.ours, self.theirs
        yield self.theirs, self.ours
