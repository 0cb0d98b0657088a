"""A report reaches further bodies, each of which sees it and signs for it (送达)."""

from __future__ import annotations

from typing import Any

import pytest

from huishang.audit import queries as audit
from huishang.discovery import actions, queries
from huishang.discovery.queries import HandingLine
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.notifications import queries as notifications
from huishang.people.queries import Purpose
from tests.discovery.road import told
from tests.discovery.test_mandatory import HOSPITAL, bound
from tests.valley import COUNTY, Valley

WHY = "需要跨县核实，本级没有条件。"


def handed(actor: Actor, report: Any) -> dict[str, HandingLine]:
    return {one.organisation: one for one in queries.handings(actor, report.pk)}


@pytest.fixture
def education(valley: Valley) -> Actor:
    return valley.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "education")


@pytest.fixture
def civil(valley: Valley) -> Actor:
    return valley.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "civil_affairs")


class TestDangerNow:
    def test_r036_police_and_town_get_it_at_once_and_sign_each_for_itself(
        self, valley: Valley
    ) -> None:
        valley.appoint("police", "supervisor", "clerk")
        report = told(valley.director, danger=True)
        assert set(handed(valley.clerk, report)) == {
            valley.police.organisation_name,
            valley.supervisor.organisation_name,
        }
        for receiver in (valley.police, valley.supervisor):
            (message,) = notifications.inbox(receiver)
            assert message.title == f"正在面临危险：报告{report.number}"
            assert queries.report(receiver, report.pk).danger
        actions.sign_for(actor=valley.police, report_id=report.pk)
        signed = handed(valley.clerk, report)
        assert signed[valley.police.organisation_name].signed_by == valley.police.label
        assert signed[valley.supervisor.organisation_name].signed_at is None

    def test_r036_the_office_is_told_at_once_too(self, valley: Valley) -> None:
        valley.appoint("clerk")
        report = told(valley.director, danger=True)
        (message,) = notifications.inbox(valley.clerk)
        assert message.title == f"正在面临危险：报告{report.number}"
        assert "张" not in message.title + message.body

    def test_r036_who_handed_it_in_gets_no_copy_of_it(self, valley: Valley) -> None:
        report = told(valley.police, danger=True)
        assert valley.police.organisation_name not in handed(valley.police, report)

    def test_r036_without_danger_nobody_else_sees_it(self, valley: Valley) -> None:
        valley.appoint("police", "supervisor")
        report = told(valley.director)
        for other in (valley.police, valley.supervisor):
            with pytest.raises(NotVisible):
                queries.report(other, report.pk)
            assert notifications.inbox(other) == []

    def test_r036_a_place_known_only_to_the_county_has_no_town_to_tell(
        self, valley: Valley
    ) -> None:
        valley.appoint("supervisor")
        report = told(valley.hotline, danger=True, incident_division=COUNTY)
        assert handed(valley.hotline, report) == {}

    def test_r036_a_receiver_sees_the_report_and_never_the_reporter(self, valley: Valley) -> None:
        valley.appoint("police")
        report = told(valley.director, danger=True, reporter_name="赵某人")
        assert "赵某人" not in str(actions.open_report(actor=valley.police, report_id=report.pk))
        with pytest.raises(NotPermitted):
            actions.show_reporter(actor=valley.police, report_id=report.pk, purpose=Purpose.VERIFY)
        assert [row.id for row in queries.reports(valley.police).rows] == [report.pk]


class TestFoundByADepartment:
    def test_r037_civil_affairs_is_told_of_what_another_department_found(
        self, valley: Valley, education: Actor, civil: Actor
    ) -> None:
        report = told(education, channel="transfer")
        (line,) = queries.handings(civil, report.pk)
        assert line.way == "部门发现通报"
        assert line.sign is not None
        assert line.sign.decision, "it is theirs to sign for"
        (message,) = notifications.inbox(civil)
        assert education.organisation_name in message.body

    def test_r037_not_of_what_it_found_itself_or_a_village_did(
        self, valley: Valley, civil: Actor
    ) -> None:
        assert handed(civil, told(civil)) == {}
        with pytest.raises(NotVisible):
            queries.report(civil, told(valley.director).pk)


class TestHandingUp:
    def test_r035_village_to_town_to_county_to_city_with_the_reasons_as_a_trail(
        self, valley: Valley
    ) -> None:
        valley.appoint("supervisor", "clerk", "city_clerk")
        report = told(valley.director)
        actions.hand_up(actor=valley.director, report_id=report.pk, reason=WHY)
        with pytest.raises(NotInThisState, match="已经有这份报告"):
            actions.hand_up(actor=valley.supervisor, report_id=report.pk, reason=WHY)
        with pytest.raises(NotVisible):
            queries.report(valley.city_clerk, report.pk)
        actions.hand_up(actor=valley.clerk, report_id=report.pk, reason="需要市级协调。")
        trail = queries.handings(valley.city_clerk, report.pk)
        assert [(one.way, one.by, one.reason) for one in trail] == [
            ("本级不能处置，上报", valley.director.label, WHY),
            ("本级不能处置，上报", valley.clerk.label, "需要市级协调。"),
        ]

    def test_r035_the_competent_office_still_decides(self, valley: Valley) -> None:
        report = told(valley.clerk)
        actions.hand_up(actor=valley.clerk, report_id=report.pk, reason=WHY)
        with pytest.raises(NotPermitted):
            actions.settle_report(
                actor=valley.city_clerk, report_id=report.pk, settlement="已处置。"
            )
        with pytest.raises(NotInThisState, match="没有可以接收"):
            actions.hand_up(actor=valley.city_clerk, report_id=report.pk, reason=WHY)

    def test_r035_needs_a_reason_and_sight(self, valley: Valley) -> None:
        report = told(valley.clerk)
        with pytest.raises(InvalidData) as refusal:
            actions.hand_up(actor=valley.clerk, report_id=report.pk, reason="")
        assert set(refusal.value.fields) == {"reason"}
        with pytest.raises(NotVisible):
            actions.hand_up(actor=valley.director, report_id=report.pk, reason=WHY)

    def test_r035_a_liaison_speaks_for_no_level(self, valley: Valley) -> None:
        report = told(valley.police)
        with pytest.raises(NotPermitted, match="不代表本级上报"):
            actions.hand_up(actor=valley.police, report_id=report.pk, reason=WHY)

    def test_r035_where_no_town_is_on_the_platform_the_county_is_next(self, valley: Valley) -> None:
        report = told(valley.director)
        with pytest.raises(NotInThisState, match=valley.county.office.name):
            actions.hand_up(actor=valley.director, report_id=report.pk, reason=WHY)


class TestPassingOn:
    def test_l008_the_department_answerable_sees_it_and_signs(
        self, valley: Valley, education: Actor
    ) -> None:
        report = told(valley.director)
        with pytest.raises(NotVisible):
            queries.report(education, report.pk)
        passed = {"report_id": report.pk, "organisation_id": education.organisation_id}
        actions.pass_on(actor=valley.clerk, reason="校园欺凌，请调查。", **passed)
        actions.sign_for(actor=education, report_id=report.pk)
        first = handed(valley.clerk, report)[education.organisation_name]
        actions.sign_for(actor=education, report_id=report.pk)
        assert handed(valley.clerk, report)[education.organisation_name] == first, "twice is once"
        with pytest.raises(InvalidData) as refusal:
            actions.pass_on(actor=valley.clerk, reason="再次。", **passed)
        assert "已经有这份报告" in refusal.value.fields["organisation_id"]
        entries = audit.events(
            valley.nobody(PostKind.AUDIT_ADMINISTRATOR),
            narrowed=audit.EventFilter(subject_kind="report", subject_id=str(report.pk)),
        ).rows
        assert [one.label for one in entries] == ["签收报告", "送达报告", "收到报告"]

    def test_l008_is_for_who_decides_and_to_who_is_there(
        self, valley: Valley, education: Actor
    ) -> None:
        report = told(valley.director)
        with pytest.raises(NotPermitted, match="处置"):
            actions.pass_on(
                actor=valley.director,
                report_id=report.pk,
                organisation_id=education.organisation_id,
                reason=WHY,
            )
        with pytest.raises(InvalidData) as refusal:
            actions.pass_on(
                actor=valley.clerk, report_id=report.pk, organisation_id=None, reason=""
            )
        assert set(refusal.value.fields) == {"organisation_id", "reason"}

    def test_r036_nobody_signs_for_another(self, valley: Valley, education: Actor) -> None:
        report = told(valley.director)
        with pytest.raises(NotPermitted, match="没有送达本单位"):
            actions.sign_for(actor=valley.clerk, report_id=report.pk)
        actions.pass_on(
            actor=valley.clerk,
            report_id=report.pk,
            organisation_id=education.organisation_id,
            reason=WHY,
        )
        with pytest.raises(NotPermitted, match="签收"):
            actions.sign_for(actor=valley.clerk, report_id=report.pk)
        with pytest.raises(NotVisible):
            actions.sign_for(actor=valley.police, report_id=report.pk)


def test_l004_who_sent_a_mandatory_report_is_not_told_to_those_it_is_handed_to(
    valley: Valley, education: Actor
) -> None:
    valley.appoint("police", "clerk")
    report = bound(education, danger=True)
    secrets = (education.organisation_name, education.person_name, HOSPITAL)
    shown = [
        *queries.reports(valley.police).rows,
        queries.report(valley.police, report.pk),
        *queries.reports_waiting(valley.police),
        actions.open_report(actor=valley.police, report_id=report.pk),
        *queries.handings(valley.police, report.pk),
        *[one.title + one.body for one in notifications.inbox(valley.police)],
    ]
    assert len(shown) == 6
    assert not [text for text in map(str, shown) for secret in secrets if secret in text]
    assert queries.report(valley.clerk, report.pk).organisation == education.organisation_name
    assert queries.report(education, report.pk).organisation == education.organisation_name
    plain = told(education, danger=True)
    assert queries.report(valley.police, plain.pk).organisation == education.organisation_name
