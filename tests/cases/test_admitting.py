"""Who is let into a case by name: named, invited, approved, in an emergency, drawn to a team."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from huishang.access import actions as access
from huishang.access import queries as sight
from huishang.access.models import Undertaking
from huishang.access.queries import Matter, Purpose, Section
from huishang.audit.models import Event
from huishang.cases import actions, queries
from huishang.cases.policies.admitting import is_on_ground, reviewing_body
from huishang.cases.queries import Case, FilePart
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import (
    Conflict,
    HuishangError,
    InvalidData,
    NotPermitted,
    NotVisible,
    RuleUnmet,
)
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.notifications import queries as notifications
from huishang.organisations import actions as organisations
from huishang.people import actions as people_actions
from huishang.people import queries as people
from huishang.people.queries import Part
from tests.cases.road import opened
from tests.places import HOUSE, somebody
from tests.valley import COUNTY, FORD, MILL, Valley

DAY = date(2026, 3, 2)


def sees(actor: Actor, case: Case) -> bool:
    try:
        queries.case(actor, case.pk)
    except NotVisible:
        return False
    return True


def sees_child(actor: Actor, case: Case) -> bool:
    assert case.report is not None
    return bool(people.in_sight(actor, [case.report.child_id]))


def colleague(valley: Valley) -> Actor:
    """Another 承办人 of the centre that opened the case."""
    from huishang.organisations import queries

    centre = queries.organisation(valley.worker.organisation_id)
    return somebody(centre, PostKind.CASE_WORKER)


def name(actor: Actor, case: Case, whom: Actor, **more: Any) -> None:
    actions.name_worker(actor=actor, case_id=case.pk, person_id=whom.person_id, **more)


def invite(actor: Actor, case: Case, whom: Actor, **fields: Any) -> Any:
    return actions.invite(
        actor=actor,
        case_id=case.pk,
        person_id=whom.person_id,
        **{
            "purpose": Purpose.RESEARCH,
            "sections": [Section.NARRATIVE],
            "until": clock.today() + timedelta(days=7),
            **fields,
        },
    )


def sign(actor: Actor, case: Case) -> None:
    access.sign_undertaking(actor=actor, matter=Matter.CASE, matter_id=case.pk)


def ask(actor: Actor, number: str, **fields: Any) -> Any:
    return actions.ask_for_file(
        actor=actor,
        number=number,
        **{
            "purpose": Purpose.LEGAL,
            "reason": "提供法律援助。",
            "sections": list(Section),
            "until": clock.today() + timedelta(days=7),
            **fields,
        },
    )


class TestTheTeam:
    def test_office_staff_see_by_post_and_a_worker_only_by_name(self, valley: Valley) -> None:
        case, other = opened(valley), colleague(valley)
        assert sees(valley.worker, case)  # opened it
        assert sees(valley.clerk, case)
        assert not sees(other, case)
        name(valley.worker, case, other)
        assert sees(other, case)
        (message,) = notifications.inbox(other)
        assert message.title == f"您被指定办理个案{case.number}"
        actions.release_worker(actor=valley.worker, case_id=case.pk, person_id=other.person_id)
        assert not sees(other, case)

    def test_naming_oneself_tells_nobody(self, valley: Valley) -> None:
        case = opened(valley)
        name(valley.clerk, case, valley.clerk)
        assert notifications.inbox(valley.clerk) == notifications.inbox(valley.clerk)
        assert not [m for m in notifications.inbox(valley.clerk) if "指定" in m.title]

    def test_only_who_works_on_files_there_can_be_named(self, valley: Valley) -> None:
        case = opened(valley)
        for stranger in (valley.police, valley.other_clerk, valley.director):
            with pytest.raises(RuleUnmet, match="只能指定有案卷的单位中办理个案的在任人员"):
                name(valley.worker, case, stranger)

    def test_who_stepped_back_cannot_be_named(self, valley: Valley) -> None:
        case, other = opened(valley), colleague(valley)
        actions.recuse(
            actor=valley.office_director,
            case_id=case.pk,
            person_id=other.person_id,
            reason="近亲属",
        )
        with pytest.raises(RuleUnmet, match="已登记回避"):
            name(valley.worker, case, other)

    def test_a_recusal_closes_what_a_name_opened(self, valley: Valley) -> None:
        case, other = opened(valley), colleague(valley)
        name(valley.worker, case, other)
        actions.recuse(
            actor=valley.office_director,
            case_id=case.pk,
            person_id=other.person_id,
            reason="近亲属",
        )
        assert not sees(other, case)
        assert not sees_child(other, case)

    def test_who_moved_to_another_organisation_leaves_the_case_behind(self, valley: Valley) -> None:
        """The name holds for the organisation it was given in, even if both have the file."""
        case, other = opened(valley), colleague(valley)
        name(valley.worker, case, other)
        elsewhere = valley.body(OrganisationKind.CENTRE, COUNTY)
        actions.join_office(
            actor=valley.clerk, case_id=case.pk, office_id=elsewhere.pk, role="协办"
        )
        post = organisations.appoint(
            actor=HOUSE,
            person_id=other.person_id,
            organisation_id=elsewhere.pk,
            kind=PostKind.CASE_WORKER,
            held_from=date(2020, 1, 1),
        )
        assert not sees(sight.actor_in(post.pk), case)
        assert sees(other, case)

    def test_an_organisation_that_left_takes_its_people_along(self, valley: Valley) -> None:
        case = opened(valley)
        access.end_involvement(
            actor=valley.clerk,
            organisation_id=valley.worker.organisation_id,
            matter=Matter.CASE,
            matter_id=case.pk,
        )
        assert not sees(valley.worker, case)

    def test_the_office_names_people_of_a_centre_that_joined(self, valley: Valley) -> None:
        """Nobody there sees it before, so nobody there could."""
        case = opened(valley, by=valley.clerk)
        outsider = valley.worker
        actions.join_office(
            actor=valley.clerk, case_id=case.pk, office_id=outsider.organisation_id, role="协办"
        )
        assert not sees(outsider, case)
        offered = dict(queries.who_can_be_named(valley.clerk, case))
        assert offered[outsider.organisation_id].person_id == outsider.person_id
        name(valley.clerk, case, outsider, organisation_id=outsider.organisation_id)
        assert sees(outsider, case)
        assert queries.who_can_be_named(valley.clerk, case) == ()
        other = colleague(valley)
        with pytest.raises(NotPermitted, match="其他单位的办案人员由该单位或者管辖未保办指定"):
            name(outsider, case, other, organisation_id=valley.clerk.organisation_id)
        name(outsider, case, other)
        assert sees(other, case)

    def test_a_child_shared_with_another_case_stays_open(self, valley: Valley) -> None:
        case, other = opened(valley), colleague(valley)
        assert case.report is not None
        second = opened(valley, child_name="李小雨", birth_date=date(2015, 1, 1))
        actions.add_child(actor=valley.worker, case_id=second.pk, child_id=case.report.child_id)
        for one in (case, second):
            name(valley.worker, one, other)
        named = sight.matters_named(other.organisation_id, other.person_id, Matter.CHILD)
        assert case.report.child_id in named
        actions.release_worker(actor=valley.worker, case_id=case.pk, person_id=other.person_id)
        named = sight.matters_named(other.organisation_id, other.person_id, Matter.CHILD)
        assert case.report.child_id in named
        actions.release_worker(actor=valley.worker, case_id=second.pk, person_id=other.person_id)
        assert not sight.matters_named(other.organisation_id, other.person_id, Matter.CHILD)

    def test_a_child_added_later_is_open_to_the_team(self, valley: Valley) -> None:
        case = opened(valley)
        sister = valley.child(name="张小雨", sex="2")
        actions.add_child(actor=valley.worker, case_id=case.pk, child_id=sister.pk)
        named = sight.matters_named(
            valley.worker.organisation_id, valley.worker.person_id, Matter.CHILD
        )
        assert sister.pk in named

    def test_somebody_changed_it_first(self, valley: Valley) -> None:
        case, other = opened(valley), colleague(valley)
        with pytest.raises(Conflict):
            name(valley.worker, case, other, version=9)
        with pytest.raises(Conflict):
            actions.release_worker(
                actor=valley.worker, case_id=case.pk, person_id=other.person_id, version=9
            )


class TestInviting:
    def test_opens_nothing_before_the_promise_and_no_name_after(self, valley: Valley) -> None:
        case, expert = (
            opened(valley, narrative="邻居说张小明独自在家。"),
            valley.nobody(PostKind.EXPERT),
        )
        invite(valley.worker, case, expert)
        assert not sees(expert, case)
        (owed,) = sight.promises_owed(expert)
        assert (owed.purpose, owed.sections) == ("联合调研", ["narrative"])
        sign(expert, case)
        assert sight.promises_owed(expert) == []
        file = actions.open_file(actor=expert, case_id=case.pk)
        assert case.summary == "张小明由祖父照料，祖父住院。"
        assert file.summary == "张某某由祖父照料，祖父住院。"
        assert file.unseen == (
            "身份信息",
            "家庭和监护",
            "健康和残疾",
            "涉案和矫治",
            "各方意见",
            "纪要和决定",
        )
        assert "张小明" not in str(file.row)
        assert file.report is not None
        assert "张小明" not in file.report.narrative
        assert not sees_child(expert, case)

    @pytest.mark.parametrize("sections", [["narrative"], ["narrative", "family"]])
    def test_who_reads_masked_finds_the_case_by_its_number_and_by_nobodys_name(
        self, valley: Valley, sections: list[str]
    ) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        invite(valley.worker, case, expert, sections=sections)
        sign(expert, case)
        for text, found in ((case.number, 1), ("张小明", 0), ("zxm", 0)):
            rows = queries.cases(expert, queries.CaseFilters(text=text)).rows
            assert len(rows) == found, text
            assert people.children(expert, text=text, elsewhere=True).rows == (), text
            assert len(queries.cases(valley.worker, queries.CaseFilters(text=text)).rows) == 1, text

    def test_no_village_is_named_where_nobody_is(self, valley: Valley) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        invite(valley.worker, case, expert, sections=[Section.NARRATIVE, Section.FAMILY])
        sign(expert, case)
        near = actions.open_file(actor=valley.worker, case_id=case.pk)
        far = actions.open_file(actor=expert, case_id=case.pk)
        (listed,) = queries.cases(valley.worker).rows
        county = valley.county.office.division.full_name
        assert near.report is not None
        assert far.report is not None
        for one in (near, near.report):
            assert one.incident_place.startswith(county)
            assert one.incident_place != county
        for one in (far, far.report):
            assert {one.incident_place, one.residence_place} == {county}
        assert near.row.children[0].place == near.residence_place
        assert {far.row.children[0].place, listed.children[0].place} == {county}
        head = actions.open_part(actor=expert, case_id=case.pk, part=FilePart.FAMILY)
        assert head.row.children[0].place == county
        assert case.report is not None
        child = people_actions.open_file(
            actor=expert, child_id=case.report.child_id, purpose=Purpose.RESEARCH
        )
        assert child.child.place == county

    def test_family_shows_who_answers_for_the_child_once_promised(self, valley: Valley) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        assert case.report is not None
        child = case.report.child_id
        people_actions.add_guardian(
            actor=valley.director, child_id=child, name="张大山", relation="51"
        )
        invite(valley.worker, case, expert, sections=[Section.FAMILY])
        assert people.guardians(expert, [child]) == {child: ()}
        (owed,) = sight.promises_owed(expert)
        assert owed.matter == Matter.CASE
        sign(expert, case)
        (shown,) = people.guardians(expert, [child])[child]
        assert shown.name == "张某某"
        actions.revoke_access(actor=valley.worker, case_id=case.pk, person_id=expert.person_id)
        assert people.guardians(expert, [child]) == {child: ()}

    def test_the_invited_is_told_of_no_case(self, valley: Valley) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        invite(valley.worker, case, expert)
        (message,) = notifications.inbox(expert)
        assert case.number not in message.title + message.body
        assert case.title not in message.title + message.body
        assert "保密承诺" in message.body

    def test_a_promise_in_other_words_opens_nothing(self, valley: Valley) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        invite(valley.worker, case, expert)
        Undertaking.objects.create(
            person_id=expert.person_id, matter=Matter.CASE, matter_id=case.pk, wording="2020-1"
        )
        assert not sees(expert, case)
        assert len(sight.promises_owed(expert)) == 1

    def test_a_promise_for_another_case_opens_only_that(self, valley: Valley) -> None:
        expert = valley.nobody(PostKind.EXPERT)
        first, second = opened(valley), opened(valley)
        invite(valley.worker, first, expert)
        invite(valley.worker, second, expert)
        sign(expert, first)
        assert sees(expert, first)
        assert not sees(expert, second)

    def test_nobody_signs_what_they_were_not_asked_for(self, valley: Valley) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        for key in (case.pk, new_id()):
            with pytest.raises(NotVisible, match="邀请"):
                access.sign_undertaking(actor=expert, matter=Matter.CASE, matter_id=key)

    def test_signing_is_written_down_once(self, valley: Valley) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        invite(valley.worker, case, expert)
        sign(expert, case)
        with pytest.raises(NotVisible):
            sign(expert, case)
        assert Event.objects.filter(act="access.promise").count() == 1

    @pytest.mark.parametrize(("days", "open_"), [(0, True), (7, True), (8, False)])
    def test_it_ends_after_its_last_day(self, valley: Valley, days: int, open_: bool) -> None:
        expert = valley.nobody(PostKind.EXPERT)
        with at(beijing(2026, 3, 2)):
            case = opened(valley)
            invite(valley.worker, case, expert)
            sign(expert, case)
        with at(beijing(2026, 3, 2, 23, 59) + timedelta(days=days)):
            assert sees(expert, case) is open_

    def test_an_invitation_that_ran_out_asks_for_no_promise(self, valley: Valley) -> None:
        expert = valley.nobody(PostKind.EXPERT)
        with at(beijing(2026, 3, 2)):
            case = opened(valley)
            invite(valley.worker, case, expert)
        with at(beijing(2026, 3, 10)):
            assert sight.promises_owed(expert) == []
            with pytest.raises(NotVisible):
                sign(expert, case)

    def test_every_fault_is_named(self, valley: Valley) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        with pytest.raises(InvalidData) as refusal:
            invite(valley.worker, case, expert, sections=[], until=date(2020, 1, 1))
        assert set(refusal.value.fields) == {"sections", "until"}
        with pytest.raises(InvalidData, match="不查阅身份信息"):
            invite(valley.worker, case, expert, sections=[Section.IDENTITY])
        with pytest.raises(InvalidData, match="不认识的项目"):
            invite(valley.worker, case, expert, sections=["everything"])
        with pytest.raises(InvalidData, match="截止日期应在今天至"):
            invite(valley.worker, case, expert, until=clock.today() + timedelta(days=31))
        actions.recuse(
            actor=valley.office_director,
            case_id=case.pk,
            person_id=expert.person_id,
            reason="曾任代理人",
        )
        with pytest.raises(InvalidData, match="不能受邀查阅本案"):
            invite(valley.worker, case, expert)
        with pytest.raises(NotVisible):
            actions.invite(
                actor=valley.worker,
                case_id=case.pk,
                person_id=new_id(),
                purpose=Purpose.CASE,
                sections=[Section.NARRATIVE],
                until=clock.today(),
            )

    def test_who_can_be_invited_are_experts_and_liaisons_here_and_above(
        self, valley: Valley
    ) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        elsewhere = somebody(valley.other_county.office, PostKind.EXPERT)
        offered = {one.person_id for one in queries.who_can_be_invited(case)}
        assert {expert.person_id, valley.police.person_id} <= offered
        assert not {elsewhere.person_id, valley.clerk.person_id} & offered
        actions.recuse(
            actor=valley.office_director,
            case_id=case.pk,
            person_id=expert.person_id,
            reason="曾任代理人",
        )
        assert expert.person_id not in {o.person_id for o in queries.who_can_be_invited(case)}

    def test_it_is_taken_back(self, valley: Valley) -> None:
        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        invite(valley.worker, case, expert)
        sign(expert, case)
        with pytest.raises(NotPermitted):
            actions.revoke_access(actor=expert, case_id=case.pk, person_id=expert.person_id)
        actions.revoke_access(actor=valley.worker, case_id=case.pk, person_id=expert.person_id)
        assert not sees(expert, case)


class TestWhoIsLetInByName:
    """Reads, and does nothing: whatever the post may do at home."""

    @pytest.fixture
    def reader(self, valley: Valley) -> tuple[Case, Actor]:
        """A worker of another county's centre, approved to read everything."""
        case = opened(valley)
        centre = valley.body(OrganisationKind.CENTRE, valley.other_county.place.code)
        worker = somebody(centre, PostKind.CASE_WORKER)
        asked = ask(worker, case.number)
        actions.approve_request(
            actor=valley.office_director, request_id=asked.pk, sections=list(Section)
        )
        return case, worker

    def test_reads_the_case_and_its_child(self, reader: tuple[Case, Actor]) -> None:
        case, worker = reader
        file = actions.open_file(actor=worker, case_id=case.pk)
        assert file.unseen == ()
        assert case.report is not None
        shown = people_actions.reveal(
            actor=worker, child_id=case.report.child_id, part=Part.NAME, purpose=Purpose.LEGAL
        )
        assert shown == "张小明"

    def test_takes_no_step(self, valley: Valley, reader: tuple[Case, Actor]) -> None:
        case, worker = reader
        assert case.report is not None
        child, this = case.report.child_id, {"actor": worker, "case_id": case.pk}
        steps = {
            "close": lambda: actions.close(**this, note="办结"),
            "follow_up": lambda: actions.record_follow_up(
                **this, kind="tracking", on=clock.today(), text="看过"
            ),
            "name": lambda: name(worker, case, worker),
            "release": lambda: actions.release_worker(**this, person_id=valley.worker.person_id),
            "invite": lambda: invite(worker, case, valley.police),
            "revoke": lambda: actions.revoke_access(**this, person_id=worker.person_id),
            "join": lambda: actions.join_office(
                **this, office_id=valley.city.office.pk, role="上级"
            ),
            "confer": lambda: actions.enter_conference(**this),
            "add_child": lambda: actions.add_child(**this, child_id=child),
            "readings": lambda: queries.readings(worker, case),
            "team": lambda: queries.team(worker, case),
            "guardian": lambda: people_actions.add_guardian(
                actor=worker, child_id=child, name="张大山", relation="51"
            ),
            "verify": lambda: people_actions.verify_identity(
                actor=worker, child_id=child, resident_id="", paper="户口簿"
            ),
        }
        for step in steps.values():
            with pytest.raises(NotPermitted):
                step()
        refused = [act.name for act in queries.acts(worker, case) if act.decision]
        assert refused == ["recuse"]

    def test_is_shown_in_the_record_of_readings_with_why(
        self, valley: Valley, reader: tuple[Case, Actor]
    ) -> None:
        case, worker = reader
        actions.open_file(actor=worker, case_id=case.pk)
        (latest, *_) = queries.readings(valley.worker, case).rows
        assert latest.told("why") == "经批准调阅：司法和法律援助"


class TestAsking:
    def test_what_one_case_opened_stays_open_through_another(self, valley: Valley) -> None:
        first, second = opened(valley), opened(valley)
        (child,) = first.children.unscoped(reason="test")
        actions.add_child(actor=valley.clerk, case_id=second.pk, child_id=child.pk)
        for case in (first, second):
            asked = ask(valley.police, case.number, sections=[Section.IDENTITY, Section.FAMILY])
            actions.approve_request(
                actor=valley.office_director,
                request_id=asked.pk,
                sections=[Section.IDENTITY, Section.FAMILY],
            )
        police = {"actor": valley.worker, "person_id": valley.police.person_id}
        actions.revoke_access(case_id=first.pk, **police)
        assert not sees(valley.police, first)
        assert people.in_sight(valley.police, [child.pk]) == {child.pk}
        actions.revoke_access(case_id=second.pk, **police)
        assert people.in_sight(valley.police, [child.pk]) == set()

    def test_a_known_and_an_unknown_number_answer_alike(self, valley: Valley) -> None:
        case = opened(valley)
        known, unknown = ask(valley.police, case.number), ask(valley.police, "没有〔2026〕9号")
        for asked in (known, unknown):
            assert (asked.status_label, asked.note, asked.decided_by) == ("待审批", "", "")
        assert not [m for m in notifications.inbox(valley.police) if "调阅" in m.title]
        (message,) = [m for m in notifications.inbox(valley.office_director) if "调阅" in m.title]
        assert known.number in message.title

    def test_the_recused_get_the_answer_of_an_unknown_number(self, valley: Valley) -> None:
        case = opened(valley)
        actions.recuse(
            actor=valley.office_director,
            case_id=case.pk,
            person_id=valley.clerk.person_id,
            reason="近亲属",
        )
        asked = ask(valley.clerk, case.number)
        assert (asked.matter_id, asked.office_id) == (None, None)
        assert [r.pk for r in sight.requests_to_decide(valley.office_director)] == []

    def test_a_number_is_read_as_people_type_it(self, valley: Valley) -> None:
        case = opened(valley)
        assert ask(valley.police, f"  {case.number} ").matter_id == case.pk

    def test_the_child_is_let_in_to_only_where_its_sections_were_asked(
        self, valley: Valley
    ) -> None:
        case = opened(valley)
        for sections, opens in (
            ([Section.NARRATIVE, Section.MINUTES], False),
            ([Section.FAMILY], True),
        ):
            procurator = valley.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "procuratorate")
            asked = ask(procurator, case.number, sections=sections)
            actions.approve_request(
                actor=valley.office_director, request_id=asked.pk, sections=sections
            )
            assert sees(procurator, case)
            assert sees_child(procurator, case) is opens
            assert case.report is not None
            if opens:
                with pytest.raises(NotPermitted, match="查阅范围不包括身份信息"):
                    people_actions.reveal(
                        actor=procurator,
                        child_id=case.report.child_id,
                        part=Part.NAME,
                        purpose=Purpose.LEGAL,
                    )

    def test_guardians_are_part_of_the_family(self, valley: Valley) -> None:
        case = opened(valley)
        assert case.report is not None
        child = case.report.child_id
        people_actions.add_guardian(
            actor=valley.clerk, child_id=child, name="张大山", relation="61", situation="住院"
        )
        for section, seen in ((Section.FAMILY, 1), (Section.HEALTH, 0)):
            reader = valley.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "procuratorate")
            asked = ask(reader, case.number, sections=[section])
            actions.approve_request(
                actor=valley.office_director, request_id=asked.pk, sections=[section]
            )
            assert len(people.guardians(reader, [child])[child]) == seen
            file = people_actions.open_file(actor=reader, child_id=child, purpose=Purpose.LEGAL)
            assert (len(file.guardians), file.shows_family) == (seen, bool(seen))

    def test_the_asker_is_told_how_it_was_decided(self, valley: Valley) -> None:
        case = opened(valley)
        first, second = ask(valley.police, case.number), ask(valley.police, case.number)
        actions.approve_request(
            actor=valley.office_director, request_id=first.pk, sections=[Section.NARRATIVE]
        )
        actions.refuse_request(
            actor=valley.office_director, request_id=second.pk, note="已批准一件。"
        )
        titles = [m.title for m in notifications.inbox(valley.police)]
        assert f"调阅申请已批准：{case.number}" in titles
        assert f"调阅申请未批准：{case.number}" in titles

    def test_who_sees_a_part_opens_no_other(self, valley: Valley) -> None:
        case = opened(valley)
        asked = ask(valley.police, case.number)
        actions.approve_request(
            actor=valley.office_director, request_id=asked.pk, sections=[Section.MINUTES]
        )
        file = actions.open_file(actor=valley.police, case_id=case.pk)
        assert (file.summary, file.report, file.follow_ups) == ("", None, ())
        assert actions.open_part(
            actor=valley.police, case_id=case.pk, part=FilePart.CONFERENCES
        ).sight.masked
        given = actions.open_part(actor=valley.police, case_id=case.pk, part=FilePart.ASSIGNMENTS)
        assert queries.duties(valley.police, given) == ()
        with pytest.raises(NotPermitted, match="“监护与家庭”不在您的查阅范围内") as refusal:
            actions.open_part(actor=valley.police, case_id=case.pk, part=FilePart.FAMILY)
        assert refusal.value.instead == "确需查阅的，请申请调阅这一部分。"

    def test_duties_are_part_of_the_minutes(self, valley: Valley) -> None:
        case = opened(valley)
        asked = ask(valley.police, case.number)
        actions.approve_request(
            actor=valley.office_director, request_id=asked.pk, sections=[Section.NARRATIVE]
        )
        with pytest.raises(NotPermitted, match="交办"):
            actions.open_part(actor=valley.police, case_id=case.pk, part=FilePart.ASSIGNMENTS)
        first = actions.open_part(actor=valley.police, case_id=case.pk, part=FilePart.BASICS)
        with pytest.raises(NotPermitted, match="交办"):
            queries.duties(valley.police, first)


class TestEmergency:
    def test_opens_the_case_and_its_child_for_three_hours(self, valley: Valley) -> None:
        with at(beijing(2026, 3, 2, 22)):
            case = opened(valley)
            assert not sees(valley.director, case)
            found, opening = actions.open_in_emergency(
                actor=valley.director, number=case.number, reason="孩子失联"
            )
            assert found.pk == case.pk
            assert sees(valley.director, case)
            assert sees_child(valley.director, case)
        with at(beijing(2026, 3, 3, 0, 59)):
            assert sees(valley.director, case)
        with at(beijing(2026, 3, 3, 1)):
            assert not sees(valley.director, case)
        assert opening.reviewing_id == valley.county.office.pk

    def test_the_office_is_told_and_reviews(self, valley: Valley) -> None:
        case = opened(valley)
        _, opening = actions.open_in_emergency(
            actor=valley.director, number=case.number, reason="孩子失联"
        )
        told = [m for m in notifications.inbox(valley.office_director) if "紧急" in m.title]
        assert case.number in told[0].title
        (waiting,) = sight.emergencies_to_review(valley.office_director)
        assert waiting.pk == opening.pk

    def test_elsewhere_unknown_and_recused_answer_alike(self, valley: Valley) -> None:
        case = opened(valley)
        actions.recuse(
            actor=valley.office_director,
            case_id=case.pk,
            person_id=valley.clerk.person_id,
            reason="近亲属",
        )
        answers = set()
        for actor, number in (
            (valley.clerk, case.number),
            (valley.clerk, "没有〔2026〕9号"),
            (valley.other_clerk, case.number),
        ):
            with pytest.raises(NotVisible) as refusal:
                actions.open_in_emergency(actor=actor, number=number, reason="孩子失联")
            answers.add((refusal.value.message, refusal.value.instead))
        assert len(answers) == 1

    @pytest.mark.parametrize("reason", ["", "孩子失联"])
    def test_who_may_not_learns_nothing_from_trying(self, valley: Valley, reason: str) -> None:
        case = opened(valley)
        answers = set()
        for number in (case.number, "没有〔2026〕9号"):
            with pytest.raises(NotPermitted) as refusal:
                actions.open_in_emergency(actor=valley.police, number=number, reason=reason)
            answers.add(refusal.value.message)
        assert len(answers) == 1

    def test_without_a_reason_nothing_is_looked_for(self, valley: Valley) -> None:
        case = opened(valley)
        answers = set()
        for number in (case.number, "没有〔2026〕9号"):
            with pytest.raises(InvalidData) as refusal:
                actions.open_in_emergency(actor=valley.clerk, number=number, reason=" ")
            answers.add(str(refusal.value.fields))
        assert len(answers) == 1

    def test_a_director_is_judged_above(self, valley: Valley) -> None:
        case = opened(valley)
        assert reviewing_body(case, valley.clerk) == valley.county.office.pk
        assert reviewing_body(case, valley.office_director) == valley.city.office.pk

    def test_a_director_in_another_post_is_still_the_director(self, valley: Valley) -> None:
        case = opened(valley)
        post = organisations.appoint(
            actor=HOUSE,
            person_id=valley.office_director.person_id,
            organisation_id=valley.worker.organisation_id,
            kind=PostKind.CASE_WORKER,
            held_from=date(2020, 1, 1),
        )
        assert reviewing_body(case, sight.actor_in(post.pk)) == valley.city.office.pk

    def test_with_no_office_above_the_committee_judges(self, valley: Valley) -> None:
        case = opened(valley)
        actions.move_office(
            actor=valley.office_director,
            case_id=case.pk,
            office_id=valley.city.office.pk,
            reason="涉及多县。",
        )
        moved = queries.case(valley.city_director, case.pk)
        assert reviewing_body(moved, valley.city_director) == valley.city.committee.pk

    def test_the_city_opens_nothing_it_has_no_duty_in(self, valley: Valley) -> None:
        case = opened(valley)
        neighbour = valley.director_of(MILL)
        assert not sees(neighbour, case)
        actions.open_in_emergency(actor=neighbour, number=case.number, reason="孩子在本村失联")
        assert sees(neighbour, case)
        for above in (valley.city_clerk, valley.city_director):
            with pytest.raises(NotVisible):
                actions.open_in_emergency(actor=above, number=case.number, reason="孩子失联")

    def test_the_ground_is_the_own_county(self, valley: Valley) -> None:
        case = opened(valley, registered_division=FORD)
        for place, inside in (
            (MILL, True),  # another village of the same county
            (FORD, True),  # where the child is registered
            (COUNTY, True),
            ("140800000000", False),  # a city runs to no child
            ("140823000000", False),
            ("140700000000", False),
        ):
            assert is_on_ground(case, DivisionCode(place)) is inside


class TestJointTeam:
    def draw(self, valley: Valley, case: Case, *people: Actor, **fields: Any) -> Any:
        return actions.draw_joint_team(
            actor=fields.pop("actor", valley.office_director),
            **{
                "title": "监护缺失专项督查",
                "purpose": Purpose.SUPERVISE,
                "person_ids": [one.person_id for one in people],
                "numbers": [case.number],
                "sections": [Section.NARRATIVE, Section.MINUTES],
                "valid_from": clock.today(),
                "valid_until": clock.today() + timedelta(days=5),
                **fields,
            },
        )

    def test_reads_from_the_first_day_to_the_last(self, valley: Valley) -> None:
        with at(beijing(2026, 3, 2)):
            case = opened(valley)
            self.draw(
                valley,
                case,
                valley.police,
                valid_from=DAY + timedelta(days=1),
                valid_until=DAY + timedelta(days=2),
            )
        for days, open_ in ((0, False), (1, True), (2, True), (3, False)):
            with at(beijing(2026, 3, 2, 23, 59) + timedelta(days=days)):
                assert sees(valley.police, case) is open_
                assert bool(sight.doors(valley.police, Matter.CASE)) is open_
                assert bool(sight.seconded_into(Matter.CASE, case.pk)) is open_

    def test_reads_its_sections_and_no_name(self, valley: Valley) -> None:
        case = opened(valley)
        team = self.draw(valley, case, valley.police)
        file = actions.open_file(actor=valley.police, case_id=case.pk)
        assert file.sight.masked
        assert file.sight.why == "抽调参加：督导检查"
        assert file.unseen[:2] == ("身份信息", "家庭和监护")
        assert not sees_child(valley.police, case)
        (message,) = [m for m in notifications.inbox(valley.police) if "抽调" in m.title]
        assert case.number not in message.title + message.body
        assert [one.pk for one in sight.joint_teams(valley.police)] == [team.pk]
        assert sight.joint_teams(valley.clerk) == []

    def test_is_drawn_by_the_director_for_cases_of_the_own_office(self, valley: Valley) -> None:
        case = opened(valley)
        with pytest.raises(NotPermitted, match="由未保办主任组建"):
            self.draw(valley, case, valley.police, actor=valley.clerk)
        with pytest.raises(InvalidData, match="没有找到本办的个案") as refusal:
            self.draw(valley, case, valley.police, numbers=[case.number, "没有〔2026〕9号"])
        assert case.number not in refusal.value.fields["numbers"]
        elsewhere = somebody(valley.other_county.office, PostKind.OFFICE_DIRECTOR)
        with pytest.raises(InvalidData, match="没有找到本办的个案"):
            self.draw(valley, case, valley.police, actor=elsewhere)

    def test_a_case_one_only_reads_by_name_is_not_handed_on(self, valley: Valley) -> None:
        case = opened(valley)
        elsewhere = somebody(valley.other_county.office, PostKind.OFFICE_DIRECTOR)
        asked = ask(elsewhere, case.number)
        actions.approve_request(
            actor=valley.office_director, request_id=asked.pk, sections=list(Section)
        )
        assert sees(elsewhere, case)
        with pytest.raises(NotVisible, match="个案"):
            self.draw(valley, case, valley.police, actor=elsewhere)

    def test_every_fault_is_named(self, valley: Valley) -> None:
        case = opened(valley)
        with pytest.raises(InvalidData) as refusal:
            self.draw(
                valley,
                case,
                title=" ",
                numbers=[" "],
                sections=[],
                valid_from=clock.today() - timedelta(days=1),
            )
        assert set(refusal.value.fields) == {
            "title",
            "person_ids",
            "numbers",
            "sections",
            "valid_until",
        }
        with pytest.raises(InvalidData, match="不查阅身份信息"):
            self.draw(valley, case, valley.police, sections=[Section.IDENTITY])
        with pytest.raises(InvalidData):
            self.draw(valley, case, valley.police, valid_until=clock.today() - timedelta(days=1))
        with pytest.raises(NotVisible, match="人员"):
            self.draw(valley, case, valley.police, person_ids=[new_id()])

    def test_ends_early_by_who_leads_it(self, valley: Valley) -> None:
        case = opened(valley)
        team = self.draw(valley, case, valley.police, valley.city_director)
        end = {"secondment_id": team.pk}
        with pytest.raises(NotPermitted, match=f"由{valley.county.office.name}主任结束"):
            access.end_secondment(actor=valley.police, **end)
        with pytest.raises(NotPermitted):
            access.end_secondment(actor=valley.city_director, **end)
        with pytest.raises(NotVisible, match="联合工作组"):
            access.end_secondment(actor=valley.clerk, **end)
        with pytest.raises(Conflict):
            access.end_secondment(actor=valley.office_director, version=9, **end)
        access.end_secondment(actor=valley.office_director, **end)
        assert not sees(valley.police, case)
        with pytest.raises(NotPermitted, match="已经结束"):
            access.end_secondment(actor=valley.office_director, **end)


def test_the_panel_names_everybody_who_reads_by_name_and_why(valley: Valley) -> None:
    expert, procurator = valley.nobody(PostKind.EXPERT), valley.city_director
    with at(beijing(2026, 3, 2, 9)):
        case = opened(valley)
        invite(valley.worker, case, expert)
        asked = ask(procurator, case.number, sections=[Section.MINUTES])
        actions.approve_request(
            actor=valley.office_director, request_id=asked.pk, sections=[Section.MINUTES]
        )
        actions.open_in_emergency(actor=valley.director, number=case.number, reason="失联")
        TestJointTeam().draw(valley, case, valley.police)
        lines = {line.name: line for line in queries.team(valley.worker, case)}
        assert {line.why for line in lines.values()} == {
            "办理",
            "受邀参与",
            "经批准调阅",
            "紧急查阅",
            "抽调参加",
        }
        assert lines[expert.person_name].note == "待签署保密承诺"
        assert lines[procurator.person_name].sections == ("纪要和决定",)
        assert lines[valley.worker.person_name].until is None
        assert lines[valley.director.person_name].until == beijing(2026, 3, 2, 12)
        assert lines[valley.police.person_name].leave.reason == "联合工作组成员随工作组退出。"
        sign(expert, case)
        notes = {line.name: line.note for line in queries.team(valley.worker, case)}
        assert notes[expert.person_name] == ""
        with pytest.raises(NotPermitted, match="由办理本案的人员查看"):
            queries.team(expert, case)
    with at(beijing(2026, 3, 2, 12)):
        still = {line.why for line in queries.team(valley.worker, case)}
        assert "紧急查阅" not in still


def test_administrators_see_nothing_whatever_they_are_let_into(valley: Valley) -> None:
    case = opened(valley)
    for kind in (
        PostKind.SYSTEM_ADMINISTRATOR,
        PostKind.SECURITY_ADMINISTRATOR,
        PostKind.AUDIT_ADMINISTRATOR,
    ):
        keeper = valley.nobody(kind)
        invite(valley.worker, case, keeper)
        sign(keeper, case)
        TestJointTeam().draw(valley, case, keeper)
        assert not sees(keeper, case)
        assert queries.cases(keeper).rows == ()
        with pytest.raises(NotPermitted, match="管理员不查阅"):
            ask(keeper, case.number)


@pytest.mark.parametrize("step", ["name_worker", "invite"])
def test_a_greyed_button_says_what_the_action_says(valley: Valley, step: str) -> None:
    case = opened(valley)
    chair = somebody(valley.county.committee, PostKind.COMMITTEE_CHAIR)
    actions.join_office(
        actor=valley.clerk, case_id=case.pk, office_id=chair.organisation_id, role="会商主持"
    )
    (act,) = (one for one in queries.acts(chair, case) if one.name == step)
    steps = {
        "invite": lambda: invite(chair, case, valley.police),
        "name_worker": lambda: name(chair, case, chair),
    }
    with pytest.raises(HuishangError) as refusal:
        steps[step]()
    assert refusal.value.message == act.decision.reason
