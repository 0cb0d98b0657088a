"""Who is what, where, from which day until which; and who acts for whom."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotVisible,
    RuleUnmet,
)
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind, Rank
from huishang.organisations import actions, policies, queries
from huishang.organisations.models import DelegatedAct, Delegation, Person, Post
from tests.places import HOUSE, LONG_AGO, Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


def person(name: str = "测试甲", **more: Any) -> UUID:
    return actions.register_person(actor=HOUSE, name=name, **more).pk


def appoint(city: Jurisdiction, **more: Any) -> Post:
    given: dict[str, Any] = {
        "actor": HOUSE,
        "organisation_id": city.office.pk,
        "kind": PostKind.OFFICE_CLERK,
        "held_from": LONG_AGO,
    }
    if "person_id" not in more:
        given["person_id"] = person()
    return actions.appoint(**(given | more))


# --- persons -------------------------------------------------------------------------------------


def test_a_person_is_written_down_without_their_name_in_the_audit() -> None:
    made = actions.register_person(
        actor=HOUSE, name=" 测试甲 ", phone="0359-1234567", specialty="法律"
    )
    assert (made.name, made.phone, made.specialty) == ("测试甲", "0359-1234567", "法律")
    assert str(queries.person(made.pk)) == "测试甲"
    event = Event.objects.get(subject_id=str(made.pk))
    assert "测试甲" not in str(event.details)
    with pytest.raises(NotVisible):
        queries.person(new_id())


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"name"}, {"name": " "}),
        ({"name"}, {"name": "甲" * 61}),
        ({"name", "phone"}, {"name": "<b>", "phone": "call me"}),
        ({"specialty"}, {"specialty": "长" * 41}),
    ],
)
def test_what_is_wrong_with_a_person_is_named(fields: set[str], more: dict[str, str]) -> None:
    with pytest.raises(InvalidData) as refusal:
        person(**more)
    assert set(refusal.value.fields) == fields
    assert not Person.objects.exists()


def test_a_liaison_registers_nobody(city: Jurisdiction) -> None:
    liaison = somebody(city.department("police"), PostKind.LIAISON)
    with pytest.raises(NotPermitted):
        actions.register_person(actor=liaison, name="测试甲")


# --- appointments --------------------------------------------------------------------------------


def test_an_appointment_is_a_post_with_its_event(city: Jurisdiction) -> None:
    post = appoint(city, title=" 副局长 ", rank=Rank.DEPUTY_IN_CHARGE)
    assert (post.title, post.rank) == ("副局长", Rank.DEPUTY_IN_CHARGE)
    assert appoint(city).title == PostKind.OFFICE_CLERK.label
    event = Event.objects.get(subject_id=str(post.pk))
    assert (event.act, event.details["kind"]) == ("organisations.appoint", "office_clerk")
    assert str(post) == f"{city.office.name} 测试甲（副局长）"


def test_an_appointment_without_a_day_begins_today(city: Jurisdiction) -> None:
    with clock.at(beijing(2026, 3, 2)):
        assert appoint(city, held_from=None).held_from == MONDAY


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"held_until"}, {"held_until": LONG_AGO}),
        ({"title"}, {"title": "长" * 61}),
        ({"title", "held_until"}, {"title": "a\x00", "held_until": LONG_AGO - DAY}),
    ],
)
def test_what_is_wrong_with_an_appointment_is_named(
    city: Jurisdiction, fields: set[str], more: dict[str, Any]
) -> None:
    with pytest.raises(InvalidData) as refusal:
        appoint(city, **more)
    assert set(refusal.value.fields) == fields


def test_an_appointment_is_of_somebody_to_something(city: Jurisdiction) -> None:
    for more in ({"person_id": new_id()}, {"organisation_id": new_id()}):
        with pytest.raises(NotVisible):
            appoint(city, **more)


@pytest.mark.parametrize(
    ("kind", "body"),
    [(PostKind.COMMITTEE_CHAIR, "committee"), (PostKind.OFFICE_DIRECTOR, "office")],
)
def test_there_is_one_chair_and_one_director_at_a_time(
    city: Jurisdiction, kind: PostKind, body: str
) -> None:
    where = getattr(city, body).pk
    first = appoint(city, kind=kind, organisation_id=where)
    with pytest.raises(InvalidData) as refusal:
        appoint(city, kind=kind, organisation_id=where)
    assert "请先办理离任登记" in refusal.value.fields["kind"]
    actions.end_post(actor=HOUSE, post_id=first.pk, held_until=MONDAY)
    assert appoint(city, kind=kind, organisation_id=where, held_from=MONDAY)
    other = PostKind.COMMITTEE_VICE_CHAIR
    assert appoint(city, kind=other, organisation_id=city.committee.pk)
    assert appoint(city, kind=other, organisation_id=city.committee.pk)


def test_nobody_holds_the_same_post_twice(city: Jurisdiction) -> None:
    who = person()
    appoint(city, person_id=who)
    with pytest.raises(InvalidData):
        appoint(city, person_id=who)
    assert appoint(city, person_id=who, kind=PostKind.CASE_WORKER)


@pytest.mark.parametrize("first", list(PostKind))
def test_an_administrator_is_nothing_else(first: PostKind) -> None:
    """三员: each of the three excludes the other two and every post that sees or decides."""
    administrators = {
        PostKind.SYSTEM_ADMINISTRATOR,
        PostKind.SECURITY_ADMINISTRATOR,
        PostKind.AUDIT_ADMINISTRATOR,
    }
    for second in PostKind:
        decision = policies.can_hold(second, [first])
        assert bool(decision) is (first == second or not {first, second} & administrators)
        assert decision or (first.label in decision.reason and first.label in decision.instead)
    assert policies.can_hold(first, [])


def test_an_administrator_who_left_may_become_something_else(city: Jurisdiction) -> None:
    platform = city.body(OrganisationKind.PLATFORM)
    post = appoint(city, kind=PostKind.AUDIT_ADMINISTRATOR, organisation_id=platform.pk)
    with pytest.raises(RuleUnmet):
        appoint(city, person_id=post.person_id)
    actions.end_post(actor=HOUSE, post_id=post.pk, held_until=MONDAY)
    with pytest.raises(RuleUnmet):
        appoint(city, person_id=post.person_id, held_from=MONDAY - DAY)
    assert appoint(city, person_id=post.person_id, held_from=MONDAY)


def test_an_administrator_to_be_excludes_what_begins_later(city: Jurisdiction) -> None:
    """A post that begins next month is no way round the exclusion."""
    platform = city.body(OrganisationKind.PLATFORM)
    who = person()
    appoint(city, person_id=who, held_from=MONDAY)
    with pytest.raises(RuleUnmet):
        appoint(
            city,
            person_id=who,
            kind=PostKind.AUDIT_ADMINISTRATOR,
            organisation_id=platform.pk,
            held_from=MONDAY - DAY,
        )
    assert appoint(
        city,
        person_id=who,
        kind=PostKind.AUDIT_ADMINISTRATOR,
        organisation_id=platform.pk,
        held_from=MONDAY - DAY,
        held_until=MONDAY,
    )


def test_an_office_keeps_the_liaisons_of_its_members_and_the_experts_of_its_place(
    city: Jurisdiction,
) -> None:
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    police = city.department("police")
    outside = city.department("court", member=False)
    hospital = jurisdiction("140802", "盐湖区").body(OrganisationKind.HOSPITAL)
    far = jurisdiction("140100", "太原市").body(OrganisationKind.HOSPITAL)

    def by_clerk(kind: PostKind, where: UUID) -> Post:
        return appoint(city, actor=clerk, kind=kind, organisation_id=where)

    liaison = by_clerk(PostKind.LIAISON, police.pk)
    assert by_clerk(PostKind.EXPERT, hospital.pk)
    for kind, where in (
        (PostKind.LIAISON, outside.pk),
        (PostKind.EXPERT, far.pk),
        (PostKind.OFFICE_DIRECTOR, city.office.pk),
    ):
        with pytest.raises(NotPermitted):
            by_clerk(kind, where)
    assert actions.end_post(actor=clerk, post_id=liaison.pk).held_until == clock.today()


def test_the_security_administrator_gives_the_other_posts_of_the_place(city: Jurisdiction) -> None:
    platform = city.body(OrganisationKind.PLATFORM)
    giver = somebody(platform, PostKind.SECURITY_ADMINISTRATOR)
    assert appoint(city, actor=giver, kind=PostKind.OFFICE_DIRECTOR)
    with pytest.raises(NotPermitted):
        appoint(city, actor=giver, person_id=giver.person_id)
    far = jurisdiction("140100", "太原市")
    with pytest.raises(NotPermitted):
        appoint(city, actor=giver, organisation_id=far.office.pk)


# --- leaving -------------------------------------------------------------------------------------


def test_a_post_ends_on_the_first_day_no_longer_held(city: Jurisdiction) -> None:
    post = appoint(city)
    actions.end_post(actor=HOUSE, post_id=post.pk, held_until=MONDAY)
    assert [held.pk for held in queries.posts_of(post.person_id, MONDAY - DAY)] == [post.pk]
    assert queries.posts_of(post.person_id, MONDAY) == []
    ended = queries.post(post.pk)
    assert (ended.held_until, ended.version) == (MONDAY, 2)
    assert Event.objects.filter(act="organisations.end_post").count() == 1


def test_a_post_cannot_end_before_it_began_nor_without_right(city: Jurisdiction) -> None:
    post = appoint(city)
    with pytest.raises(InvalidData):
        actions.end_post(actor=HOUSE, post_id=post.pk, held_until=LONG_AGO)
    with pytest.raises(NotVisible):
        actions.end_post(actor=HOUSE, post_id=new_id())
    with pytest.raises(NotPermitted):
        actions.end_post(actor=somebody(city.office, PostKind.OFFICE_DIRECTOR), post_id=post.pk)


# --- reading -------------------------------------------------------------------------------------

days = st.integers(0, 12).map(lambda number: MONDAY + timedelta(days=number))


@given(start=days, length=st.none() | st.integers(1, 6), asked=days)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_post_is_held_in_a_half_open_interval(
    city: Jurisdiction, start: date, length: int | None, asked: date
) -> None:
    until = start + timedelta(days=length) if length else None
    with transaction.atomic():
        mark = transaction.savepoint()
        post = appoint(city, kind=PostKind.EXPERT, held_from=start, held_until=until)
        held = start <= asked and (until is None or asked < until)
        assert policies.held_on(post, asked) is held
        for found in (
            queries.posts_of(post.person_id, asked),
            queries.staff_of(city.office.pk, asked),
            queries.holders(city.office.pk, [PostKind.EXPERT], asked),
            queries.experts("1408", asked),
        ):
            assert (post in found) is held
        transaction.savepoint_rollback(mark)


def test_holders_are_of_the_kinds_and_the_body_asked_for(city: Jurisdiction) -> None:
    county = jurisdiction("140802", "盐湖区")
    clerk = appoint(city)
    worker = appoint(city, kind=PostKind.CASE_WORKER)
    elsewhere = appoint(city, organisation_id=county.office.pk)
    assert queries.holders(city.office.pk, [PostKind.OFFICE_CLERK]) == [clerk]
    assert queries.holders(city.office.pk, PostKind) == [clerk, worker]
    assert queries.holders(city.office.pk, []) == []
    assert queries.staff_of(city.office.pk) == [clerk, worker]
    assert queries.staff_of(county.office.pk) == [elsewhere]


def test_a_roster_costs_one_query(city: Jurisdiction, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        appoint(city)
    with django_assert_num_queries(1):
        told = [
            (post.person.name, post.organisation.name, post.organisation.division.full_name)
            for post in queries.staff_of(city.office.pk)
        ]
    assert len(told) == 3


def test_experts_are_those_of_a_place_and_below(city: Jurisdiction) -> None:
    county = jurisdiction("140802", "盐湖区")
    here = appoint(city, kind=PostKind.EXPERT)
    below = appoint(city, kind=PostKind.EXPERT, organisation_id=county.office.pk)
    assert queries.experts(city.place.prefix) == [here, below]
    assert queries.experts(county.place.prefix) == [below]
    assert queries.experts() == [here, below]


def test_a_post_never_given_is_not_found() -> None:
    with pytest.raises(NotVisible):
        queries.post(new_id())


# --- delegations ---------------------------------------------------------------------------------


@pytest.fixture
def director(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_DIRECTOR)


@pytest.fixture
def deputy(city: Jurisdiction) -> Actor:
    return somebody(city.committee, PostKind.COMMITTEE_VICE_CHAIR)


def delegate(director: Actor, deputy: Actor, **more: Any) -> Delegation:
    given: dict[str, Any] = {
        "actor": director,
        "from_post_id": director.post_id,
        "to_post_id": deputy.post_id,
        "act": DelegatedAct.SIGN_MINUTES,
        "reason": "外出学习期间",
        "valid_from": MONDAY,
        "valid_until": MONDAY + 5 * DAY,
    }
    return actions.delegate(**(given | more))


def test_a_delegation_holds_for_its_act_on_its_days(director: Actor, deputy: Actor) -> None:
    made = delegate(director, deputy)
    pair = (director.post_id, deputy.post_id)
    sign, chair = DelegatedAct.SIGN_MINUTES, DelegatedAct.CHAIR_CONFERENCE
    for day, held in ((-1, False), (0, True), (4, True), (5, False)):
        on = MONDAY + day * DAY
        expected = made if held else None
        assert queries.delegation(*pair, sign, on) == expected
        assert queries.delegations_to(deputy.post_id, sign, on) == ([made] if held else [])
        assert queries.delegations_from([director.post_id], sign, on) == ([made] if held else [])
    assert queries.delegation(*pair, chair, MONDAY) is None
    assert queries.delegation(*reversed(pair), sign, MONDAY) is None
    event = Event.objects.get(act="organisations.delegate")
    assert event.subject_id == str(director.post_id)
    assert event.details["to"] == str(deputy.post_id)


@pytest.mark.parametrize("leaves", ["director", "deputy"])
def test_a_delegation_ends_with_either_post(director: Actor, deputy: Actor, leaves: str) -> None:
    delegate(director, deputy)
    gone = {"director": director, "deputy": deputy}[leaves]
    actions.end_post(actor=HOUSE, post_id=gone.post_id, held_until=MONDAY + 2 * DAY)
    pair = (director.post_id, deputy.post_id, DelegatedAct.SIGN_MINUTES)
    assert queries.delegation(*pair, MONDAY + DAY) is not None
    assert queries.delegation(*pair, MONDAY + 2 * DAY) is None


def test_only_the_holder_delegates(director: Actor, deputy: Actor) -> None:
    with pytest.raises(NotPermitted):
        delegate(director, deputy, actor=deputy)
    with pytest.raises(NotVisible):
        delegate(director, deputy, to_post_id=new_id())


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"reason"}, {"reason": " "}),
        ({"reason"}, {"reason": "长" * 201}),
        ({"valid_until"}, {"valid_until": MONDAY}),
        ({"valid_from", "to_post"}, {"valid_from": LONG_AGO - DAY}),
        ({"reason", "valid_until"}, {"reason": "", "valid_until": MONDAY}),
    ],
)
def test_what_is_wrong_with_a_delegation_is_named(
    director: Actor, deputy: Actor, fields: set[str], more: dict[str, Any]
) -> None:
    with pytest.raises(InvalidData) as refusal:
        delegate(director, deputy, **more)
    assert set(refusal.value.fields) == fields


def test_a_signature_stays_with_those_who_lead_and_chairing_with_the_office(
    city: Jurisdiction, director: Actor
) -> None:
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    with pytest.raises(InvalidData) as refusal:
        delegate(director, clerk)
    assert "“签发纪要”只能委托给" in refusal.value.fields["to_post"]
    assert delegate(director, clerk, act=DelegatedAct.CHAIR_CONFERENCE)
    stranger = somebody(jurisdiction("140802", "盐湖区").office, PostKind.OFFICE_DIRECTOR)
    with pytest.raises(InvalidData) as refusal:
        delegate(director, stranger)
    assert set(refusal.value.fields) == {"to_post"}


def test_a_regime_may_keep_the_signature_with_its_signer(
    city: Jurisdiction, director: Actor, deputy: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = jurisdiction("995500", "新港市")
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(Path(__file__).parents[1] / "law" / "seventh"))
    own = somebody(invented.office, PostKind.OFFICE_DIRECTOR)
    vice = somebody(invented.committee, PostKind.COMMITTEE_VICE_CHAIR)
    with pytest.raises(RuleUnmet, match="不能委托签发") as refusal:
        delegate(own, vice)
    assert [str(basis) for basis in refusal.value.basis] == ["xingang-2024#4"]
    assert delegate(own, vice, act=DelegatedAct.CHAIR_CONFERENCE)
    assert delegate(director, deputy)


def test_a_delegation_is_seen_by_its_two_posts_and_taken_back_by_who_gave_it(
    city: Jurisdiction, director: Actor, deputy: Actor
) -> None:
    made = delegate(director, deputy)
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    assert queries.delegations_of(director) == queries.delegations_of(deputy) == [made]
    assert queries.delegations_of(clerk) == []
    with pytest.raises(NotVisible):
        actions.end_delegation(actor=clerk, delegation_id=made.pk)
    with pytest.raises(NotPermitted, match="本人办理"):
        actions.end_delegation(actor=deputy, delegation_id=made.pk)
    pair = (director.post_id, deputy.post_id, DelegatedAct.SIGN_MINUTES)
    with clock.at(beijing(MONDAY.year, MONDAY.month, MONDAY.day, 10)):
        assert queries.delegation(*pair) == made
        actions.end_delegation(actor=director, delegation_id=made.pk, version=made.version)
        assert queries.delegation(*pair) is None
        with pytest.raises(NotInThisState, match="已经收回"):
            actions.end_delegation(actor=director, delegation_id=made.pk)
        assert Event.objects.filter(act="organisations.end_delegation").count() == 1


def test_what_has_lapsed_needs_no_taking_back_and_two_hands_conflict(
    director: Actor, deputy: Actor
) -> None:
    made = delegate(director, deputy)
    with pytest.raises(Conflict):
        actions.end_delegation(actor=director, delegation_id=made.pk, version=made.version + 1)
    after = MONDAY + 5 * DAY
    with (
        clock.at(beijing(after.year, after.month, after.day, 10)),
        pytest.raises(NotInThisState, match="已经到期"),
    ):
        actions.end_delegation(actor=director, delegation_id=made.pk)


def test_nothing_is_delegated_to_oneself(city: Jurisdiction, director: Actor) -> None:
    own = appoint(city, person_id=director.person_id, kind=PostKind.CASE_WORKER)
    with pytest.raises(InvalidData) as refusal:
        delegate(director, director, to_post_id=own.pk)
    assert "不能委托给本人" in refusal.value.fields["to_post"]


def test_the_tables_refuse_what_the_actions_would(city: Jurisdiction, director: Actor) -> None:
    post = {"person_id": director.person_id, "organisation": city.office, "kind": "office_director"}
    delegation = {"from_post_id": director.post_id, "act": "sign_minutes", "reason": "x"}
    other = appoint(city)
    for row in (
        Post(**post, held_from=MONDAY),
        Post(**{**post, "kind": "expert"}, held_from=MONDAY, held_until=MONDAY),
        Delegation(
            **delegation,
            to_post_id=director.post_id,
            valid_from=MONDAY,
            valid_until=MONDAY + DAY,
        ),
        Delegation(**delegation, to_post=other, valid_from=MONDAY, valid_until=MONDAY),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_experts_are_found_by_part_of_their_name_or_field(city: Jurisdiction) -> None:
    far = jurisdiction("140100", "太原市")
    for name, specialty, where in (
        ("甲医生", "心理", city),
        ("乙律师", "法律", city),
        ("甲丙", "", far),
    ):
        appoint(
            city,
            person_id=person(name, specialty=specialty),
            kind=PostKind.EXPERT,
            organisation_id=where.office.pk,
        )
    appoint(city, person_id=person("甲职员"))
    names = [post.person.name for post in queries.experts_named("甲", city.place.prefix)]
    assert names == ["甲医生"]
    assert [post.person.name for post in queries.experts_named("法律")] == ["乙律师"]
    assert len(queries.experts_named("甲")) == 2
    assert len(queries.experts_named("甲", limit=1)) == 1


def test_the_database_too_holds_one_administrators_post_a_person(city: Jurisdiction) -> None:
    """Even past the action: nobody is two of the three."""
    kept: dict[str, Any] = {"person_id": person(), "organisation": city.office, "title": "管理员"}
    first = {"kind": PostKind.SYSTEM_ADMINISTRATOR.value, "held_from": LONG_AGO}
    Post.objects.create(**kept, **first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(**kept, kind=PostKind.AUDIT_ADMINISTRATOR.value, held_from=LONG_AGO)


def test_a_refused_post_says_why_and_by_which_standard() -> None:
    decision = policies.can_hold(PostKind.AUDIT_ADMINISTRATOR, [PostKind.OFFICE_CLERK])
    assert "不接触未成年人的信息" in decision.reason
    assert "GB/T 22239-2019第8.1.5条" in decision.reason
    assert "离任" in decision.instead
