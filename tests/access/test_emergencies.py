"""A file opened at once ends after its hours, and another judges whether it was right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from huishang.access import actions, permissions, queries
from huishang.access.lifecycle import EMERGENCY
from huishang.access.models import Emergency, Matter
from huishang.access.policies import emergency_faults
from huishang.access.queries import Section
from huishang.access.visibility.asking import REVIEWS
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from tests.places import Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db

NIGHT = beijing(2026, 3, 2, 23, 10)
KEY = new_id()
LASTS = 3 * 3600 * 1_000_000
"""Microseconds."""
OPENERS = {
    PostKind.CASE_WORKER,
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
    PostKind.CHILD_SUPERVISOR,
    PostKind.CHILD_DIRECTOR,
}


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def worker(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.CASE_WORKER)


@pytest.fixture
def director(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_DIRECTOR)


def opened(actor: Actor, reviewing: object) -> Emergency:
    with clock.at(NIGHT):
        return actions.open_in_emergency(
            actor=actor,
            matter=Matter.CASE,
            matter_id=KEY,
            reviewing_id=reviewing,  # type: ignore[arg-type]
            reason=" 孩子失联 ",
        )


@pytest.mark.parametrize("kind", list(PostKind))
def test_only_who_runs_to_a_child_opens_one(city: Jurisdiction, kind: PostKind) -> None:
    actor = somebody(city.office, kind)
    if kind in OPENERS:
        assert opened(actor, city.office.pk).reason == "孩子失联"
        return
    with pytest.raises(NotPermitted, match="紧急查阅限于直接处置危险的岗位（承办人、") as refusal:
        opened(actor, city.office.pk)
    assert refusal.value.instead == "儿童面临危险的，请立即报警，并告知当地未保办。"
    assert not Emergency.objects.unscoped(reason="test").exists()


def test_what_is_missing_is_named() -> None:
    assert set(emergency_faults(" ", "\n")) == {"number", "reason"}
    assert emergency_faults("1号", "失联") == {}


@given(st.integers(0, 4 * 3600 * 1_000_000))
@example(LASTS - 1)
@example(LASTS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_lasts_three_hours_to_the_moment_through_midnight(
    city: Jurisdiction, worker: Actor, microseconds: int
) -> None:
    with transaction.atomic():
        mark = transaction.savepoint()
        opened(worker, city.office.pk)
        with clock.at(NIGHT + timedelta(microseconds=microseconds)):
            sight = queries.sight_into(worker, Matter.CASE, KEY)
            runs = microseconds < LASTS
            assert sight.reads(Section.IDENTITY) is runs
            assert bool(queries.grants_in(Matter.CASE, KEY)) is runs
            assert bool(queries.doors(worker, Matter.CASE)) is runs
        transaction.savepoint_rollback(mark)


def test_it_shows_what_is_needed_to_run_to_a_child_and_no_more(
    city: Jurisdiction, worker: Actor
) -> None:
    opened(worker, city.office.pk)
    with clock.at(NIGHT):
        sight = queries.sight_into(worker, Matter.CASE, KEY)
    assert {section for section in Section if sight.reads(section)} == {
        Section.IDENTITY,
        Section.FAMILY,
        Section.HEALTH,
        Section.NARRATIVE,
    }
    assert not any(sight.works_on(section) for section in Section)
    assert not sight.masked


def test_a_recusal_is_not_opened_by_it(city: Jurisdiction, worker: Actor) -> None:
    from tests.access.test_sight import sees

    actions.involve(
        actor=worker,
        organisation_id=city.committee.pk,
        matter=Matter.CASE,
        matter_id=KEY,
        extent=queries.Extent.DUTY,
        role="旁",
    )
    opened(worker, city.office.pk)
    with clock.at(NIGHT):
        assert sees(worker, Matter.CASE, KEY)
        actions.recuse(
            actor=worker,
            person_id=worker.person_id,
            matter=Matter.CASE,
            matter_id=KEY,
            reason="亲属",
        )
        assert not sees(worker, Matter.CASE, KEY)


class TestReview:
    def test_is_for_the_responsible_of_the_body_named(
        self, city: Jurisdiction, worker: Actor
    ) -> None:
        one = opened(worker, city.office.pk)
        for kind in PostKind:
            actor = somebody(city.office, kind)
            decision = permissions.may_review(actor, one)
            assert bool(decision) is (kind in REVIEWS)
            assert bool(queries.emergencies_to_review(actor)) is (kind in REVIEWS)
            if not decision:
                assert decision.reason == f"这次紧急查阅由{city.office.name}负责人复核。"
                with pytest.raises(NotVisible):
                    queries.emergency(actor, one.pk)
        elsewhere = somebody(jurisdiction("140802", "盐湖区").office, PostKind.OFFICE_DIRECTOR)
        assert not permissions.may_review(elsewhere, one)
        assert queries.emergencies(elsewhere).rows == ()

    def test_is_never_by_who_opened_it(self, city: Jurisdiction, director: Actor) -> None:
        one = opened(director, city.office.pk)
        assert queries.emergencies_to_review(director) == []
        with pytest.raises(NotPermitted, match="应当由他人复核"):
            actions.review(actor=director, emergency_id=one.pk, justified=True, finding="属实")
        with pytest.raises(IntegrityError), transaction.atomic():
            Emergency.objects.unscoped(reason="test").filter(pk=one.pk).update(
                reviewed_by_id=director.person_id, reviewed_at=NIGHT, status="justified"
            )

    @pytest.mark.parametrize(("justified", "status"), [(True, "justified"), (False, "unjustified")])
    def test_ends_it_one_way_or_the_other(
        self,
        city: Jurisdiction,
        worker: Actor,
        director: Actor,
        justified: bool,
        status: str,
    ) -> None:
        one = opened(worker, city.office.pk)
        with pytest.raises(InvalidData, match="请写明复核意见"):
            actions.review(actor=director, emergency_id=one.pk, justified=True, finding=" ")
        with pytest.raises(Conflict):
            actions.review(
                actor=director, emergency_id=one.pk, justified=True, finding="属实", version=9
            )
        done = actions.review(
            actor=director, emergency_id=one.pk, justified=justified, finding=" 已核实 "
        )
        assert (done.status, done.finding) == (status, "已核实")
        assert done.reviewed_by_id == director.person_id
        with pytest.raises(NotInThisState):
            actions.review(actor=director, emergency_id=one.pk, justified=True, finding="再看")
        assert queries.emergencies_to_review(director) == []
        assert queries.emergency(worker, one.pk).finding == "已核实"

    def test_its_steps_are_owned_by_who_may_take_them(self) -> None:
        assert {row.owners for row in EMERGENCY.rows} == {REVIEWS}

    def test_what_is_offered_is_what_the_action_does(
        self, city: Jurisdiction, worker: Actor, director: Actor
    ) -> None:
        one = opened(worker, city.office.pk)
        acts = queries.emergency_acts(director, one)
        assert [act.name for act in acts] == ["justify", "object"]
        assert all(act.decision for act in acts)
        refused = [act.decision for act in queries.emergency_acts(worker, one)]
        assert not any(refused)
        with pytest.raises(NotPermitted) as refusal:
            actions.review(actor=worker, emergency_id=one.pk, justified=True, finding="属实")
        assert refusal.value.message == refused[0].reason
