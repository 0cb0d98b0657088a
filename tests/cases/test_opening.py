"""A case is opened where it belongs, names no child, and lets in who has a duty."""

from __future__ import annotations

from typing import Any

import pytest

from huishang.audit import queries as audit
from huishang.cases import actions, queries
from huishang.cases.queries import CaseState
from huishang.discovery import queries as discovery
from huishang.documents.actions.numbering import STRIDE, parsed
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.terms import OrganisationKind, PostKind, Severity
from huishang.notifications import queries as notifications
from huishang.people import actions as people_actions
from huishang.people import queries as people
from tests.cases.road import opened
from tests.discovery.road import told
from tests.places import somebody
from tests.valley import COUNTY, FORD, Valley


def sees(actor: Actor, case: queries.Case) -> bool:
    try:
        queries.case(actor, case.pk)
    except NotVisible:
        return False
    return True


def faults(valley: Valley, **fields: Any) -> dict[str, str]:
    report = told(valley.police)
    people_actions.add_guardian(
        actor=valley.clerk, child_id=report.child_id, name="张大山", relation="61"
    )
    with pytest.raises(InvalidData) as refusal:
        actions.open_case(
            actor=valley.worker,
            report_id=report.pk,
            **{"title": "甲镇监护缺失个案", "issues": ("guardianship_absent",), **fields},
        )
    return refusal.value.fields


class TestOpening:
    @pytest.mark.parametrize("who", ["worker", "clerk", "office_director"])
    def test_is_for_who_handles_the_place(self, valley: Valley, who: str) -> None:
        actor = getattr(valley, who)
        case = opened(valley, by=actor)
        assert (case.status, case.round) == (CaseState.OPEN, 1)
        assert case.office_id == valley.county.office.pk
        assert case.owner_id == actor.organisation_id
        assert case.division == COUNTY

    @pytest.mark.parametrize("who", ["police", "director", "hotline"])
    def test_is_not_for_who_only_receives(self, valley: Valley, who: str) -> None:
        actor = getattr(valley, who)
        report = told(actor)
        with pytest.raises(NotPermitted, match="处置"):
            actions.open_case(actor=actor, report_id=report.pk, title="个案", issues=("bullying",))

    def test_is_not_for_another_county_nor_for_the_city(self, valley: Valley) -> None:
        report = told(valley.police)
        for actor in (valley.other_clerk, valley.city_director):
            with pytest.raises(NotVisible):
                actions.open_case(
                    actor=actor, report_id=report.pk, title="个案", issues=("bullying",)
                )

    def test_happens_once(self, valley: Valley) -> None:
        case = opened(valley)
        assert case.report is not None
        again = {"report_id": case.report.pk, "title": "个案", "issues": ("bullying",)}
        with pytest.raises(NotInThisState, match="已立案"):
            actions.open_case(actor=valley.worker, **again)  # type: ignore[arg-type]
        with pytest.raises(Conflict):
            actions.open_case(actor=valley.worker, version=1, **again)  # type: ignore[arg-type]

    def test_numbers_by_office_and_year(self, valley: Valley) -> None:
        with at(beijing(2026, 3, 10)):
            first, second = opened(valley), opened(valley)
        with at(beijing(2027, 1, 4)):
            third = opened(valley)
        serials = [parsed(case.number) for case in (first, second, third)]
        assert [found.year for found in serials] == [2026, 2026, 2027]
        assert 1 <= serials[0].serial <= STRIDE
        assert 1 <= serials[1].serial - serials[0].serial <= STRIDE
        assert 1 <= serials[2].serial <= STRIDE

    def test_keeps_the_rules_it_was_opened_under(self, valley: Valley) -> None:
        case = opened(valley)
        assert case.regime
        assert "+" in case.regime_version

    def test_tells_the_receiver(self, valley: Valley) -> None:
        opened(valley)
        (message,) = notifications.inbox(valley.police)
        assert "立案" in message.title
        assert "张" not in message.title + message.body

    def test_takes_the_severity_the_office_judges(self, valley: Valley) -> None:
        report = told(valley.police)
        case = actions.open_case(
            actor=valley.clerk,
            report_id=report.pk,
            title="重大个案",
            issues=("bullying",),
            severity=Severity.MAJOR,
        )
        assert case.severity == Severity.MAJOR


class TestTheTitle:
    @pytest.mark.parametrize(
        "title",
        ["张小明监护缺失", "关于张 小 明的个案", "祖父张大山住院", "140802201405200016的个案"],
    )
    def test_never_names_anyone(self, valley: Valley, title: str) -> None:
        found = faults(valley, title=title)
        assert set(found) == {"title"}
        assert "第一百零三条" in found["title"]

    @pytest.mark.parametrize("title", ["", "字" * 121, "甲\n乙"])
    def test_is_a_line(self, valley: Valley, title: str) -> None:
        assert set(faults(valley, title=title)) == {"title"}

    def test_may_share_a_character_with_the_name(self, valley: Valley) -> None:
        report = told(valley.police)
        case = actions.open_case(
            actor=valley.clerk, report_id=report.pk, title="小学欺凌个案", issues=("bullying",)
        )
        assert case.title == "小学欺凌个案"


def test_every_fault_of_an_opening_is_said_at_once(valley: Valley) -> None:
    found = faults(valley, title="", issues=(), summary="字" * 5001)
    assert set(found) == {"title", "issues", "summary"}
    assert "监护缺失" in faults(valley, issues=("bullying", "nonsense"))["issues"]


class TestWhoIsLetIn:
    def test_owner_and_office_have_the_file_and_the_child(self, valley: Valley) -> None:
        case = opened(valley)
        for actor in (valley.worker, valley.clerk, valley.office_director):
            assert sees(actor, case)

    def test_others_have_not(self, valley: Valley) -> None:
        case = opened(valley)
        for actor in (
            valley.police,
            valley.director,
            valley.supervisor,
            valley.other_clerk,
            valley.city_director,
            valley.hotline,
            valley.nobody(PostKind.EXPERT),
            valley.nobody(PostKind.INSPECTOR),
            valley.nobody(PostKind.AUDIT_ADMINISTRATOR),
            somebody(valley.county.committee, PostKind.COMMITTEE_CHAIR),
        ):
            assert not sees(actor, case)

    def test_the_other_competent_county_has_a_duty_and_is_told_but_has_no_file(
        self, valley: Valley
    ) -> None:
        case = opened(valley, registered_division=FORD)
        assert not sees(valley.other_clerk, case)
        (message,) = notifications.inbox(valley.other_clerk)
        assert case.number in message.title
        assert "户籍地" in message.body
        assert "张" not in message.title + message.body
        page = actions.open_file(actor=valley.clerk, case_id=case.pk)
        roles = {(part.role, part.has_file) for part in page.taking_part}
        assert ("协办（户籍地）", False) in roles
        assert ("主办单位", True) in roles

    def test_the_lead_lets_it_in_when_it_needs_to(self, valley: Valley) -> None:
        case = opened(valley, registered_division=FORD)
        actions.join_office(
            actor=valley.clerk,
            case_id=case.pk,
            office_id=valley.other_county.office.pk,
            role="户籍地协办",
        )
        assert sees(valley.other_clerk, case)
        assert case.report is not None
        assert people.child(valley.other_clerk, case.report.child_id)

    def test_a_childs_view_given_by_the_report_passes_to_the_case(self, valley: Valley) -> None:
        """The office keeps seeing a child from elsewhere after the report is opened."""
        child = valley.child(by=valley.other_clerk, residence_division=FORD)
        report = told(valley.other_clerk, child_id=child.pk, incident_division=COUNTY)
        actions.open_case(
            actor=valley.clerk, report_id=report.pk, title="个案", issues=("bullying",)
        )
        assert people.child(valley.clerk, child.pk)


class TestMoreChildren:
    def test_may_share_a_case(self, valley: Valley) -> None:
        case = opened(valley)
        sister = valley.child(name="张小雨", sex="2")
        actions.add_child(actor=valley.worker, case_id=case.pk, child_id=sister.pk)
        (row,) = queries.cases(valley.clerk).rows
        assert [child.name for child in row.children] == ["张某某", "张某某"]
        assert {child.sex for child in row.children} == {"男", "女"}

    def test_come_into_the_sight_of_all_who_have_the_file(self, valley: Valley) -> None:
        case = opened(valley)
        actions.join_office(
            actor=valley.clerk, case_id=case.pk, office_id=valley.city.office.pk, role="上级"
        )
        sister = valley.child(name="张小雨")
        actions.add_child(actor=valley.worker, case_id=case.pk, child_id=sister.pk)
        assert people.child(valley.city_clerk, sister.pk)

    def test_are_named_once_in_sight_and_not_in_the_title(self, valley: Valley) -> None:
        case = opened(valley)
        assert case.report is not None
        named = valley.child(name="留守")
        hidden = valley.child(by=valley.other_clerk, residence_division=FORD)
        for child_id in (case.report.child_id, named.pk):
            with pytest.raises(InvalidData) as refusal:
                actions.add_child(actor=valley.clerk, case_id=case.pk, child_id=child_id)
            assert set(refusal.value.fields) == {"child_id"}
        with pytest.raises(NotVisible):
            actions.add_child(actor=valley.clerk, case_id=case.pk, child_id=hidden.pk)

    def test_are_named_by_who_handles_it(self, valley: Valley) -> None:
        case = opened(valley)
        actions.join_office(
            actor=valley.clerk, case_id=case.pk, office_id=valley.city.office.pk, role="上级"
        )
        assert case.report is not None
        with pytest.raises(NotPermitted, match="主办单位"):
            actions.add_child(
                actor=valley.city_clerk, case_id=case.pk, child_id=case.report.child_id
            )


def test_the_page_shows_all_but_who_the_child_is(valley: Valley) -> None:
    case = opened(valley, registered_division=FORD, reporter_name="赵某人")
    page = actions.open_file(actor=valley.clerk, case_id=case.pk)
    assert page.row.number == case.number
    assert page.report is not None
    assert page.report.narrative
    assert page.registered_place.endswith("渡村")
    assert page.owner_person == valley.worker.person_name
    assert "赵某人" not in str(page)
    assert page.row.children[0].name == "张某某"
    assert page.row.days_open == 0


def test_opening_the_page_is_written_in_the_cases_own_record(valley: Valley) -> None:
    case = opened(valley)
    actions.open_file(actor=valley.clerk, case_id=case.pk)
    (entry,) = queries.readings(valley.clerk, case).rows
    assert (entry.label, entry.actor) == ("查阅个案", valley.clerk.label)


def test_the_timeline_tells_what_was_done_and_not_who_looked(valley: Valley) -> None:
    case = opened(valley)
    actions.open_file(actor=valley.clerk, case_id=case.pk)
    labels = [entry.label for entry in queries.timeline(valley.clerk, case.pk)]
    assert labels[:2] == ["立案", "报告立案"]
    assert "查阅个案" not in labels
    assert str(queries.timeline(valley.clerk, case.pk)[0].basis[0]).endswith("#6")


def test_neither_is_for_other_eyes(valley: Valley) -> None:
    case = opened(valley)
    with pytest.raises(NotVisible):
        queries.timeline(valley.police, case.pk)
    with pytest.raises(NotPermitted):
        queries.readings(valley.police, case)


def test_events_carry_no_identity(valley: Valley) -> None:
    case = opened(valley, reporter_name="赵某人", registered_division=FORD)
    written = str([entry.details for entry in audit.timeline(case.pk)])
    for secret in ("张小明", "赵某人", "无人照料"):
        assert secret not in written


def test_a_school_in_the_county_still_sees_only_its_own_report(valley: Valley) -> None:
    school = valley.liaison_of(OrganisationKind.SCHOOL, COUNTY)
    case = opened(valley)
    mine = told(school)
    assert [row.id for row in discovery.reports(school).rows] == [mine.pk]
    assert not sees(school, case)
