"""A search that names a child is a look; so is one's own household, and it is said so."""

from __future__ import annotations

import pytest

from huishang.audit.models import Event, Private
from huishang.cases import queries as cases
from huishang.cases.queries import CaseFilters
from huishang.discovery import queries as discovery
from huishang.kernel.actor import Actor
from huishang.organisations.models import Person
from huishang.people import actions, queries
from huishang.people.queries import Purpose, Relation
from tests.valley import Valley


def searches() -> list[tuple[str, object]]:
    events = Event.objects.filter(act="people.search").order_by("sequence")
    return [
        (event.details["list"], Private.objects.get(pk=event.pk).content["told"])
        for event in events
    ]


def test_a_search_that_names_a_child_is_kept_with_the_words_apart(valley: Valley) -> None:
    valley.child(name="张小童")
    queries.children(valley.clerk, text="小童")
    assert searches() == [("children", {"text": "小童"})]
    [event] = Event.objects.filter(act="people.search")
    assert "小童" not in str(event.content())
    assert event.actor_account == valley.clerk.account_id


def test_it_is_kept_though_the_child_is_out_of_the_searchers_sight(valley: Valley) -> None:
    valley.child(name="张小童")
    found = queries.children(valley.of_office(valley.other_county, valley.clerk.post), text="小童")
    assert found.rows == ()
    assert len(searches()) == 1


def test_words_that_find_no_child_and_further_pages_are_not_kept(valley: Valley) -> None:
    valley.child(name="张小童")
    queries.children(valley.clerk, text="李四光")
    queries.children(valley.clerk)
    assert searches() == []


def test_a_list_of_cases_or_reports_searched_for_a_child_is_kept_too(valley: Valley) -> None:
    valley.child(name="张小童")
    cases.cases(valley.clerk, CaseFilters(text="张小童"))
    discovery.reports(valley.clerk, text="zxt")
    assert searches() == [("cases", {"text": "张小童"}), ("reports", {"text": "zxt"})]


@pytest.mark.parametrize(
    ("name", "phone", "own_phone", "is_own"),
    [
        ("他人", "13900000001", "13900000002", False),
        ("他人", "139 0000 0001", "13900000001", True),
        ("他人", "", "", False),
        ("本人", "", "", True),
    ],
)
def test_reading_about_ones_own_household_is_told_with_the_look(
    valley: Valley, name: str, phone: str, own_phone: str, is_own: bool
) -> None:
    clerk: Actor = valley.clerk
    child = valley.child(name="张小童")
    Person.objects.filter(pk=clerk.person_id).update(phone=own_phone)
    actions.add_guardian(
        actor=valley.clerk,
        child_id=child.pk,
        name=clerk.person_name if name == "本人" else "测试家长",
        relation=Relation.FATHER,
        phone=phone.replace(" ", ""),
    )
    actions.open_file(actor=clerk, child_id=child.pk, purpose=Purpose.VISIT)
    details = Event.objects.get(act="people.read_file").details
    assert details.get("household", False) is is_own
