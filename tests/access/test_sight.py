"""Sight into matters: by duty, by grant, never against a recusal."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huishang.access import actions, queries, visibility
from huishang.access.models import Grant, Involvement, Recusal
from huishang.access.queries import Extent, Matter, Section, Way
from huishang.access.visibility import matters_in_sight, sees_few
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from tests.audit.writing import told
from tests.places import Jurisdiction, jurisdiction, somebody
from tests.together import at_once

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
MATTERS = [UUID(int=number) for number in range(1, 4)]


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


def sees(actor: Actor, matter: Matter, matter_id: UUID) -> bool:
    """Asked of a table that has a row for every matter: the involvements of the bystander."""
    return (
        Involvement.objects.filter(role="旁", matter=matter, matter_id=matter_id)
        .filter(matters_in_sight(actor, matter, "matter_id"))
        .exists()
    )


@pytest.fixture
def bystander(city: Jurisdiction) -> Actor:
    """An organisation that is in every matter, so that each has a row to ask about."""
    actor = somebody(city.department("justice"), PostKind.LIAISON)
    for matter in Matter:
        for matter_id in MATTERS:
            actions.involve(
                actor=actor,
                organisation_id=actor.organisation_id,
                matter=matter,
                matter_id=matter_id,
                extent=Extent.DUTY,
                role="旁",
            )
    return actor


# --- each fact by itself -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(PostKind))
@pytest.mark.parametrize("extent", list(Extent))
def test_a_file_is_opened_by_duty_to_those_who_work_on_files(
    city: Jurisdiction, bystander: Actor, kind: PostKind, extent: Extent
) -> None:
    actor = somebody(city.office, kind)
    actions.involve(
        actor=bystander,
        organisation_id=city.office.pk,
        matter=Matter.CASE,
        matter_id=MATTERS[0],
        extent=extent,
        role="主办单位",
    )
    by_post = {
        PostKind.OFFICE_CLERK,
        PostKind.OFFICE_DIRECTOR,
        PostKind.COMMITTEE_CHAIR,
        PostKind.COMMITTEE_VICE_CHAIR,
    }
    expected = extent is Extent.FILE and kind in by_post
    assert sees(actor, Matter.CASE, MATTERS[0]) is expected
    assert not sees(actor, Matter.CASE, MATTERS[1])
    assert not sees(actor, Matter.CHILD, MATTERS[0])


@given(st.integers(-3, 3), st.integers(0, 3))
@settings(max_examples=28, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_grant_opens_from_its_day_to_its_last_day_included(
    expert: Actor, asked: int, lasts: int
) -> None:
    key = new_id()
    body = expert.organisation_id
    with transaction.atomic():
        mark = transaction.savepoint()
        with clock.at(beijing(2026, 3, 2)):
            actions.involve(
                actor=expert,
                organisation_id=body,
                matter=Matter.CASE,
                matter_id=key,
                extent=Extent.DUTY,
                role="旁",
            )
            actions.grant(
                actor=expert,
                person_id=expert.person_id,
                matter=Matter.CASE,
                matter_id=key,
                way=Way.INVITED,
                sections=list(Section),
                purpose="专家意见",
                valid_until=TODAY + timedelta(days=lasts),
            )
        with clock.at(beijing(2026, 3, 2) + timedelta(days=asked)):
            assert sees(expert, Matter.CASE, key) is (0 <= asked <= lasts)
            assert bool(queries.grants_in(Matter.CASE, key)) is (0 <= asked <= lasts)
        transaction.savepoint_rollback(mark)


@pytest.fixture
def expert(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.EXPERT)


def test_who_sees_few_is_told_by_the_involvements_of_the_organisation(
    city: Jurisdiction, bystander: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visibility.matters, "MANY", 2)
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    liaison = somebody(city.office, PostKind.LIAISON)
    told = []
    for matter_id in MATTERS:
        told.append((sees_few(clerk, Matter.CASE), sees_few(liaison, Matter.CASE)))
        actions.involve(
            actor=bystander,
            organisation_id=city.office.pk,
            matter=Matter.CASE,
            matter_id=matter_id,
            extent=Extent.FILE,
            role="主办单位",
        )
    assert told == [(True, True), (True, True), (False, True)]
    assert sees_few(clerk, Matter.CHILD)


def test_a_grant_taken_back_opens_nothing(expert: Actor, bystander: Actor) -> None:
    def revoke() -> int:
        return actions.revoke(
            actor=bystander, person_id=expert.person_id, matter=Matter.CASE, matter_id=MATTERS[0]
        )

    for _ in range(2):
        actions.grant(
            actor=bystander,
            person_id=expert.person_id,
            matter=Matter.CASE,
            matter_id=MATTERS[0],
            way=Way.INVITED,
            sections=list(Section),
            purpose="专家意见",
            valid_until=clock.today(),
        )
    assert sees(expert, Matter.CASE, MATTERS[0])
    assert revoke() == 2
    assert not sees(expert, Matter.CASE, MATTERS[0])
    assert queries.grants_in(Matter.CASE, MATTERS[0]) == []
    assert revoke() == 0
    assert Event.objects.filter(act="access.revoke").count() == 2


def test_involving_twice_is_one_involvement_and_one_event(
    city: Jurisdiction, bystander: Actor
) -> None:
    before = Event.objects.count()

    def involve(extent: Extent) -> Involvement:
        return actions.involve(
            actor=bystander,
            organisation_id=city.office.pk,
            matter=Matter.CASE,
            matter_id=MATTERS[0],
            extent=extent,
            role="主办单位",
        )

    first = involve(Extent.DUTY)
    assert involve(Extent.DUTY).pk == first.pk
    assert Event.objects.count() == before + 1
    widened = involve(Extent.FILE)
    assert (widened.pk, widened.extent, widened.version) == (first.pk, Extent.FILE, 2)
    assert Event.objects.count() == before + 2
    latest = Event.objects.filter(case_id=MATTERS[0]).latest("sequence")
    assert latest.details == {
        "organisation": str(city.office.pk),
        "extent": "file",
    }
    assert told(latest) == {"role": "主办单位"}


def test_an_involvement_ended_may_begin_again(city: Jurisdiction, bystander: Actor) -> None:
    def involve() -> Involvement:
        return actions.involve(
            actor=bystander,
            organisation_id=city.office.pk,
            matter=Matter.CHILD,
            matter_id=MATTERS[0],
            extent=Extent.FILE,
            role="主办单位",
        )

    first = involve()
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    assert sees(clerk, Matter.CHILD, MATTERS[0])
    actions.end_involvement(
        actor=bystander,
        organisation_id=city.office.pk,
        matter=Matter.CHILD,
        matter_id=MATTERS[0],
    )
    assert not sees(clerk, Matter.CHILD, MATTERS[0])
    assert involve().pk != first.pk
    assert sees(clerk, Matter.CHILD, MATTERS[0])
    standing = queries.involvements_in(Matter.CHILD, MATTERS[0])
    assert [row.role for row in standing] == ["旁", "主办单位"]
    told = Event.objects.filter(subject_kind="child", subject_id=str(MATTERS[0]))
    assert "access.end_involvement" in set(told.values_list("act", flat=True))
    assert not told.filter(case_id__isnull=False).exists()


def test_what_is_missing_is_named(city: Jurisdiction, expert: Actor) -> None:
    with clock.at(beijing(2026, 3, 2)), pytest.raises(InvalidData) as refusal:
        actions.grant(
            actor=expert,
            person_id=expert.person_id,
            matter=Matter.CASE,
            matter_id=MATTERS[0],
            way=Way.INVITED,
            sections=list(Section),
            purpose=" ",
            valid_until=TODAY - timedelta(days=1),
        )
    assert set(refusal.value.fields) == {"purpose", "valid_until"}
    with pytest.raises(InvalidData) as refusal:
        actions.recuse(
            actor=expert,
            person_id=expert.person_id,
            matter=Matter.CASE,
            matter_id=MATTERS[0],
            reason=" ",
        )
    assert set(refusal.value.fields) == {"reason"}
    for unknown in (
        lambda: actions.recuse(
            actor=expert, person_id=new_id(), matter=Matter.CASE, matter_id=new_id(), reason="x"
        ),
        lambda: actions.grant(
            actor=expert,
            person_id=new_id(),
            matter=Matter.CASE,
            matter_id=new_id(),
            way=Way.INVITED,
            sections=list(Section),
            purpose="x",
            valid_until=date(2999, 1, 1),
        ),
    ):
        with pytest.raises(NotVisible):
            unknown()


def test_a_recusal_closes_what_duty_and_grant_open(city: Jurisdiction, bystander: Actor) -> None:
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    case = {"matter": Matter.CASE, "matter_id": MATTERS[0]}
    actions.involve(
        actor=bystander,
        organisation_id=city.office.pk,
        extent=Extent.FILE,
        role="主办单位",
        **case,  # type: ignore[arg-type]
    )
    actions.grant(
        actor=bystander,
        person_id=clerk.person_id,
        way=Way.INVITED,
        sections=list(Section),
        purpose="会商",
        valid_until=clock.today(),
        **case,  # type: ignore[arg-type]
    )
    assert sees(clerk, Matter.CASE, MATTERS[0])
    actions.recuse(actor=bystander, person_id=clerk.person_id, reason="亲属", **case)  # type: ignore[arg-type]
    assert not sees(clerk, Matter.CASE, MATTERS[0])
    colleague = somebody(city.office, PostKind.OFFICE_DIRECTOR)
    assert sees(colleague, Matter.CASE, MATTERS[0])
    actions.lift_recusal(actor=bystander, person_id=clerk.person_id, **case)  # type: ignore[arg-type]
    assert sees(clerk, Matter.CASE, MATTERS[0])


def test_a_recused_person_is_known_by_name_until_it_is_lifted(expert: Actor) -> None:
    def recuse(reason: str) -> Recusal:
        return actions.recuse(
            actor=expert,
            person_id=expert.person_id,
            matter=Matter.CASE,
            matter_id=MATTERS[0],
            reason=reason,
        )

    assert not queries.is_recused(expert.person_id, Matter.CASE, MATTERS[0])
    first = recuse("亲属关系")
    assert recuse("再次登记").pk == first.pk
    assert queries.is_recused(expert.person_id, Matter.CASE, MATTERS[0])
    assert not queries.is_recused(expert.person_id, Matter.CASE, MATTERS[1])
    assert not queries.is_recused(expert.person_id, Matter.CHILD, MATTERS[0])
    assert [row.reason for row in queries.recusals_in(Matter.CASE, MATTERS[0])] == ["亲属关系"]
    lifted = actions.lift_recusal(
        actor=expert, person_id=expert.person_id, matter=Matter.CASE, matter_id=MATTERS[0]
    )
    assert lifted == 1
    assert not queries.is_recused(expert.person_id, Matter.CASE, MATTERS[0])
    acts = Event.objects.filter(case_id=MATTERS[0]).order_by("sequence")
    assert [event.act for event in acts] == ["access.recuse", "access.lift_recusal"]
    assert "亲属" not in str([event.content() for event in acts])


def test_the_tables_refuse_what_the_actions_would(expert: Actor) -> None:
    recusal = {"person_id": expert.person_id, "matter": Matter.CASE, "matter_id": MATTERS[0]}
    Recusal.objects.create(**recusal, reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recusal.objects.create(**recusal, reason="y")
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            **recusal,
            purpose="x",
            valid_from=TODAY,
            valid_until=TODAY - timedelta(days=1),
            granted_by_id=expert.post_id,
        )


@pytest.mark.django_db(transaction=True)
def test_involving_at_the_same_moment_is_one_involvement(city: Jurisdiction) -> None:
    actor = somebody(city.office, PostKind.OFFICE_CLERK)

    def involve() -> UUID:
        return actions.involve(
            actor=actor,
            organisation_id=city.office.pk,
            matter=Matter.CASE,
            matter_id=MATTERS[0],
            extent=Extent.FILE,
            role="主办单位",
        ).pk

    answers = at_once(involve, involve, involve)
    assert len(set(answers)) == 1, answers
    assert Involvement.objects.count() == 1
    assert Event.objects.filter(case_id=MATTERS[0]).count() == 1
