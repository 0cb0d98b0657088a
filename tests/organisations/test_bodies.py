"""Places, bodies and committees are written down once, whole, by whoever may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import Level, OrganisationKind, PostKind
from huishang.organisations import actions, queries
from huishang.organisations.models import Division, Membership, Organisation
from tests.audit.writing import told
from tests.places import HOUSE, LONG_AGO, Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def administrator(city: Jurisdiction) -> Actor:
    return somebody(city.body(OrganisationKind.PLATFORM), PostKind.SYSTEM_ADMINISTRATOR)


def place(code: str, name: str = "某地", **more: object) -> Division:
    given: dict[str, object] = {"actor": HOUSE, "valid_from": LONG_AGO}
    return actions.register_division(code=code, name=name, **(given | more))  # type: ignore[arg-type]


def body(city: Jurisdiction, **more: object) -> Organisation:
    given: dict[str, object] = {
        "actor": HOUSE,
        "name": "运城市公安局",
        "kind": OrganisationKind.DEPARTMENT,
        "department": "police",
        "division": city.place.code,
    }
    return actions.register_organisation(**(given | more))  # type: ignore[arg-type]


# --- places --------------------------------------------------------------------------------------


def test_a_place_is_named_after_the_places_it_lies_in() -> None:
    place("140000", "山西省")
    place("140800", "运城市")
    assert place("140802", "盐湖区").full_name == "山西省运城市盐湖区"
    assert place("140881001", "某镇").full_name == "山西省运城市某镇"  # its county is not there
    assert place("140802002", "某乡", full_name="山西某乡").full_name == "山西某乡"
    assert Division.objects.get(pk="140802000000").level == Level.COUNTY
    event = Event.objects.get(subject_id="140802000000")
    assert (event.act, event.stream_id) == (
        "organisations.register_division",
        "division:140802000000",
    )


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"code"}, {"code": "14"}),
        ({"code"}, {"code": "1408ab"}),
        ({"code"}, {"code": "140800"}),
        ({"name"}, {"name": " "}),
        ({"name"}, {"name": "长" * 61}),
        ({"full_name"}, {"full_name": "长" * 201}),
        ({"successor"}, {"successor": "140899000000"}),
        ({"valid_until"}, {"valid_until": LONG_AGO}),
        (
            {"name", "successor", "valid_until"},
            {"name": "", "successor": "x", "valid_until": LONG_AGO},
        ),
    ],
)
def test_what_is_wrong_with_a_place_is_named_all_at_once(
    city: Jurisdiction, fields: set[str], more: dict[str, object]
) -> None:
    with pytest.raises(InvalidData) as refusal:
        place(**{"code": "140899", **more})  # type: ignore[arg-type]
    assert set(refusal.value.fields) == fields
    assert not Division.objects.filter(pk__startswith="140899").exists()


def test_a_merged_place_names_its_successor() -> None:
    place("140802", "盐湖区")
    old = place("140801", "老区", valid_until=date(2020, 1, 1), successor="140802000000")
    assert old.successor_id == "140802000000"
    assert str(old) == "老区"
    assert old.place.prefix == "140801"


# --- bodies --------------------------------------------------------------------------------------


def test_a_body_is_written_down_with_its_event(city: Jurisdiction) -> None:
    made = body(city, name=" 运城市公安局 ", document_mark="运公")
    assert (made.name, made.short_name, made.department) == (
        "运城市公安局",
        "运城市公安局",
        "police",
    )
    assert made.valid_from == clock.today()
    event = Event.objects.get(subject_id=str(made.pk))
    assert event.details == {"kind": "department", "division": city.place.code}
    assert told(event) == {"name": "运城市公安局"}


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"name"}, {"name": ""}),
        ({"name"}, {"name": "长" * 121}),
        ({"short_name"}, {"short_name": "长" * 121}),
        ({"document_mark"}, {"document_mark": "长" * 41}),
        ({"document_mark"}, {"document_mark": "运 公"}),
        ({"document_mark"}, {"document_mark": "运公〔刑〕"}),
        ({"division"}, {"division": "140899"}),
        ({"department"}, {"department": ""}),
        ({"department"}, {"department": "no_such_function"}),
        ({"committee"}, {"kind": OrganisationKind.OFFICE, "department": ""}),
        ({"valid_until"}, {"valid_until": LONG_AGO}),
        ({"name", "department"}, {"name": "", "department": ""}),
    ],
)
def test_what_is_wrong_with_a_body_is_named_all_at_once(
    city: Jurisdiction, fields: set[str], more: dict[str, object]
) -> None:
    with pytest.raises(InvalidData) as refusal:
        body(city, **more)
    assert set(refusal.value.fields) == fields


def test_a_division_code_that_is_none_is_named_too(city: Jurisdiction) -> None:
    with pytest.raises(InvalidData) as refusal:
        body(city, division="somewhere")
    assert set(refusal.value.fields) == {"division"}


def test_a_name_stands_once_in_a_place(city: Jurisdiction) -> None:
    body(city)
    with pytest.raises(InvalidData) as refusal:
        body(city)
    assert "同名单位" in refusal.value.fields["name"]
    county = jurisdiction("140802", "盐湖区")
    assert body(county).division_id == county.place.code


def test_an_office_serves_a_committee_and_nothing_else(city: Jurisdiction) -> None:
    police = body(city)
    with pytest.raises(InvalidData) as refusal:
        body(
            city,
            name="另一个办公室",
            kind=OrganisationKind.OFFICE,
            department="",
            committee_id=police.pk,
        )
    assert "不是未保委" in refusal.value.fields["committee"]
    office = body(
        city,
        name="另一个办公室",
        kind=OrganisationKind.OFFICE,
        department="",
        committee_id=city.committee.pk,
        host_id=police.pk,
    )
    assert queries.committee_of(queries.organisation(office.pk)) == city.committee


def test_a_body_that_names_an_unknown_committee_or_host_is_not_written(city: Jurisdiction) -> None:
    for more in ({"committee_id": new_id()}, {"host_id": new_id()}):
        with pytest.raises(NotVisible):
            body(city, **more)


def test_the_administrator_of_a_place_registers_within_it(
    city: Jurisdiction, administrator: Actor
) -> None:
    jurisdiction("140100", "太原市")
    assert place("140802", "盐湖区", actor=administrator).pk
    assert body(city, actor=administrator).pk
    for refused in (
        lambda: place("140101", "某区", actor=administrator),
        lambda: body(city, actor=administrator, division="140100"),
        lambda: body(city, actor=somebody(city.office, PostKind.OFFICE_DIRECTOR)),
    ):
        with pytest.raises(NotPermitted):
            refused()


# --- committees ----------------------------------------------------------------------------------


def admit(actor: object, city: Jurisdiction, member: Organisation, **more: object) -> Membership:
    return actions.admit_member(
        actor=actor,  # type: ignore[arg-type]
        committee_id=city.committee.pk,
        organisation_id=member.pk,
        **more,  # type: ignore[arg-type]
    )


def test_the_office_admits_the_members_of_its_own_committee(city: Jurisdiction) -> None:
    county = jurisdiction("140802", "盐湖区")
    police, court = city.department("police", member=False), city.department("court", member=False)
    admit(somebody(city.office, PostKind.OFFICE_CLERK), city, police)
    admit(HOUSE, city, court)
    assert queries.member_units(city.committee.pk) == [police, court]
    assert queries.is_member_unit(city.committee.pk, police.pk)
    assert not queries.is_member_unit(county.committee.pk, police.pk)
    assert not queries.is_member_unit(None, police.pk)
    admitted = Event.objects.get(act="organisations.admit_member", actor_post__isnull=False)
    assert admitted.details["member"] == str(police.pk)
    foreign = somebody(county.office, PostKind.OFFICE_DIRECTOR)
    liaison = somebody(police, PostKind.LIAISON)
    school = city.body(OrganisationKind.SCHOOL)
    for actor in (foreign, liaison):
        with pytest.raises(NotPermitted):
            admit(actor, city, school)


def test_a_member_is_admitted_once_and_to_a_committee(city: Jurisdiction) -> None:
    police = city.department("police")
    with pytest.raises(InvalidData) as refusal:
        admit(HOUSE, city, police)
    assert "不需要重复登记" in refusal.value.fields["organisation"]
    with pytest.raises(InvalidData) as refusal:
        actions.admit_member(actor=HOUSE, committee_id=police.pk, organisation_id=city.committee.pk)
    assert set(refusal.value.fields) == {"committee"}
    with pytest.raises(NotVisible):
        actions.admit_member(actor=HOUSE, committee_id=new_id(), organisation_id=police.pk)


def test_membership_begins_on_its_day(city: Jurisdiction) -> None:
    police = city.department("police", member=False)
    admit(HOUSE, city, police, valid_from=date(2026, 3, 2))
    assert queries.member_units(city.committee.pk, date(2026, 3, 1)) == []
    assert queries.member_units(city.committee.pk, date(2026, 3, 2)) == [police]


# --- the tables themselves -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        lambda c: Division(code="12", level="city", valid_from=LONG_AGO),
        lambda c: Division(
            code="990000000000", level="city", valid_from=LONG_AGO, valid_until=LONG_AGO
        ),
        lambda c: Organisation(kind="department", division_id=c.place.code, valid_from=LONG_AGO),
        lambda c: Organisation(kind="office", division_id=c.place.code, valid_from=LONG_AGO),
        lambda c: Organisation(
            kind="school", division_id=c.place.code, valid_from=LONG_AGO, valid_until=LONG_AGO
        ),
        lambda c: Organisation(
            name=c.office.name, kind="school", division_id=c.place.code, valid_from=LONG_AGO
        ),
    ],
    ids=["code", "division dates", "no department", "no committee", "dates", "name twice"],
)
def test_the_tables_refuse_what_the_actions_would(city: Jurisdiction, row: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row(city).save(force_insert=True)  # type: ignore[operator]


# --- reading -------------------------------------------------------------------------------------


def test_places_are_found_by_code_and_named_in_one_query(
    city: Jurisdiction, django_assert_num_queries: object
) -> None:
    place("140802", "盐湖区")
    place("140802001", "某街道")
    assert queries.division("140802").name == "盐湖区"
    assert queries.division_name("140802000000") == "运城市盐湖区"
    assert queries.division_name("999999000000") == "999999000000"
    with django_assert_num_queries(1):  # type: ignore[operator]
        names = queries.division_names(["140802000000", "140800000000", "999999000000"])
    assert names == {
        "140802000000": "运城市盐湖区",
        "140800000000": "运城市",
        "999999000000": "999999000000",
    }
    for code in ("140899", "nowhere", ""):
        with pytest.raises(NotVisible):
            queries.division(code)


def test_the_places_one_level_below_are_listed(city: Jurisdiction) -> None:
    place("140802", "盐湖区")
    place("140802001", "某街道")
    place("140802001001", "某居委会")
    place("140821", "临猗县", valid_until=date(2026, 1, 1))
    below = {
        code: [division.name for division in queries.children_of(code, date(2026, 3, 2))]
        for code in ("140800", "140802", "140802001", "140802001001")
    }
    assert below == {
        "140800": ["盐湖区"],
        "140802": ["某街道"],
        "140802001": ["某居委会"],
        "140802001001": [],
    }
    assert len(queries.children_of("140800", date(2025, 12, 31))) == 2


def test_the_office_of_a_place_is_of_exactly_that_place(city: Jurisdiction) -> None:
    county = jurisdiction("140802", "盐湖区")
    assert queries.office_at(city.place) == city.office
    assert queries.office_or_none(county.place) == county.office
    empty = place("140821", "临猗县").place
    assert queries.office_or_none(empty) is None
    with pytest.raises(NotVisible) as refusal:
        queries.office_at(empty)
    assert "临猗县未保办" in refusal.value.message
    assert queries.office_or_none(city.place, LONG_AGO - timedelta(days=1)) is None
    assert queries.office_at(city.place).committee == city.committee
    with pytest.raises(NotVisible):
        queries.committee_of(city.committee)


def test_a_department_is_found_by_function_and_place(city: Jurisdiction) -> None:
    county = jurisdiction("140802", "盐湖区")
    police, court = city.department("police"), city.department("court")
    assert queries.department_at(city.place, "police") == police
    assert queries.department_at(county.place, "police") is None
    assert queries.departments_at(city.place) == {"police": police, "court": court}
    assert queries.departments_at(city.place, LONG_AGO - timedelta(days=1)) == {}


def test_where_a_function_was_reorganised_the_body_of_the_day_answers(city: Jurisdiction) -> None:
    change = date(2019, 1, 1)
    old = body(city, name="卫计委", department="health", valid_from=LONG_AGO, valid_until=change)
    new = body(city, name="卫健委", department="health", valid_from=change)
    before = change - timedelta(days=1)
    assert queries.department_at(city.place, "health", before) == old
    assert queries.department_at(city.place, "health", change) == new
    assert queries.organisation(old.pk) == old  # a past body is still known by its key
    with pytest.raises(NotVisible):
        queries.organisation(new_id())


def test_bodies_of_a_place_and_all_below_it_are_listed(city: Jurisdiction) -> None:
    county = jurisdiction("140802", "盐湖区")
    other = jurisdiction("140100", "太原市")
    within = queries.organisations_within(city.place.prefix)
    assert set(within) == {city.committee, city.office, county.committee, county.office}
    offices = queries.organisations_within("14", [OrganisationKind.OFFICE])
    assert offices == [other.office, city.office, county.office]


def test_a_function_is_called_what_it_was_called_at_that_level_on_that_day() -> None:
    """卫计委 became 卫健委 in 2018; the league's committees are named by their level."""
    with clock.at(beijing(2026, 3, 2)):
        today = queries.department_name("health", Level.PROVINCE)
    before = queries.department_name("health", Level.PROVINCE, date(2016, 3, 2))
    assert "健康" in today
    assert "计划生育" in before
    on = date(2026, 3, 2)
    assert queries.department_name("youth_league", Level.CITY, on) == "团市委"
    assert queries.department_name("youth_league", Level.PROVINCE, on) == "团省委"
    assert queries.department_name("no_such_function", Level.CITY) == "no_such_function"


def test_bodies_are_found_by_part_of_their_name_within_a_place(city: Jurisdiction) -> None:
    county = jurisdiction("140802", "盐湖区")
    far = jurisdiction("140100", "太原市")
    for where, name in ((city, "运城市公安局"), (county, "盐湖公安分局"), (far, "太原市公安局")):
        body(where, name=name, division=where.place.code, short_name=f"{name[:2]}警方")
    found = [one.name for one in queries.organisations_named("公安", city.place.prefix)]
    assert found == ["运城市公安局", "盐湖公安分局"]
    assert [one.name for one in queries.organisations_named("太原警方")] == ["太原市公安局"]
    assert len(queries.organisations_named("公安", limit=1)) == 1
