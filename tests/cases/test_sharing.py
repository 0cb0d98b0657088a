"""Others take part, the case changes hands, who has an interest steps back."""

from __future__ import annotations

import pytest

from huishang.audit.models import Event, Private
from huishang.cases import actions, queries
from huishang.discovery import queries as discovery
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import Conflict, InvalidData, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.notifications import queries as notifications
from huishang.people import queries as people
from tests.cases.road import opened
from tests.discovery.road import told
from tests.places import jurisdiction, somebody
from tests.valley import FORD, Valley


class TestTakingPart:
    def test_the_office_above_gets_the_file_and_the_origin_keeps_it(self, valley: Valley) -> None:
        case = opened(valley)
        with pytest.raises(NotVisible):
            queries.case(valley.city_clerk, case.pk)
        actions.join_office(
            actor=valley.clerk,
            case_id=case.pk,
            office_id=valley.city.office.pk,
            role="上级会商组织",
        )
        assert queries.case(valley.city_clerk, case.pk).office_id == valley.county.office.pk
        assert queries.case(valley.clerk, case.pk)
        assert case.report is not None
        assert people.child(valley.city_clerk, case.report.child_id)
        with pytest.raises(NotVisible):
            discovery.report(valley.city_clerk, case.report.pk)

    def test_a_committee_may_take_part_so_that_its_chair_sees(self, valley: Valley) -> None:
        case = opened(valley)
        chair = somebody(valley.county.committee, PostKind.COMMITTEE_CHAIR)
        actions.join_office(
            actor=valley.clerk,
            case_id=case.pk,
            office_id=valley.county.committee.pk,
            role="会商主持",
        )
        assert queries.case(chair, case.pk)

    def test_a_department_may_not(self, valley: Valley) -> None:
        case = opened(valley)
        with pytest.raises(RuleUnmet, match="不能取得"):
            actions.join_office(
                actor=valley.clerk,
                case_id=case.pk,
                office_id=valley.police.organisation_id,
                role="协办",
            )

    def test_repeating_it_changes_nothing(self, valley: Valley) -> None:
        case = opened(valley)
        for _ in range(2):
            actions.join_office(
                actor=valley.clerk, case_id=case.pk, office_id=valley.city.office.pk, role="上级"
            )
        parts = actions.open_file(actor=valley.clerk, case_id=case.pk).taking_part
        assert [part.role for part in parts].count("上级") == 1

    def test_an_expert_let_in_brings_nobody_else(self, valley: Valley) -> None:
        from datetime import date

        from huishang.access import actions as access
        from huishang.access.queries import Matter, Section, Way

        case, expert = opened(valley), valley.nobody(PostKind.EXPERT)
        access.grant(
            actor=valley.clerk,
            person_id=expert.person_id,
            matter=Matter.CASE,
            matter_id=case.pk,
            way=Way.INVITED,
            sections=list(Section),
            purpose="专家意见",
            valid_until=date(2999, 1, 1),
        )
        assert queries.case(expert, case.pk)
        with pytest.raises(NotPermitted):
            actions.join_office(
                actor=expert, case_id=case.pk, office_id=valley.city.office.pk, role="上级"
            )
        with pytest.raises(NotPermitted):
            actions.enter_conference(actor=expert, case_id=case.pk)
        with pytest.raises(NotPermitted):
            actions.record_follow_up(
                actor=expert, case_id=case.pk, kind="tracking", on=date(2026, 1, 1), text="看过"
            )


class TestChangingHands:
    def test_the_director_hands_it_to_the_office_above(self, valley: Valley) -> None:
        case = opened(valley)
        moved = actions.move_office(
            actor=valley.office_director,
            case_id=case.pk,
            office_id=valley.city.office.pk,
            reason="涉及多县，由市级直接办理。",
        )
        assert moved.office_id == valley.city.office.pk
        assert queries.case(valley.city_clerk, case.pk)
        assert queries.case(valley.office_director, case.pk)
        (message,) = notifications.inbox(valley.city_director)
        assert case.number in message.title
        event = Event.objects.get(act="cases.move_office")
        kept = Private.objects.get(pk=event.pk).content["told"]
        assert kept == {"reason": "涉及多县，由市级直接办理。"}

    def test_or_to_another_competent_county(self, valley: Valley) -> None:
        case = opened(valley, registered_division=FORD)
        actions.move_office(
            actor=valley.office_director,
            case_id=case.pk,
            office_id=valley.other_county.office.pk,
            reason="由户籍地办理。",
        )
        assert queries.case(valley.other_clerk, case.pk)

    def test_to_nobody_without_competence_and_not_to_itself(self, valley: Valley) -> None:
        case = opened(valley)
        elsewhere = jurisdiction("140823", "闻喜县").office
        for body, word in (
            (valley.other_county.office, "没有管辖"),
            (elsewhere, "没有管辖"),
            (valley.county.office, "另一个未保办"),
            (valley.body(OrganisationKind.CENTRE, "140802000000"), "另一个未保办"),
        ):
            with pytest.raises(RuleUnmet, match=word):
                actions.move_office(
                    actor=valley.office_director,
                    case_id=case.pk,
                    office_id=body.pk,
                    reason="移交",
                )

    def test_only_its_director_does_and_says_why(self, valley: Valley) -> None:
        case = opened(valley)
        to = {"case_id": case.pk, "office_id": valley.city.office.pk}
        for actor in (valley.clerk, valley.worker):
            with pytest.raises(NotPermitted, match="主任"):
                actions.move_office(actor=actor, reason="移交", **to)
        with pytest.raises(InvalidData) as refusal:
            actions.move_office(actor=valley.office_director, reason=" ", **to)
        assert set(refusal.value.fields) == {"reason"}
        with pytest.raises(Conflict):
            actions.move_office(actor=valley.office_director, reason="移交", version=9, **to)

    def test_not_while_it_is_being_conferred_on(self, valley: Valley) -> None:
        case = opened(valley)
        actions.enter_conference(actor=valley.clerk, case_id=case.pk)
        with pytest.raises(RuleUnmet, match="会商中"):
            actions.move_office(
                actor=valley.office_director,
                case_id=case.pk,
                office_id=valley.city.office.pk,
                reason="移交",
            )


class TestStanding:
    """回避"""

    def test_locks_a_person_out_of_case_child_report_and_list(self, valley: Valley) -> None:
        case = opened(valley)
        assert case.report is not None
        actions.recuse(
            actor=valley.office_director,
            case_id=case.pk,
            person_id=valley.clerk.person_id,
            reason="与监护人系近亲属。",
        )
        for look in (
            lambda: queries.case(valley.clerk, case.pk),
            lambda: discovery.report(valley.clerk, case.report.pk),
            lambda: people.child(valley.clerk, case.report.child_id),
            lambda: actions.open_file(actor=valley.clerk, case_id=case.pk),
            lambda: queries.timeline(valley.clerk, case.pk),
        ):
            with pytest.raises(NotVisible):
                look()
        assert queries.cases(valley.clerk).rows == ()
        assert discovery.reports(valley.clerk).rows == ()
        assert queries.case(valley.office_director, case.pk)

    def test_reaches_the_report_itself_and_no_other_of_the_child(self, valley: Valley) -> None:
        from huishang.access import actions as access
        from huishang.access.queries import Matter

        case, other = opened(valley), told(valley.police)
        assert case.report is not None
        access.recuse(
            actor=valley.office_director,
            person_id=valley.clerk.person_id,
            matter=Matter.REPORT,
            matter_id=case.report.pk,
            reason="近亲属",
        )
        with pytest.raises(NotVisible):
            discovery.report(valley.clerk, case.report.pk)
        assert discovery.report(valley.clerk, other.pk)

    def test_is_lifted_by_the_director(self, valley: Valley) -> None:
        case = opened(valley)
        who = {"case_id": case.pk, "person_id": valley.clerk.person_id}
        actions.recuse(actor=valley.office_director, reason="近亲属", **who)
        with pytest.raises(NotPermitted, match="主任"):
            actions.lift_recusal(actor=valley.worker, **who)
        actions.lift_recusal(actor=valley.office_director, **who)
        assert queries.case(valley.clerk, case.pk)
        assert discovery.report(valley.clerk, case.report.pk)

    def test_anybody_may_step_back_and_only_the_director_orders_it(self, valley: Valley) -> None:
        case = opened(valley)
        with pytest.raises(NotPermitted, match="主任"):
            actions.recuse(
                actor=valley.worker,
                case_id=case.pk,
                person_id=valley.clerk.person_id,
                reason="近亲属",
            )
        actions.recuse(
            actor=valley.worker,
            case_id=case.pk,
            person_id=valley.worker.person_id,
            reason="与案件有利害关系。",
        )
        with pytest.raises(NotVisible):
            queries.case(valley.worker, case.pk)

    def test_needs_a_reason(self, valley: Valley) -> None:
        case = opened(valley)
        with pytest.raises(InvalidData) as refusal:
            actions.recuse(
                actor=valley.clerk, case_id=case.pk, person_id=valley.clerk.person_id, reason=""
            )
        assert set(refusal.value.fields) == {"reason"}


def test_a_conference_takes_the_case_along_and_back(valley: Valley) -> None:
    with at(beijing(2026, 3, 10)):
        case = opened(valley)
        actions.enter_conference(actor=valley.clerk, case_id=case.pk, round=2)
        found = queries.case(valley.clerk, case.pk)
        assert (found.status, found.round) == ("conferring", 2)
        actions.leave_conference(actor=valley.clerk, case_id=case.pk)
        actions.enter_conference(actor=valley.clerk, case_id=case.pk, round=1)
        assert queries.case(valley.clerk, case.pk).round == 2
        actions.begin_implementation(actor=valley.clerk, case_id=case.pk)
    assert queries.case(valley.clerk, case.pk).status == "implementing"
