"""Who sees an assignment and who only counts it."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.access import actions as access
from huishang.access.queries import Extent, Matter
from huishang.assignments import actions, queries
from huishang.assignments.models import (
    Assignment,
    Extension,
    ImplementationReport,
    Progress,
    Reminder,
    SupervisionOrder,
)
from huishang.assignments.queries import OrganisationCount
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.errors import NotVisible
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.workflow.deadlines import Urgency
from tests.assignments.desk import Desk
from tests.places import HOUSE, jurisdiction, somebody

pytestmark = pytest.mark.django_db


def sees(actor: Actor, assignment: Assignment) -> bool:
    try:
        return queries.assignment(actor, assignment.pk) == assignment
    except NotVisible:
        return False


SEEING = {
    ("police", PostKind.LIAISON),
    ("health", PostKind.LIAISON),
    ("office", PostKind.OFFICE_CLERK),
    ("office", PostKind.OFFICE_DIRECTOR),
    ("committee", PostKind.COMMITTEE_CHAIR),
    ("committee", PostKind.COMMITTEE_VICE_CHAIR),
    ("committee", PostKind.INSPECTOR),
    ("office", PostKind.INSPECTOR),
    # Staff of an office answer for it where it bears a duty; in a department there are none.
    ("police", PostKind.OFFICE_CLERK),
    ("police", PostKind.OFFICE_DIRECTOR),
    ("health", PostKind.OFFICE_CLERK),
    ("health", PostKind.OFFICE_DIRECTOR),
    ("police", PostKind.INSPECTOR),
    ("health", PostKind.INSPECTOR),
}
"""Body and post of everybody who sees the row; an inspector of the place from wherever he sits."""


@pytest.mark.parametrize("post", list(PostKind), ids=lambda post: post.value)
@pytest.mark.parametrize("body", ["police", "health", "office", "committee"])
def test_the_row_is_for_those_who_bear_file_and_supervise_it(
    desk: Desk, body: str, post: PostKind
) -> None:
    made = desk.assigned()
    bodies = {
        "police": desk.police,
        "health": desk.health,
        "office": desk.city.office,
        "committee": desk.city.committee,
    }
    actor = somebody(bodies[body], post)
    assert sees(actor, made) is ((body, post) in SEEING)
    assert [row.assignment for row in queries.ledger(actor).rows] == (
        [made] if (body, post) in SEEING else []
    )


class TestTheNamedPerson:
    def test_sees_what_they_were_named_for_and_nothing_else(self, desk: Desk) -> None:
        mine, other = desk.accepted(), desk.assigned()
        assert sees(desk.officer, mine)
        assert not sees(desk.officer, other)
        assert not sees(desk.colleague, mine)

    def test_sees_it_only_as_staff_of_that_organisation(self, desk: Desk) -> None:
        """The same person in another body's post has another body's sight."""
        made = desk.accepted()
        from huishang.access.queries import actor_in
        from huishang.organisations import actions as organisations

        centre = desk.city.body(OrganisationKind.CENTRE)
        post = organisations.appoint(
            actor=HOUSE,
            person_id=desk.officer.person_id,
            organisation_id=centre.pk,
            kind=PostKind.CASE_WORKER,
        )
        assert not sees(actor_in(post.pk), made)


class TestElsewhere:
    def test_offices_above_and_below_and_beside_see_no_row(self, desk: Desk) -> None:
        made = desk.assigned()
        for code, name in (("140000", "山西省"), ("140802", "盐湖区"), ("141000", "临汾市")):
            place = jurisdiction(code, name)
            for actor in (
                somebody(place.office, PostKind.OFFICE_DIRECTOR),
                somebody(place.office, PostKind.INSPECTOR),
                somebody(place.committee, PostKind.COMMITTEE_CHAIR),
            ):
                assert not sees(actor, made)

    def test_a_case_on_ones_desk_opens_no_assignment(self, desk: Desk) -> None:
        made = desk.assigned()
        worker = somebody(desk.city.body(OrganisationKind.CENTRE), PostKind.CASE_WORKER)
        access.involve(
            actor=HOUSE,
            organisation_id=worker.organisation_id,
            matter=Matter.CASE,
            matter_id=made.case_id,
            extent=Extent.FILE,
            role="主办单位",
        )
        assert not sees(worker, made)

    def test_an_office_given_a_duty_answers_for_it_itself(self, desk: Desk) -> None:
        county = jurisdiction("140802", "盐湖区")
        clerk = somebody(county.office, PostKind.OFFICE_CLERK)
        made = desk.assigned(organisation_id=county.office.pk)
        assert sees(clerk, made)
        accepted = actions.accept(actor=clerk, assignment_id=made.pk, person_id=clerk.person_id)
        assert accepted.status == "under_way"

    def test_the_platform_sees_nothing_by_sight(self, desk: Desk) -> None:
        desk.assigned()
        job = SystemActor("夜间任务")
        assert not Assignment.objects.visible_to(job).exists()


def test_whoever_is_recused_from_the_case_is_locked_out(desk: Desk) -> None:
    made, other = desk.accepted(), desk.accepted()
    for actor in (desk.clerk, desk.liaison, desk.officer, desk.chair, desk.inspector, desk.helper):
        access.recuse(
            actor=HOUSE,
            person_id=actor.person_id,
            matter=Matter.CASE,
            matter_id=made.case_id,
            reason="近亲属",
        )
        assert not sees(actor, made)
        assert sees(actor, other)


def test_what_belongs_to_an_assignment_is_seen_with_it(desk: Desk) -> None:
    order = desk.answered()
    made = order.assignment
    desk.ask(made)
    actions.note_progress(actor=desk.officer, assignment_id=made.pk, text="进展。")
    desk.report(made)
    for part in (Progress, ImplementationReport, Extension, Reminder, SupervisionOrder):
        for actor in (desk.helper, desk.inspector, desk.chair):
            assert part.objects.visible_to(actor).exists(), (part, actor.label)
        for actor in (desk.stranger, desk.colleague):
            assert not part.objects.visible_to(actor).exists(), (part, actor.label)


class TestCounting:
    def test_a_superior_office_counts_what_it_may_not_read(self, desk: Desk) -> None:
        desk.filed()
        desk.reported()
        desk.accepted()
        desk.assigned(starts_on=date(2025, 9, 15))
        desk.assigned(organisation_id=desk.health.pk, supporting_ids=[])
        province = jurisdiction("140000", "山西省")
        for actor in (
            somebody(province.office, PostKind.OFFICE_DIRECTOR),
            somebody(province.committee, PostKind.COMMITTEE_CHAIR),
            somebody(province.committee, PostKind.INSPECTOR),
            desk.clerk,
        ):
            counts = queries.counts_by_organisation(actor)
            assert counts == [
                OrganisationCount(desk.police.pk, desk.police.name, 2, 0, 1, 1),
                OrganisationCount(desk.health.pk, desk.health.name, 1, 0, 0, 0),
            ]
        assert [count.light for count in counts] == [Urgency.OVERDUE, Urgency.IN_TIME]

    def test_what_comes_due_is_amber_and_what_is_done_is_green(self, desk: Desk) -> None:
        from huishang.kernel import clock
        from tests.assignments.desk import on

        desk.assigned()
        with clock.at(on(3, 13)):
            assert queries.counts_by_organisation(desk.clerk)[0].light is Urgency.IN_TIME
        with clock.at(on(3, 16)):
            [count] = queries.counts_by_organisation(desk.clerk)
        assert (count.owed, count.near, count.overdue) == (1, 1, 0)
        assert count.light is Urgency.NEAR
        done = OrganisationCount(desk.police.pk, "", 0, 0, 0, 3)
        assert done.light is Urgency.DONE

    def test_a_place_beside_or_above_is_not_counted(self, desk: Desk) -> None:
        desk.assigned()
        for code, name in (("141000", "临汾市"), ("140802", "盐湖区"), ("410000", "河南省")):
            other = somebody(jurisdiction(code, name).office, PostKind.OFFICE_CLERK)
            assert queries.counts_by_organisation(other) == []

    def test_others_count_what_they_see(self, desk: Desk) -> None:
        desk.assigned()
        desk.assigned(organisation_id=desk.health.pk, supporting_ids=[])
        for actor, seen in ((desk.liaison, 1), (desk.helper, 2), (desk.stranger, 0)):
            assert sum(row.owed for row in queries.counts_by_organisation(actor)) == seen
